import { ORIGIN_ANNOTATION } from './apply-set';
import { FIELD_MANAGER } from './field-manager';
import { PART_OF_LABEL } from './members';
import { FORCE_ANNOTATION, Manifest } from '../../contract';
import { DIGEST_ANNOTATION, objectDigestOf } from '../chart/digest';
import { namespaceOf, PlacedManifest, placedKeyOf } from '../chart/placed-manifest';
import { StoredManifest } from '../chart/stored-manifest';
import { ApiError } from '../kubernetes/api-error';
import { objectPath } from '../kubernetes/discovery';
import { METADATA_ONLY } from '../kubernetes/kubernetes-client';
import { ConnectedRun, isAllowed } from '../run';

export interface ApplyOptions {
  /** Only try it. */
  readonly dryRun: boolean;
  /** Where the object comes from, until it is certain that it stays; nothing for the chart's own. */
  readonly origin?: string;
  /** Says that there is no point in trying again. */
  readonly signal?: AbortSignal;
}

/** What the server says of an object that was applied. */
export interface Applied {
  /** Whether it was there before. */
  readonly existed: boolean;
  /** Whether it is on its way out: then what was applied goes with it. */
  readonly isTerminating: boolean;
}

/** Applies an object, or only tries it. Unknown fields are errors, and so are fields of other managers unless they may be taken over. */
export async function serverSideApply(run: ConnectedRun, object: PlacedManifest, options: ApplyOptions): Promise<Applied> {
  const { dryRun, origin, signal } = options;
  const { client, discovery, event } = run;
  const { manifest, kind } = object;
  const body = bodyOf(run, object, origin === undefined ? {} : { [ORIGIN_ANNOTATION]: `${origin}@${event.RequestId}` });
  let existed = false;
  const send = (force: boolean) => client.request<Manifest>('PATCH', objectPath(kind, manifest.metadata.name, namespaceOf(manifest, kind)), {
    body,
    signal,
    beforeRetry: dryRun ? undefined : () => run.fence.glance(),
    contentType: 'application/apply-patch+yaml',
    // All that is asked of the answer. The object itself was just sent.
    accept: METADATA_ONLY,
    // An apply never takes fields that do not exist. All that strict validation adds is a second look for keys given twice, which JSON that
    // was just written does not have, and it is a twelfth of the server's time.
    query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Ignore', force: String(force), ...dryRun && { dryRun: 'All' } },
    onStatus: (status) => { existed = status === 200; },
    isWorthRetrying: (error) => !(dryRun && error instanceof ApiError && (error.wantsWhatMayCome || (error.isAboutPath && discovery.isRemembered))),
  });
  const sendOrForce = async () => {
    try {
      return await send(isAllowed(run, manifest, 'Force', FORCE_ANNOTATION));
    } catch (error) {
      // Labels that were handed back to another set are ours as well, but not applied ones.
      if (!(error instanceof ApiError && error.isConflictWithin(FIELD_MANAGER))) { throw error; }
      return send(true);
    }
  };
  const { metadata } = await sendOrForce();
  return { existed, isTerminating: metadata.deletionTimestamp !== undefined };
}

/** Hashes of what objects of a chart are applied as: they are asked for several times. */
const digests = new WeakMap<StoredManifest, string>();

/** Hash of what is applied, the same as long as the chart says the same. */
export function appliedDigest({ applySet }: ConnectedRun, object: PlacedManifest): string {
  return rememberedDigest(object, () => labelled(object, applySet.id));
}

function rememberedDigest(object: PlacedManifest, bodyOfIt: () => Manifest): string {
  const digest = digests.get(object.manifest) ?? objectDigestOf(bodyOfIt(), placedKeyOf(object));
  digests.set(object.manifest, digest);
  return digest;
}

/** What is sent for an object. */
export function bodyOf({ applySet }: ConnectedRun, object: PlacedManifest, annotations: Manifest['metadata']['annotations'] = {}): Manifest {
  const body = labelled(object, applySet.id);
  const digest = rememberedDigest(object, () => body);
  return { ...body, metadata: { ...body.metadata, annotations: { ...body.metadata.annotations, ...annotations, [DIGEST_ANNOTATION]: digest } } };
}

function labelled({ manifest, kind }: PlacedManifest, setId: string): Manifest {
  const { metadata, ...content } = manifest.read();
  return { ...content, metadata: { ...metadata, namespace: namespaceOf(manifest, kind), labels: { ...metadata.labels, [PART_OF_LABEL]: setId } } };
}
