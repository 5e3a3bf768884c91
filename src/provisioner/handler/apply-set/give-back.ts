import { BEFORE_ANY_SET, KEPT, LEAVING, LET_GO, ORIGIN_ANNOTATION, originOf } from './apply-set';
import { forEachInTime } from './each-in-time';
import { FIELD_MANAGER } from './field-manager';
import { checkHolders, heldMembers, HeldObjects, holds } from './holders';
import { Member, nameOf, PART_OF_LABEL, pathOf } from './members';
import { Manifest, REMOVAL_POLICY_ANNOTATION, RETAIN } from '../../contract';
import { DIGEST_ANNOTATION } from '../chart/digest';
import { forEachConcurrently } from '../control-flow/concurrency';
import { ApiError } from '../kubernetes/api-error';
import { apiVersionOf } from '../kubernetes/discovery';
import { CONCURRENCY } from '../kubernetes/kubernetes-client';
import { log } from '../report/log';
import { ConnectedRun } from '../run';

const NOT_NOTED = { [ORIGIN_ANNOTATION]: null, [DIGEST_ANNOTATION]: null };

export interface GiveBackOptions {
  /** Whether objects that are to be retained are let go. What a failed deployment brought is not. */
  readonly retains: boolean;
  /** What the chart still has. It is an error that something goes which would take it along; in a rollback, which is to succeed, that is let go. */
  readonly held?: HeldObjects;
}

/** What becomes of a member that is not deleted: what is done to let it go. */
interface Return {
  readonly member: Member;
  readonly message: string;
  readonly apply: () => Promise<void>;
}

/**
 * Objects that leave the chart soon after it took them over are given back, not deleted: the deployment may be rolled back. They go to
 * another chart that has not been deployed since, as they are now; or, if they were in no chart before, to nobody, as they were found.
 * Objects that are to be retained are let go, unless their creation is rolled back, and with them what they cannot exist without.
 *
 * @returns The members that are still the chart's, to be deleted.
 */
export async function giveBack(run: ConnectedRun, members: readonly Member[], options: GiveBackOptions): Promise<Member[]> {
  const wanted = new Map<string, Promise<boolean>>();
  const returns: Return[] = [];
  await forEachConcurrently(members, CONCURRENCY, async (member) => {
    const back = await returnOf(run, member, options, wanted);
    if (back) { returns.push(back); }
  });
  const kept = new Set(returns.map(({ member }) => member));
  const others = members.filter((member) => !kept.has(member));
  const needed = heldMembers([...kept]);
  const { retains, held = new Map() } = options;
  if (retains) { checkHolders(others.filter((member) => !holds(member, needed)), held); }
  const holders = others.filter((member) => holds(member, needed) || (holds(member, held) && member.metadata.deletionTimestamp === undefined));
  // First, so that an invocation that ends in between leaves no object behind in what the next one deletes.
  for (const group of [holders.map((member) => retained(run, member)), returns]) {
    await forEachInTime(run, group, 'are not given back yet', async ({ member, message, apply }) => {
      await apply();
      log(message, { object: nameOf(member) });
    });
  }
  const staying = new Set([...kept, ...holders]);
  return members.filter((member) => !staying.has(member));
}

/** How a member is given back or let go; nothing, if it is to be deleted. */
async function returnOf(run: ConnectedRun, member: Member, { retains }: GiveBackOptions,
  wanted: Map<string, Promise<boolean>>): Promise<Return | undefined> {

  const origin = notedOrigin(member);
  const back = (apply: () => Promise<void>): Return => ({ member, message: origin === undefined ? 'retained' : 'given back', apply });
  if (origin === BEFORE_ANY_SET) { return back(() => undo(run, member)); }
  if (origin === LET_GO) { return back(() => relabel(run, member, null)); }
  const isOfSet = origin?.includes('/') ?? false;
  if (isOfSet && !wanted.has(origin!)) { wanted.set(origin!, isWanted(run, origin!)); }
  if (isOfSet && await wanted.get(origin!)) { return back(() => relabel(run, member, setOf(origin!))); }
  // What a failed deployment has taken over was not brought by it.
  return (retains || isOfSet) && isToBeRetained(member) ? back(() => relabel(run, member, null)) : undefined;
}

function retained(run: ConnectedRun, member: Member): Return {
  return { member, message: 'retained', apply: () => relabel(run, member, null) };
}

/** Whether a set still is as it was when an object was taken from it, and wants it back. */
async function isWanted({ applySet }: ConnectedRun, origin: string): Promise<boolean> {
  const set = setOf(origin);
  return originOf(set, (await applySet.readOther(set))?.state) === origin;
}

/** Lets objects go: they stay as they are, and belong to no chart. */
export async function release(run: ConnectedRun, members: readonly Member[]): Promise<void> {
  log('the objects of the chart stay in the cluster', { phase: 'delete', count: members.length });
  await forEachInTime(run, members, 'are not let go yet', async (member) => {
    await relabel(run, member, null);
    log('retained', { object: nameOf(member) });
  });
}

/** Notes objects that leave the chart as soon as its move can no longer be rolled back. */
export async function leave(run: ConnectedRun, members: readonly Member[], held: HeldObjects): Promise<void> {
  const origin = `${LEAVING}@${run.event.RequestId}`;
  const needed = heldMembers(members.filter(isToBeRetained));
  checkHolders(members.filter((member) => !isProvisional(member) && !isToBeRetained(member) && !holds(member, needed)), held);
  await forEachInTime(run, members.filter((member) => notedOrigin(member) === undefined), 'are not noted yet', async (member) => {
    await annotate(run, member, { [ORIGIN_ANNOTATION]: origin });
    log('is removed when the move is complete', { object: nameOf(member) });
  });
}

/** Takes back that objects leave the chart. */
export async function stay(run: ConnectedRun, members: readonly Member[]): Promise<void> {
  await forEachInTime(run, members, 'are not taken back yet', async (member) => annotate(run, member, NOT_NOTED));
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
async function undo(run: ConnectedRun, member: Member): Promise<void> {
  const { name, namespace, uid } = member.metadata;
  try {
    const left = await run.client.request<Manifest | undefined>('PATCH', pathOf(member), {
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: FIELD_MANAGER, force: 'true' },
      // With its uid, so that it is not made anew should it be gone.
      body: { apiVersion: apiVersionOf(member.kind), kind: member.kind.kind, metadata: { name, namespace, uid } },
      absent: 409,
      beforeRetry: () => run.fence.check(),
    });
    if (left?.metadata.labels?.[PART_OF_LABEL] !== run.applySet.id) { return; }
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 422)) { throw error; }
    // A field that was taken over by force, and that the object cannot be without.
  }
  await relabel(run, member, null);
}

async function relabel(run: ConnectedRun, member: Member, set: string | null): Promise<void> {
  await mergePatch(run, member, { labels: { [PART_OF_LABEL]: set }, annotations: NOT_NOTED });
}

async function annotate(run: ConnectedRun, member: Member, annotations: { readonly [key: string]: string | null }): Promise<void> {
  await mergePatch(run, member, { annotations });
}

async function mergePatch({ client, fence }: ConnectedRun, member: Member, metadata: object): Promise<void> {
  await client.request('PATCH', pathOf(member), {
    contentType: 'application/merge-patch+json',
    query: { fieldManager: FIELD_MANAGER },
    body: { metadata },
    absent: 404,
    beforeRetry: () => fence.check(),
  });
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
