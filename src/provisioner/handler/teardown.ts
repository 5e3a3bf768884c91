import { BEFORE_ANY_SET, ORIGIN_ANNOTATION, originOf, PART_OF_LABEL } from './apply-set';
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

/**
 * What this chart's creation took over goes back: to another chart that has not been deployed since, so that its renaming
 * is being rolled back, or to nobody, if it was there before.
 */
async function handBack({ client, applySet }: ConnectedRun, members: readonly Member[]): Promise<void> {
  const wanted = new Map<string, Promise<boolean>>();
  const isWanted = async (origin: string): Promise<boolean> => {
    const [set] = origin.split('/');
    const other = await applySet.readOther(set);
    return other !== undefined && originOf(set, other.state) === origin;
  };
  await forEachConcurrently(members.filter(({ metadata }) => metadata.annotations?.[ORIGIN_ANNOTATION]), CONCURRENCY, async (member) => {
    const origin = member.metadata.annotations![ORIGIN_ANNOTATION];
    if (origin !== BEFORE_ANY_SET) {
      if (!wanted.has(origin)) { wanted.set(origin, isWanted(origin)); }
      if (!await wanted.get(origin)) { return; }
    }
    await client.request('PATCH', pathOf(member), {
      contentType: 'application/merge-patch+json',
      query: { fieldManager: FIELD_MANAGER },
      body: { metadata: { labels: { [PART_OF_LABEL]: origin === BEFORE_ANY_SET ? null : origin.split('/')[0] }, annotations: { [ORIGIN_ANNOTATION]: null } } },
      absent: 404,
    });
    log('given back', { phase: 'delete', object: nameOf(member) });
  });
}

/** Asked before, not after the API server has not answered: a cluster that is being deleted may answer for a while. */
async function clusterIsGone({ aws, event, deadline }: Run): Promise<boolean> {
  const { ClusterName } = event.ResourceProperties;
  const status = await withRetries(deadline, `describing cluster ${ClusterName}`, () => aws.clusterStatus(ClusterName));
  return status === 'ABSENT' || status === 'DELETING';
}
