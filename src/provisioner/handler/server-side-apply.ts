import { Manifest } from '../contract';
import { ApiError } from './api-error';
import { PART_OF_LABEL, TAKEN_OVER_ANNOTATION } from './apply-set';
import { objectPath } from './discovery';
import { ConnectedRun, namespaceOf, PlacedManifest } from './run';

export const FIELD_MANAGER = 'cdk-eks-auto-mode';

export interface ApplyOptions {
  /** Only try it. */
  readonly dryRun: boolean;
  /** The set that the object belonged to, until it is certain that it has moved. */
  readonly takenOverFrom?: string;
}

/** Applies an object, or only tries it. Unknown fields and fields of other managers are errors. */
export async function serverSideApply({ client, applySet }: ConnectedRun, { manifest, kind }: PlacedManifest, options: ApplyOptions): Promise<void> {
  const namespace = namespaceOf(manifest, kind);
  const { labels, annotations, ...metadata } = manifest.metadata;
  const body: Manifest = {
    ...manifest,
    metadata: {
      ...metadata,
      namespace,
      labels: { ...labels, [PART_OF_LABEL]: applySet.id },
      ...(annotations || options.takenOverFrom) && {
        annotations: { ...annotations, ...options.takenOverFrom && { [TAKEN_OVER_ANNOTATION]: options.takenOverFrom } },
      },
    },
  };
  const send = (force: boolean) => client.request('PATCH', objectPath(kind, manifest.metadata.name, namespace), {
    body,
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', force: String(force), ...options.dryRun && { dryRun: 'All' } },
    isWorthRetrying: (error) => !options.dryRun || !error.isAdmissionRefusal,
  });
  try {
    await send(false);
  } catch (error) {
    // Labels that were handed back to another set are ours as well, but not applied ones.
    if (!(error instanceof ApiError && error.isConflictWithin(FIELD_MANAGER))) { throw error; }
    await send(true);
  }
}
