import { BEFORE_ANY_SET, KEPT, LEAVING, LET_GO, ORIGIN_ANNOTATION, originOf } from './apply-set';
import { Member, nameOf, PART_OF_LABEL, pathOf } from './members';
import { FIELD_MANAGER } from './server-side-apply';
import { Manifest, REMOVAL_POLICY_ANNOTATION, RETAIN } from '../../contract';
import { DIGEST_ANNOTATION } from '../chart/digest';
import { forEachConcurrently } from '../control-flow/concurrency';
import { ApiError } from '../kubernetes/api-error';
import { apiVersionOf } from '../kubernetes/discovery';
import { CONCURRENCY, KubernetesClient } from '../kubernetes/kubernetes-client';
import { log } from '../report/log';
import { ConnectedRun } from '../run';

const NOT_NOTED = { [ORIGIN_ANNOTATION]: null, [DIGEST_ANNOTATION]: null };

export interface GiveBackOptions {
  /** Whether objects that are to be retained are let go. What a failed deployment brought is not. */
  readonly retains: boolean;
}

/**
 * Objects that leave the chart soon after it took them over are given back, not deleted: the deployment may be rolled back. They go to
 * another chart that has not been deployed since, as they are now; or, if they were in no chart before, to nobody, as they were found.
 * Objects that are to be retained are let go, unless their creation is rolled back.
 *
 * @returns How many are no longer the chart's.
 */
export async function giveBack(run: ConnectedRun, members: readonly Member[], { retains }: GiveBackOptions): Promise<number> {
  const { applySet } = run;
  let count = 0;
  const wanted = new Map<string, Promise<boolean>>();
  const isWanted = async (origin: string): Promise<boolean> => {
    const set = setOf(origin);
    const other = await applySet.readOther(set);
    return originOf(set, other?.state) === origin;
  };
  await forEachConcurrently(members, CONCURRENCY, async (member) => {
    const origin = notedOrigin(member);
    if (origin === BEFORE_ANY_SET) {
      await undo(run, member);
    } else if (origin === LET_GO) {
      await relabel(run, member, null);
    } else {
      const isOfSet = origin?.includes('/') ?? false;
      if (isOfSet && !wanted.has(origin!)) { wanted.set(origin!, isWanted(origin!)); }
      const goesBack = isOfSet && await wanted.get(origin!);
      // What a failed deployment has taken over was not brought by it.
      const isRetained = (retains || isOfSet) && member.metadata.annotations?.[REMOVAL_POLICY_ANNOTATION] === RETAIN;
      if (!goesBack && !isRetained) { return; }
      await relabel(run, member, goesBack ? setOf(origin!) : null);
    }
    log(origin === undefined ? 'retained' : 'given back', { object: nameOf(member) });
    count++;
  });
  return count;
}

/** Lets objects go: they stay as they are, and belong to no chart. */
export async function release(run: ConnectedRun, members: readonly Member[]): Promise<void> {
  log('the objects of the chart stay in the cluster', { phase: 'delete', count: members.length });
  await forEachConcurrently(members, CONCURRENCY, async (member) => {
    await relabel(run, member, null);
    log('retained', { object: nameOf(member) });
  });
}

/** Notes objects that leave the chart as soon as its move can no longer be rolled back. */
export async function leave(run: ConnectedRun, members: readonly Member[]): Promise<void> {
  const origin = `${LEAVING}@${run.event.RequestId}`;
  await forEachConcurrently(members.filter((member) => notedOrigin(member) === undefined), CONCURRENCY, async (member) => {
    await annotate(run, member, { [ORIGIN_ANNOTATION]: origin });
    log('is removed when the move is complete', { object: nameOf(member) });
  });
}

/** Takes back that objects leave the chart. */
export async function stay(run: ConnectedRun, members: readonly Member[]): Promise<void> {
  await forEachConcurrently(members, CONCURRENCY, async (member) => annotate(run, member, NOT_NOTED));
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
    });
    if (left?.metadata.labels?.[PART_OF_LABEL] !== run.applySet.id) { return; }
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 422)) { throw error; }
    // A field that was taken over by force, and that the object cannot be without.
  }
  await relabel(run, member, null);
}

async function relabel({ client }: ConnectedRun, member: Member, set: string | null): Promise<void> {
  await mergePatch(client, member, { labels: { [PART_OF_LABEL]: set }, annotations: NOT_NOTED });
}

async function annotate({ client }: ConnectedRun, member: Member, annotations: { readonly [key: string]: string | null }): Promise<void> {
  await mergePatch(client, member, { annotations });
}

async function mergePatch(client: KubernetesClient, member: Member, metadata: object): Promise<void> {
  await client.request('PATCH', pathOf(member), {
    contentType: 'application/merge-patch+json',
    query: { fieldManager: FIELD_MANAGER },
    body: { metadata },
    absent: 404,
  });
}

/** Origin that some event has noted. */
function notedOrigin({ metadata }: Member): string | undefined {
  const note = metadata.annotations?.[ORIGIN_ANNOTATION];
  return note?.slice(0, note.lastIndexOf('@'));
}

function setOf(origin: string): string {
  return origin.slice(0, origin.indexOf('/'));
}
