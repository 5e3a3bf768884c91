import { Manifest } from '../contract';
import { PART_OF_LABEL } from './apply-set';
import { objectPath } from './discovery';
import { ConnectedRun, namespaceOf, PlacedManifest } from './run';

const FIELD_MANAGER = 'cdk-eks-auto-mode';

/** Applies an object, or only tries it. Unknown fields and fields of other managers are errors. */
export async function serverSideApply({ client, applySet }: ConnectedRun, { manifest, kind }: PlacedManifest,
  options: { readonly dryRun: boolean }): Promise<Manifest> {

  const namespace = namespaceOf(manifest, kind);
  const body: Manifest = {
    ...manifest,
    metadata: { ...manifest.metadata, namespace, labels: { ...manifest.metadata.labels, [PART_OF_LABEL]: applySet.id } },
  };
  return client.request<Manifest>('PATCH', objectPath(kind, manifest.metadata.name, namespace), {
    body,
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', force: 'false', ...options.dryRun && { dryRun: 'All' } },
  });
}
