import { BEFORE_ANY_SET, KEPT, LEAVING, LET_GO, ORIGIN_ANNOTATION, originOf } from './apply-set';
import { forEachInTime } from './each-in-time';
import { FIELD_MANAGER } from './field-manager';
import { checkHolders, heldMembers, HeldObjects, holds } from './holders';
import { Member, nameOf, PART_OF_LABEL, pathOf } from './members';
import { Manifest, REMOVAL_POLICY_ANNOTATION, RETAIN } from '../../contract';
import { DIGEST_ANNOTATION } from '../chart/digest';
import { forEachConcurrently } from '../control-flow/concurrency';
import { pollUntil } from '../control-flow/poll';
import { ApiError, isConflict } from '../kubernetes/api-error';
import { apiVersionOf } from '../kubernetes/discovery';
import { CONCURRENCY } from '../kubernetes/kubernetes-client';
import { log } from '../report/log';
import { ConnectedRun } from '../run';

const NOT_BACK = 'are not given back yet';
const NOT_NOTED = { [ORIGIN_ANNOTATION]: null, [DIGEST_ANNOTATION]: null };

export interface GiveBackOptions {
  /** Whether objects that are to be retained are let go. What a failed deployment brought is not. */
  readonly retains: boolean;
  /** What the chart still has. It is an error that something goes which would take it along; in a rollback, which is to succeed, that is let go. */
  readonly held?: HeldObjects;
}

/** What becomes of a member that is not deleted. */
interface Change {
  readonly member: Member;
  readonly message?: string;
  /** Does it, and says whether the member was still as it was seen: another chart may just have taken it over. */
  readonly make: () => Promise<boolean>;
}

/**
 * Objects that leave the chart soon after it took them over are given back, not deleted: the deployment may be rolled back. They go to
 * another chart that has not been deployed since, as they are now; or, if they were in no chart before, to nobody, as they were found.
 * Objects that are to be retained are let go, unless their creation is rolled back, and with them what they cannot exist without.
 *
 * @param remaining The members that are still there, each time it is asked.
 * @returns The members that are still the chart's, to be deleted.
 */
export async function giveBack(run: ConnectedRun, remaining: () => Promise<Member[]>, options: GiveBackOptions): Promise<Member[]> {
  const { retains, held = new Map() } = options;
  let going: Member[] = [];
  await pollUntil(run.deadline, async () => {
    const members = await remaining();
    const wanted = new Map<string, Promise<boolean>>();
    const returns: Change[] = [];
    await forEachConcurrently(members, CONCURRENCY, async (member) => {
      const back = await returnOf(run, member, options, wanted);
      if (back) { returns.push(back); }
    });
    const kept = new Set(returns.map(({ member }) => member));
    const others = members.filter((member) => !kept.has(member));
    const needed = heldMembers([...kept]);
    if (retains) { checkHolders(others.filter((member) => !holds(member, needed)), held); }
    const holders = new Set(others.filter((member) => holds(member, needed)
      || (holds(member, held) && member.metadata.deletionTimestamp === undefined)));
    going = others.filter((member) => !holders.has(member));
    // First, so that an invocation that ends in between leaves no object behind in what the next one deletes.
    return await makeAll(run, [...holders].map((member) => retained(run, member)), NOT_BACK) ?? makeAll(run, returns, NOT_BACK);
  });
  return going;
}

/** Makes changes to members, with another look as long as others change them meanwhile. */
async function change(run: ConnectedRun, missing: string, look: () => Promise<Change[]>): Promise<void> {
  await pollUntil(run.deadline, async () => makeAll(run, await look(), missing));
}

/**
 * Makes changes to members as they were seen.
 *
 * @param missing What is not done of those for which there is no time.
 * @returns Why the members have to be looked at again.
 */
async function makeAll(run: ConnectedRun, changes: readonly Change[], missing: string): Promise<string | undefined> {
  let disturbed: Member | undefined;
  await forEachInTime(run, changes, missing, async ({ member, message, make }) => {
    if (!await make()) {
      disturbed = member;
    } else if (message !== undefined) {
      log(message, { object: nameOf(member) });
    }
  });
  return disturbed && `${nameOf(disturbed)} is being changed by others`;
}

/** How a member is given back or let go; nothing, if it is to be deleted. */
async function returnOf(run: ConnectedRun, member: Member, { retains }: GiveBackOptions,
  wanted: Map<string, Promise<boolean>>): Promise<Change | undefined> {

  const origin = notedOrigin(member);
  const back = (make: () => Promise<boolean>): Change => ({ member, message: origin === undefined ? 'retained' : 'given back', make });
  if (origin === BEFORE_ANY_SET) { return back(() => undo(run, member)); }
  if (origin === LET_GO) { return back(() => relabel(run, member, null)); }
  const isOfSet = origin?.includes('/') ?? false;
  if (isOfSet && !wanted.has(origin!)) { wanted.set(origin!, isWanted(run, origin!)); }
  if (isOfSet && await wanted.get(origin!)) { return back(() => relabel(run, member, setOf(origin!))); }
  // What a failed deployment has taken over was not brought by it.
  return (retains || isOfSet) && isToBeRetained(member) ? back(() => relabel(run, member, null)) : undefined;
}

function retained(run: ConnectedRun, member: Member): Change {
  return { member, message: 'retained', make: () => relabel(run, member, null) };
}

/** Whether a set still is as it was when an object was taken from it, and wants it back. */
async function isWanted({ applySet }: ConnectedRun, origin: string): Promise<boolean> {
  const set = setOf(origin);
  return originOf(set, (await applySet.readOther(set))?.state) === origin;
}

/** Lets objects go: they stay as they are, and belong to no chart. */
export async function release(run: ConnectedRun, remaining: () => Promise<Member[]>): Promise<void> {
  await change(run, 'are not let go yet', async () => {
    const members = await remaining();
    log('the objects of the chart stay in the cluster', { phase: 'delete', count: members.length });
    return members.map((member) => retained(run, member));
  });
}

/** Notes objects that leave the chart as soon as its move can no longer be rolled back. */
export async function leave(run: ConnectedRun, unwanted: () => Promise<Member[]>, held: HeldObjects): Promise<void> {
  const note = { [ORIGIN_ANNOTATION]: `${LEAVING}@${run.event.RequestId}` };
  await change(run, 'are not noted yet', async () => {
    const members = await unwanted();
    const needed = heldMembers(members.filter(isToBeRetained));
    checkHolders(members.filter((member) => !isProvisional(member) && !isToBeRetained(member) && !holds(member, needed)), held);
    return members.filter((member) => notedOrigin(member) === undefined).map((member) =>
      ({ member, message: 'is removed when the move is complete', make: () => annotate(run, member, note) }));
  });
}

/**
 * Notes objects that were there before a creation, and are let go if it is rolled back.
 *
 * @returns Whether there are any.
 */
export async function noteFound(run: ConnectedRun, members: () => Promise<Member[]>): Promise<boolean> {
  const note = { [ORIGIN_ANNOTATION]: `${LET_GO}@${run.event.RequestId}` };
  let found: Member[] = [];
  await change(run, 'are not noted yet', async () => {
    found = await members();
    return found.map((member) => ({ member, make: () => annotate(run, member, note) }));
  });
  return found.length > 0;
}

/** Takes back that objects leave the chart. */
export async function stay(run: ConnectedRun, remaining: () => Promise<Member[]>): Promise<void> {
  await change(run, 'are not taken back yet', async () => (await remaining()).filter(isLeaving).map((member) =>
    ({ member, make: () => annotate(run, member, NOT_NOTED) })));
}

export function isLeaving(member: Member): boolean {
  return notedOrigin(member) === LEAVING;
}

/** Whether a chart would not keep an object if its move was rolled back. */
export function isProvisional(member: Member): boolean {
  const origin = notedOrigin(member);
  return origin !== undefined && origin !== LEAVING && origin !== KEPT;
}

/** Takes back every field that nobody but the chart has set. */
async function undo(run: ConnectedRun, member: Member): Promise<boolean> {
  const { name, namespace, uid, resourceVersion } = member.metadata;
  let left: Manifest | undefined;
  try {
    left = await run.client.request<Manifest | undefined>('PATCH', pathOf(member), {
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: FIELD_MANAGER, force: 'true' },
      // With its uid, so that it is not made anew should it be gone, and its version: all charts have one manager, and another's fields would go.
      body: { apiVersion: apiVersionOf(member.kind), kind: member.kind.kind, metadata: { name, namespace, uid, resourceVersion } },
      absent: 409,
      beforeRetry: () => run.fence.check(),
    });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 422)) { throw error; }
    // A field that was taken over by force, and that the object cannot be without.
    return relabel(run, member, null);
  }
  if (left === undefined) { return false; }
  // Another look would take what is left with the label for a copy, and not find it.
  const isLabelled = () => left?.metadata.uid === uid && left.metadata.labels?.[PART_OF_LABEL] === run.applySet.id;
  while (isLabelled() && !await relabel(run, { ...member, metadata: { ...left!.metadata, uid } }, null)) {
    left = await run.client.find<Manifest>(pathOf(member));
  }
  return true;
}

async function relabel(run: ConnectedRun, member: Member, set: string | null): Promise<boolean> {
  return mergePatch(run, member, { labels: { [PART_OF_LABEL]: set }, annotations: NOT_NOTED });
}

async function annotate(run: ConnectedRun, member: Member, annotations: { readonly [key: string]: string | null }): Promise<boolean> {
  return mergePatch(run, member, { annotations });
}

/** Whether the member was still as it was seen; or gone, which is as good. */
async function mergePatch({ client, fence }: ConnectedRun, member: Member, metadata: object): Promise<boolean> {
  const { resourceVersion } = member.metadata;
  try {
    await client.request('PATCH', pathOf(member), {
      contentType: 'application/merge-patch+json',
      query: { fieldManager: FIELD_MANAGER },
      body: { metadata: { ...metadata, resourceVersion } },
      absent: 404,
      beforeRetry: () => fence.check(),
      isWorthRetrying: (error) => !isConflict(error),
    });
    return true;
  } catch (error) {
    if (isConflict(error)) { return false; }
    throw error;
  }
}

function isToBeRetained({ metadata }: Member): boolean {
  return metadata.annotations?.[REMOVAL_POLICY_ANNOTATION] === RETAIN;
}

/** Origin that some event has noted. */
function notedOrigin({ metadata }: Member): string | undefined {
  const note = metadata.annotations?.[ORIGIN_ANNOTATION];
  return note?.slice(0, note.lastIndexOf('@'));
}

function setOf(origin: string): string {
  return origin.slice(0, origin.indexOf('/'));
}
