import { randomBytes } from 'crypto';
import { Manifest, objectNameOf, REPLACE_ANNOTATION } from '../contract';
import { ApiError } from './api-error';
import { collectionPath, groupKindOf, objectPath } from './discovery';
import { Member, deleteMember } from './members';
import { pollUntil } from './poll';
import { refusalOf } from './refusal';
import { ConnectedRun, isAllowed, namespaceOf, PlacedManifest } from './run';
import { bodyOf, FIELD_MANAGER } from './server-side-apply';

/** Kinds whose objects hold what would be lost with them. */
const IRREPLACEABLE = ['Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'CustomResourceDefinition.apiextensions.k8s.io'];

/** Whether an object may be made anew: the options allow it, now or when what is rolled back was deployed. */
export async function isReplaceable(run: ConnectedRun, object: PlacedManifest): Promise<boolean> {
  if (IRREPLACEABLE.includes(groupKindOf(object.kind))) { return false; }
  if (isAllowed(run, object.manifest, 'Replace', REPLACE_ANNOTATION)) { return true; }
  const existing = await find(run, object);
  return existing !== undefined && isAllowed(run, existing, 'Replace', REPLACE_ANNOTATION);
}

/**
 * Tries an object that cannot be changed in place as a new one, under a name that is free.
 *
 * @returns What the server has against it.
 */
export async function tryReplacement(run: ConnectedRun, object: PlacedManifest): Promise<string | undefined> {
  const { manifest, kind } = object;
  const body = bodyOf(run, object);
  const name = `${manifest.metadata.name.slice(0, 40)}-${randomBytes(4).toString('hex')}`;
  try {
    await run.client.request('POST', collectionPath(kind, namespaceOf(manifest, kind)), {
      query: { dryRun: 'All', fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' },
      body: { ...body, metadata: { ...body.metadata, name } },
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) { throw error; }
    return refusalOf(object, error);
  }
}

/** Removes an object that is to be made anew, and waits until it is gone. */
export async function makeRoom(run: ConnectedRun, object: PlacedManifest): Promise<void> {
  await run.fence.check();
  const existing = await find(run, object);
  if (existing && existing.metadata.deletionTimestamp === undefined) {
    await deleteMember(run.client, { kind: object.kind, metadata: existing.metadata as Member['metadata'] });
  }
  await untilGone(run, object, existing);
}

/** Waits until an object that is on its way out is gone. */
export async function untilGone(run: ConnectedRun, object: PlacedManifest, existing?: Manifest): Promise<void> {
  const leaving = existing ?? await find(run, object);
  await pollUntil(run.deadline, async () => {
    const now = await find(run, object);
    return now && now.metadata.uid === leaving?.metadata.uid
      ? `${objectNameOf(object.manifest)} is not gone, which has to be made anew (finalizers ${[now.metadata.finalizers ?? 'none'].flat().join(', ')})`
      : undefined;
  });
}

async function find({ client }: ConnectedRun, { manifest, kind }: PlacedManifest): Promise<Manifest | undefined> {
  return client.find<Manifest>(objectPath(kind, manifest.metadata.name, namespaceOf(manifest, kind)));
}
