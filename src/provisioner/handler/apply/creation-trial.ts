import { bodyOf, FIELD_MANAGER } from '../apply-set/server-side-apply';
import { namespaceOf, PlacedManifest } from '../chart/placed-manifest';
import { RetryOptions } from '../control-flow/retry';
import { ApiError } from '../kubernetes/api-error';
import { collectionPath } from '../kubernetes/discovery';
import { METADATA_ONLY } from '../kubernetes/kubernetes-client';
import { ConnectedRun } from '../run';

/** Metadata that means the same to a creation and to an apply. */
const PLAIN_METADATA = ['name', 'namespace', 'labels', 'annotations'];

/**
 * Whether the server would take a custom resource as a new object, which costs it two thirds of what a trial by server-side apply does.
 * If not, that has to say why: the object may be there, and the chart have only a part of it.
 */
export async function wouldBeCreated(run: ConnectedRun, object: PlacedManifest): Promise<boolean> {
  if (!isJudgedAlike(run, object)) { return false; }
  try {
    await tryCreation(run, object, { isWorthRetrying: (error) => !(error instanceof ApiError) });
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) { throw error; }
    return false;
  }
}

export interface CreationOptions extends RetryOptions {
  /** In place of the object's own name. */
  readonly name?: string;
}

/** Tries to create an object. */
export async function tryCreation(run: ConnectedRun, object: PlacedManifest, { name, ...options }: CreationOptions = {}): Promise<void> {
  const { manifest, kind } = object;
  const body = bodyOf(run, object);
  await run.client.request('POST', collectionPath(kind, namespaceOf(manifest, kind)), {
    ...options,
    body: { ...body, metadata: { ...body.metadata, name: name ?? body.metadata.name } },
    accept: METADATA_ONLY,
    query: { dryRun: 'All', fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' },
  });
}

/** Whether a creation is judged as strictly as an apply. Objects of the server's own kinds are not: only an apply refuses a key that is twice in a list. */
function isJudgedAlike(run: ConnectedRun, object: PlacedManifest): boolean {
  const { group } = object.kind;
  return group.includes('.') && !group.endsWith('.k8s.io') && Object.keys(bodyOf(run, object).metadata).every((field) => PLAIN_METADATA.includes(field));
}
