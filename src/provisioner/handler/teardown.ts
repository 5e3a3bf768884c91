import { PART_OF_LABEL, TAKEN_OVER_ANNOTATION } from './apply-set';
import { forEachConcurrently } from './concurrency';
import { connect } from './connect';
import { CONCURRENCY } from './kubernetes-client';
import { log, timed } from './log';
import { listMembers, Member, nameOf, pathOf } from './members';
import { removeUntilGone } from './removal';
import { withRetries } from './retry';
import { ConnectedRun, ownerOf, Run } from './run';
import { FIELD_MANAGER } from './server-side-apply';

/** Removes what the ApplySet in the cluster says there is; the asset may be gone by now. */
export async function teardown(run: Run): Promise<void> {
  if (await clusterIsGone(run)) {
    log('the cluster is gone, and everything in it', { phase: 'connect' });
    return;
  }
  const connected = await timed('connect', () => connect(run));
  try {
    await timed('delete', () => remove(connected));
  } finally {
    connected.client.close();
  }
}

async function remove(run: ConnectedRun): Promise<void> {
  const { applySet, event } = run;
  const state = await applySet.read();
  const owner = ownerOf(event);
  if (!state) {
    log('nothing was provisioned', { phase: 'delete' });
  } else if (state.owner === owner && state.previousOwner) {
    // A move that is rolled back: hand back, delete nothing.
    await applySet.write({ ...state, owner: state.previousOwner, previousOwner: undefined });
    log('handed back to the previous owner', { phase: 'delete' });
  } else if (state.previousOwner === owner) {
    // The old side of a move: the new owner keeps everything from now on.
    await applySet.write({ ...state, previousOwner: undefined });
    log('moved to another owner', { phase: 'delete' });
  } else if (state.owner !== owner) {
    log('belongs to another owner', { phase: 'delete' });
  } else {
    const members = () => listMembers(run.client, run.discovery, state.groupKinds, state.namespaces, applySet.id);
    await handBack(run, await members());
    await removeUntilGone(run, members);
    await applySet.remove();
  }
}

/** Objects that were taken over from another chart go back to it, if it still exists: then its renaming is rolled back. */
async function handBack({ client, applySet }: ConnectedRun, members: readonly Member[]): Promise<void> {
  const taken = members.filter(({ metadata }) => metadata.annotations?.[TAKEN_OVER_ANNOTATION]);
  const sets = new Set(taken.map(({ metadata }) => metadata.annotations![TAKEN_OVER_ANNOTATION]));
  for (const set of sets) {
    if (!await applySet.readOther(set)) { continue; }
    const mine = taken.filter(({ metadata }) => metadata.annotations![TAKEN_OVER_ANNOTATION] === set);
    await forEachConcurrently(mine, CONCURRENCY, async (member) => {
      await client.request('PATCH', pathOf(member), {
        contentType: 'application/merge-patch+json',
        query: { fieldManager: FIELD_MANAGER },
        body: { metadata: { labels: { [PART_OF_LABEL]: set }, annotations: { [TAKEN_OVER_ANNOTATION]: null } } },
        absent: 404,
      });
      log('handed back to the previous chart', { phase: 'delete', object: nameOf(member) });
    });
  }
}

/** Asked before, not after the API server has not answered: a cluster that is being deleted may answer for a while. */
async function clusterIsGone({ aws, event, deadline }: Run): Promise<boolean> {
  const { ClusterName } = event.ResourceProperties;
  const status = await withRetries(deadline, `describing cluster ${ClusterName}`, () => aws.clusterStatus(ClusterName));
  return status === 'ABSENT' || status === 'DELETING';
}
