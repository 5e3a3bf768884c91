import { ApiObject } from './api-client';
import { ControlPlane } from './control-plane';

const LAST_APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
const CLUSTER_SCOPED = ['Namespace', 'NodeClass', 'NodePool', 'ClusterRole', 'ClusterRoleBinding', 'StorageClass'];

/** An object as it is given to kubectl. */
export type KubectlManifest = ApiObject & { readonly [field: string]: any };

/** Sends what kubectl sends: the same requests, annotations and field managers. It is not needed on the machine for that. */
export class Kubectl {
  constructor(private readonly controlPlane: Pick<ControlPlane, 'request'>) {}

  /** `kubectl create --save-config`, which the CDK's handler runs for a new manifest. */
  public async create(manifest: KubectlManifest): Promise<void> {
    await this.send('POST', collectionOf(manifest), 'kubectl-create', withLastApplied(manifest));
  }

  /** `kubectl apply`, which the CDK's handler runs for a changed manifest: what the last one had, and this one has not, is removed. */
  public async apply(manifest: KubectlManifest): Promise<void> {
    const { status, body: live } = await this.controlPlane.request('GET', pathOf(manifest));
    if (status === 404) {
      await this.send('POST', collectionOf(manifest), 'kubectl-client-side-apply', withLastApplied(manifest));
      return;
    }
    const last = JSON.parse(live.metadata?.annotations?.[LAST_APPLIED_ANNOTATION] ?? '{}');
    const patch = threeWay(last, live, withLastApplied(manifest));
    if (patch) { await this.send('PATCH', pathOf(manifest), 'kubectl-client-side-apply', patch); }
  }

  /** `kubectl apply --server-side`. */
  public async applyServerSide(manifest: KubectlManifest): Promise<void> {
    await this.send('PATCH', pathOf(manifest), 'kubectl', manifest, 'application/apply-patch+yaml');
  }

  /** `kubectl delete`. */
  public async delete(manifest: KubectlManifest): Promise<void> {
    const { status, body } = await this.controlPlane.request('DELETE', pathOf(manifest));
    if (status >= 300) { throw new Error(String(body.message)); }
  }

  private async send(method: string, path: string, fieldManager: string, body: object, contentType?: string): Promise<void> {
    const answer = await this.controlPlane.request(method, `${path}?fieldManager=${fieldManager}`, body, contentType);
    if (answer.status >= 300) { throw new Error(String(answer.body.message)); }
  }
}

function withLastApplied(manifest: KubectlManifest): KubectlManifest {
  const plain = { ...manifest, metadata: { annotations: {}, ...manifest.metadata } };
  return {
    ...plain,
    metadata: { ...plain.metadata, annotations: { ...plain.metadata.annotations, [LAST_APPLIED_ANNOTATION]: `${JSON.stringify(plain)}\n` } },
  };
}

/** Changes from what is there to what is wanted, and the removal of what was wanted before; nothing, if there are none. */
function threeWay(last: any, live: any, wanted: any): any {
  const removed = Object.keys(last ?? {}).filter((key) => !(key in wanted) && key in (live ?? {})).map((key): [string, unknown] => [key, null]);
  const changed = Object.entries<any>(wanted).flatMap(([key, value]): [string, unknown][] => {
    const present = live?.[key];
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && present !== undefined) {
      const patch = threeWay(last?.[key], present, value);
      return patch ? [[key, patch]] : [];
    }
    return JSON.stringify(present) === JSON.stringify(value) ? [] : [[key, value]];
  });
  const entries = [...removed, ...changed];
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function collectionOf({ apiVersion = '', kind = '', metadata }: KubectlManifest): string {
  const plural = kind.toLowerCase().replace(/y$/, 'ie').replace(/s$/, 'se');
  const place = CLUSTER_SCOPED.includes(kind) ? '' : `namespaces/${metadata?.namespace ?? 'default'}/`;
  return `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}/${place}${plural}s`;
}

function pathOf(manifest: KubectlManifest): string {
  return `${collectionOf(manifest)}/${manifest.metadata!.name}`;
}
