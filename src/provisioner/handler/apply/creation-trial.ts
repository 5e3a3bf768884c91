import { Manifest } from '../../contract';
import { FIELD_MANAGER } from '../apply-set/field-manager';
import { bodyOf } from '../apply-set/server-side-apply';
import { namespaceOf, PlacedManifest } from '../chart/placed-manifest';
import { RetryOptions } from '../control-flow/retry';
import { ApiError } from '../kubernetes/api-error';
import { collectionPath } from '../kubernetes/discovery';
import { METADATA_ONLY } from '../kubernetes/kubernetes-client';
import { ConnectedRun } from '../run';

/** Metadata that means the same to a creation and to an apply. */
const PLAIN_METADATA = ['name', 'namespace', 'labels', 'annotations'];

/**
 * Whether the server would take a custom resource as a new object, which costs it a quarter less than a trial by server-side apply.
 * If not, that has to say why: the object may be there, and the chart have only a part of it.
 */
export async function wouldBeCreated(run: ConnectedRun, object: PlacedManifest): Promise<boolean> {
  if (!isCustom(object)) { return false; }
  const body = bodyOf(run, object);
  if (!Object.keys(body.metadata).every((field) => PLAIN_METADATA.includes(field))) { return false; }
  try {
    await send(run, object, body, { isWorthRetrying: (error) => !(error instanceof ApiError) });
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) { throw error; }
    return false;
  }
}

/** Tries to create an object under another name. */
export async function tryNamesake(run: ConnectedRun, object: PlacedManifest, name: string): Promise<void> {
  const body = bodyOf(run, object);
  await send(run, object, { ...body, metadata: { ...body.metadata, name } });
}

async function send({ client }: ConnectedRun, { manifest, kind }: PlacedManifest, body: Manifest, options: RetryOptions = {}): Promise<void> {
  await client.request('POST', collectionPath(kind, namespaceOf(manifest, kind)), {
    ...options,
    body,
    accept: METADATA_ONLY,
    query: { dryRun: 'All', fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' },
  });
}

/** Whether a kind is none of the server's own. Of those a creation takes more than an apply, which refuses a key that is twice in a list. */
function isCustom({ kind: { group } }: PlacedManifest): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}
