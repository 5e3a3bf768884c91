import { physicalIdOf } from '../contract';
import { ApplySetState } from './apply-set/apply-set';
import { begun, cancelledBy, checkOrder, Fence } from './apply-set/fence';
import { checkForgotten } from './apply-set/forgotten-members';
import { isLeaving, isProvisional, release, stay } from './apply-set/give-back';
import { listMembers, Member } from './apply-set/members';
import { connect } from './connect';
import { withRetries } from './control-flow/retry';
import { removeUntilGone } from './removal/removal';
import { log, timed } from './report/log';
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
  const before = await applySet.read();
  const owner = ownerOf(event);
  if (before && before.owner !== owner && before.previousOwner !== owner) {
    log('belongs to another owner', { phase: 'delete' });
    if (!isAnswered(run)) { await applySet.write({ ...before, ...cancelledBy(event, before) }); }
    return;
  }
  // The old side of a move does not stop what the new one does, nor is it stopped.
  if (before && before.owner !== owner) { return completeMove({ ...run, fence: Fence.OPEN }, before); }
  if (before) { checkOrder(event, before); }
  if (!before || before.isRemoved) {
    if (!before && isAnswered(run)) { await checkForgotten(run); }
    log('nothing was provisioned', { phase: 'delete' });
    return forget(run, before);
  }
  const state = { ...before, ...begun(event, before) };
  await applySet.write(state);
  const remaining = membersOf(run, state);
  if (state.previousOwner) {
    await rollBackMove(run, { ...state, previousOwner: state.previousOwner }, remaining);
  } else {
    // What never was a success is rolled back, whatever is to be retained.
    const isOfSuccess = state.finishedRequests.length > 0;
    if (state.isRetained && isOfSuccess) {
      await release(run, remaining);
    } else {
      await removeUntilGone(run, remaining, { order: state.order, retains: isOfSuccess });
    }
    await forget(run, state);
  }
}

/** The members that are still there, each time it is asked. */
function membersOf(run: ConnectedRun, state: ApplySetState): () => Promise<Member[]> {
  return async () => {
    await run.fence.check();
    return listMembers(run.client, run.discovery, { ...state, setId: run.applySet.id });
  };
}

/** The new owner keeps everything from now on, but for what it does without. */
async function completeMove(run: ConnectedRun, state: ApplySetState): Promise<void> {
  const remaining = membersOf(run, state);
  await removeUntilGone(run, async () => (await remaining()).filter(isLeaving), { order: state.order, retains: true });
  await run.applySet.write({ ...state, previousOwner: undefined });
  log('moved to another owner', { phase: 'delete' });
}

/** The chart goes back to its previous owner, with what it had there. */
async function rollBackMove(run: ConnectedRun, state: ApplySetState & { previousOwner: string }, remaining: () => Promise<Member[]>): Promise<void> {
  await removeUntilGone(run, async () => (await remaining()).filter(isProvisional), { order: state.order, retains: false });
  await stay(run, remaining);
  const stack = stackOf(state.previousOwner);
  // From another stack it came only because that one lets go of it.
  const isRetained = state.isRetained || stack !== state.stack;
  await run.applySet.write({ ...state, stack, owner: state.previousOwner, previousOwner: undefined, isRetained });
  log('handed back to the previous owner', { phase: 'delete' });
}

/**
 * Removes the parent as well. If the creation was never answered, the provider
 * framework may still ask for its completion: then the parent stays, until that request has been told that it is over.
 */
async function forget(run: ConnectedRun, state: ApplySetState | undefined): Promise<void> {
  const { applySet, event } = run;
  if (isAnswered(run)) {
    if (state) { await applySet.remove(); }
  } else if (!state?.isRemoved) {
    const nothing = { groupKinds: [], namespaces: [], finishedRequests: [], contents: [], isRetained: false };
    await applySet.write({ ...nothing, ...begun(event, state), owner: ownerOf(event), stack: event.StackId, isRemoved: true });
    log('the set is remembered, since its creation may still be under way', { phase: 'delete' });
  }
}

/** Whether the creation was answered with a physical id: CloudFormation makes one up where it was not. */
function isAnswered({ event }: Run): boolean {
  return event.PhysicalResourceId === physicalIdOf(event.ResourceProperties);
}

/** Asked before, in each invocation, not after the API server has not answered: a cluster that is being deleted may answer for a while. */
async function clusterIsGone({ aws, event, deadline }: Run): Promise<boolean> {
  const { ClusterName } = event.ResourceProperties;
  const status = await withRetries(deadline, `describing cluster ${ClusterName}`, () => aws.clusterStatus(ClusterName));
  return status === 'ABSENT' || status === 'DELETING';
}
