import { Manifest } from '../contract';
import { ApiError } from './api-error';
import { ORIGIN_ANNOTATION, PART_OF_LABEL } from './apply-set';
import { objectPath } from './discovery';
import { ConnectedRun, namespaceOf, PlacedManifest } from './run';

export const FIELD_MANAGER = 'cdk-eks-auto-mode';

export interface ApplyOptions {
  /** Only try it. */
  readonly dryRun: boolean;
  /** Where the object comes from, until it is certain that it stays; empty or nothing for the chart's own. */
  readonly origin?: string;
}

/**
 * Applies an object, or only tries it. Unknown fields and fields of other managers are errors.
 *
 * @returns Whether the object was there before.
 */
export async function serverSideApply({ client, applySet, event }: ConnectedRun, { manifest, kind }: PlacedManifest,
  options: ApplyOptions): Promise<{ existed: boolean }> {

  const namespace = namespaceOf(manifest, kind);
  const { labels, annotations, ...metadata } = manifest.metadata;
  const body: Manifest = {
    ...manifest,
    metadata: {
      ...metadata,
      namespace,
      labels: { ...labels, [PART_OF_LABEL]: applySet.id },
      ...(annotations || options.origin) && {
        annotations: { ...annotations, ...options.origin && { [ORIGIN_ANNOTATION]: `${options.origin}@${event.RequestId}` } },
      },
    },
  };
  let existed = false;
  const send = (force: boolean) => client.request('PATCH', objectPath(kind, manifest.metadata.name, namespace), {
    body,
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', force: String(force), ...options.dryRun && { dryRun: 'All' } },
    onStatus: (status) => { existed = status === 200; },
    isWorthRetrying: (error) => !(options.dryRun && error instanceof ApiError && error.wantsWhatMayCome),
  });
  try {
    await send(false);
  } catch (error) {
    // Labels that were handed back to another set are ours as well, but not applied ones.
    if (!(error instanceof ApiError && error.isConflictWithin(FIELD_MANAGER))) { throw error; }
    await send(true);
  }
  return { existed };
}
