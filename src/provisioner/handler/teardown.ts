import { physicalIdOf } from '../contract';
import { ApplySetState } from './apply-set';
import { connect } from './connect';
import { begun, checkOrder } from './fence';
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
  const { applySet, event, fence } = run;
  const state = await applySet.read();
  const owner = ownerOf(event);
  if (state) { checkOrder(event, state); }
  if (!state || state.isRemoved) {
    log('nothing was provisioned', { phase: 'delete' });
    await forget(run, state);
  } else if (state.owner === owner && state.previousOwner) {
    // A move that is rolled back: hand back, delete nothing.
    const stack = stackOf(state.previousOwner);
    // From another stack it came only because that one lets go of it.
    const isRetained = state.isRetained || stack !== state.stack;
    await applySet.write({ ...state, ...begun(event, state), stack, owner: state.previousOwner, previousOwner: undefined, isRetained });
    log('handed back to the previous owner', { phase: 'delete' });
  } else if (state.previousOwner === owner) {
    // The old side of a move: the new owner keeps everything from now on.
    await applySet.write({ ...state, previousOwner: undefined });
    log('moved to another owner', { phase: 'delete' });
  } else if (state.owner !== owner) {
    log('belongs to another owner', { phase: 'delete' });
  } else {
    await applySet.write({ ...state, ...begun(event, state) });
    const remaining = async () => {
      await fence.check();
      return listMembers(run.client, run.discovery, { ...state, setId: applySet.id });
    };
    const isRollback = state.finishedRequests.length === 0;
    if (state.isRetained && !isRollback) {
      await release(run, await remaining());
    } else {
      await removeUntilGone(run, remaining, { order: state.order, isRollback });
    }
    await forget(run, state);
  }
}

/**
 * Removes the parent as well. If CloudFormation has made up the physical id, the creation was never answered, and the provider
 * framework may still ask for its completion: then the parent stays, until that request has been told that it is over.
 */
async function forget({ applySet, event }: ConnectedRun, state: ApplySetState | undefined): Promise<void> {
  if (event.PhysicalResourceId === physicalIdOf(event.ResourceProperties)) {
    if (state) { await applySet.remove(); }
  } else if (!state?.isRemoved) {
    const nothing = { groupKinds: [], namespaces: [], finishedRequests: [], isRetained: false };
    await applySet.write({ ...nothing, ...begun(event, state), owner: ownerOf(event), stack: event.StackId, isRemoved: true });
    log('the set is remembered, since its creation may still be under way', { phase: 'delete' });
  }
}

/** Asked before, in each invocation, not after the API server has not answered: a cluster that is being deleted may answer for a while. */
async function clusterIsGone({ aws, event, deadline }: Run): Promise<boolean> {
  const { ClusterName } = event.ResourceProperties;
  const status = await withRetries(deadline, `describing cluster ${ClusterName}`, () => aws.clusterStatus(ClusterName));
  return status === 'ABSENT' || status === 'DELETING';
}
