import { groupKindOf, Manifest } from '../../contract';
import { PlacedManifest } from '../chart/placed-manifest';
import { KubernetesClient } from '../kubernetes/kubernetes-client';
import { Surroundings } from '../readiness/readiness-rule';
import { log } from '../report/log';

/** Reads what the readiness of these objects depends on, and no more. */
export async function surroundingsOf(client: KubernetesClient, objects: readonly PlacedManifest[]): Promise<Surroundings> {
  const kinds = new Set(objects.map(({ kind }) => groupKindOf(kind)));
  const [storageClasses, ingressClasses] = await Promise.all([
    kinds.has('PersistentVolumeClaim') ? named(client, '/apis/storage.k8s.io/v1/storageclasses') : undefined,
    kinds.has('Ingress.networking.k8s.io') ? named(client, '/apis/networking.k8s.io/v1/ingressclasses') : undefined,
  ]);
  return { storageClasses, ingressClasses };
}

/** Objects of a kind by name; nothing, if they must not be read: the verdict is stricter then. */
async function named(client: KubernetesClient, path: string): Promise<Map<string, Manifest> | undefined> {
  try {
    const { items } = await client.get<{ items: Manifest[] | null }>(path, { isWorthRetrying: () => false });
    return new Map((items ?? []).map((item) => [item.metadata.name, item]));
  } catch (error) {
    log('goes on without', { object: path, reason: (error as Error).message });
    return undefined;
  }
}
