import { connect } from './connect';
import { release } from './give-back';
import { log, timed } from './log';
import { listMembers } from './members';
import { removeUntilGone } from './removal';
import { withRetries } from './retry';
import { ConnectedRun, ownerOf, Run, stackOf } from './run';

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
    const stack = stackOf(state.previousOwner);
    // From another stack it came only because that one lets go of it.
    const isRetained = state.isRetained || stack !== state.stack;
    await applySet.write({ ...state, stack, owner: state.previousOwner, previousOwner: undefined, isRetained });
    log('handed back to the previous owner', { phase: 'delete' });
  } else if (state.previousOwner === owner) {
    // The old side of a move: the new owner keeps everything from now on.
    await applySet.write({ ...state, previousOwner: undefined });
    log('moved to another owner', { phase: 'delete' });
  } else if (state.owner !== owner) {
    log('belongs to another owner', { phase: 'delete' });
  } else {
    await applySet.write({ ...state, request: event.RequestId });
    const remaining = () => listMembers(run.client, run.discovery, { ...state, setId: applySet.id });
    const isRollback = state.finishedRequests.length === 0;
    if (state.isRetained && !isRollback) {
      await release(run, await remaining());
    } else {
      await removeUntilGone(run, remaining, { order: state.order, isRollback });
    }
    await applySet.remove();
  }
}

/** Asked before, in each invocation, not after the API server has not answered: a cluster that is being deleted may answer for a while. */
async function clusterIsGone({ aws, event, deadline }: Run): Promise<boolean> {
  const { ClusterName } = event.ResourceProperties;
  const status = await withRetries(deadline, `describing cluster ${ClusterName}`, () => aws.clusterStatus(ClusterName));
  return status === 'ABSENT' || status === 'DELETING';
}
