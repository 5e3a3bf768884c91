import { randomBytes } from 'crypto';
import { tryNamesake } from './creation-trial';
import { isIrreplaceable, refusalOf } from './refusal';
import { Manifest, objectNameOf, REPLACE_ANNOTATION } from '../../contract';
import { Member, deleteMember } from '../apply-set/members';
import { namespaceOf, PlacedManifest } from '../chart/placed-manifest';
import { pollUntil } from '../control-flow/poll';
import { ApiError } from '../kubernetes/api-error';
import { objectPath } from '../kubernetes/discovery';
import { NotYet } from '../report/failure';
import { ConnectedRun, isAllowed } from '../run';

/** Whether an object may be made anew: it goes anyway, or the options allow it, now or when what is rolled back was deployed. */
export async function isReplaceable(run: ConnectedRun, object: PlacedManifest, isForeign: boolean): Promise<boolean> {
  const existing = await find(run, object);
  if (!existing) { throw new NotYet(`${objectNameOf(object.manifest)} was just removed`); }
  if (existing.metadata.deletionTimestamp !== undefined) { return true; }
  if (isForeign || isIrreplaceable(object)) { return false; }
  const allowing = run.returnsTo ? [object.manifest, existing] : [object.manifest];
  return allowing.some((manifest) => isAllowed(run, manifest, 'Replace', REPLACE_ANNOTATION));
}

/**
 * Tries an object that cannot be changed in place as a new one, under a name that is free.
 *
 * @returns What the server has against it.
 */
export async function tryReplacement(run: ConnectedRun, object: PlacedManifest): Promise<string | undefined> {
  const name = `${object.manifest.metadata.name.slice(0, 40).replace(/[^a-z0-9]+$/i, '')}-${randomBytes(4).toString('hex')}`;
  try {
    await tryNamesake(run, object, name);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) { throw error; }
    // Ports and addresses become free with the object that has them now.
    return error.isAboutAllocation ? undefined : refusalOf(object, error);
  }
}

/** Removes an object that is to be made anew, and waits until it is gone. */
export async function makeRoom(run: ConnectedRun, object: PlacedManifest): Promise<void> {
  await run.fence.check();
  await untilGone(run, object, async (existing) => {
    await deleteMember(run, { kind: object.kind, metadata: existing.metadata as Member['metadata'] });
  });
}

/**
 * Waits until an object that is on its way out is gone.
 *
 * @param remove Called as long as it is not on its way out.
 */
export async function untilGone(run: ConnectedRun, object: PlacedManifest, remove: (existing: Manifest) => Promise<void> = nothing): Promise<void> {
  let uid: unknown;
  await pollUntil(run.deadline, async () => {
    const existing = await find(run, object);
    uid ??= existing?.metadata.uid;
    if (!existing || existing.metadata.uid !== uid) { return undefined; }
    if (existing.metadata.deletionTimestamp === undefined) { await remove(existing); }
    return `${objectNameOf(object.manifest)} is not gone, which has to be made anew (finalizers ${[existing.metadata.finalizers ?? 'none'].flat().join(', ')})`;
  });
}

async function nothing(): Promise<void> {}

async function find({ client }: ConnectedRun, { manifest, kind }: PlacedManifest): Promise<Manifest | undefined> {
  return client.find<Manifest>(objectPath(kind, manifest.metadata.name, namespaceOf(manifest, kind)));
}
