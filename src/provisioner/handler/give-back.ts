import { REMOVAL_POLICY_ANNOTATION, RETAIN } from '../contract';
import { BEFORE_ANY_SET, ORIGIN_ANNOTATION, originOf, PART_OF_LABEL } from './apply-set';
import { forEachConcurrently } from './concurrency';
import { DIGEST_ANNOTATION } from './digest';
import { apiVersionOf } from './discovery';
import { CONCURRENCY } from './kubernetes-client';
import { log } from './log';
import { Member, nameOf, pathOf } from './members';
import { ConnectedRun } from './run';
import { FIELD_MANAGER } from './server-side-apply';

/**
 * Objects that leave the chart soon after it took them over are given back, not deleted: the deployment may be rolled back. They go to
 * another chart that has not been deployed since, as they are now; or, if they were in no chart before, to nobody, as they were found.
 * Objects that are to be retained are let go, unless their creation is rolled back.
 *
 * @returns How many are no longer the chart's.
 */
export async function giveBack(run: ConnectedRun, members: readonly Member[], { isRollback = false } = {}): Promise<number> {
  const { applySet } = run;
  let count = 0;
  const wanted = new Map<string, Promise<boolean>>();
  const isWanted = async (origin: string): Promise<boolean> => {
    const set = setOf(origin);
    const other = await applySet.readOther(set);
    return other !== undefined && originOf(set, other.state) === origin;
  };
  await forEachConcurrently(members, CONCURRENCY, async (member) => {
    const { [ORIGIN_ANNOTATION]: note, [REMOVAL_POLICY_ANNOTATION]: removalPolicy } = member.metadata.annotations ?? {};
    const origin = note?.slice(0, note.lastIndexOf('@'));
    if (origin === BEFORE_ANY_SET) {
      await undo(run, member);
    } else {
      if (origin && !wanted.has(origin)) { wanted.set(origin, isWanted(origin)); }
      const goesBack = origin !== undefined && await wanted.get(origin);
      const isRetained = removalPolicy === RETAIN && !(isRollback && origin === undefined);
      if (!goesBack && !isRetained) { return; }
      await relabel(run, member, goesBack ? setOf(origin) : null);
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

/** Takes back every field that nobody but the chart has set. */
async function undo({ client }: ConnectedRun, member: Member): Promise<void> {
  const { name, namespace, uid } = member.metadata;
  await client.request('PATCH', pathOf(member), {
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager: FIELD_MANAGER, force: 'true' },
    // With its uid, so that it is not made anew should it be gone.
    body: { apiVersion: apiVersionOf(member.kind), kind: member.kind.kind, metadata: { name, namespace, uid } },
    absent: 409,
  });
}

async function relabel({ client }: ConnectedRun, member: Member, set: string | null): Promise<void> {
  await client.request('PATCH', pathOf(member), {
    contentType: 'application/merge-patch+json',
    query: { fieldManager: FIELD_MANAGER },
    body: { metadata: { labels: { [PART_OF_LABEL]: set }, annotations: { [ORIGIN_ANNOTATION]: null, [DIGEST_ANNOTATION]: null } } },
    absent: 404,
  });
}

function setOf(origin: string): string {
  return origin.slice(0, origin.indexOf('/'));
}
