import { RETAIN } from '../contract';
import { apply } from './apply';
import { ApplySetState } from './apply-set';
import { connect } from './connect';
import { groupKindOf, groupKindOfManifest } from './discovery';
import { Failure } from './failure';
import { begun, checkOrder } from './fence';
import { load } from './load';
import { log, timed } from './log';
import { Outputs, readOutputs } from './outputs';
import { preflight } from './preflight';
import { Progress } from './progress';
import { prune } from './prune';
import { mergedOrder, removalOrderOf } from './removal-order';
import { ConnectedRun, namespaceOf, ownerOf, PlacedManifest, Run } from './run';
import { wait } from './wait';

/**
 * Makes the cluster hold what the chart says. It can be run any number of times, and a run that died anywhere is
 * finished by the next: what objects the set may hold is written down before the first of them is applied.
 */
export async function reconcile(run: Run): Promise<Outputs> {
  const chart = await timed('load', () => load(run));
  const { objects } = chart;
  const connected = await timed('connect', () => connect(run));
  const { applySet, event } = connected;
  try {
    const before = await stateBefore(connected);
    if (before?.finishedRequests.includes(event.RequestId)) {
      log('request has finished before', { phase: 'connect' });
      return await readOutputs(connected, chart);
    }
    checkOwner(connected, before);
    const plan = await timed('preflight', () => preflight(connected, objects));

    const [owner, stack] = [ownerOf(event), event.StackId];
    const state = {
      stack,
      owner,
      previousOwner: previousOwnerOf(run, before, owner),
      isRetained: event.ResourceProperties.RemovalPolicy === RETAIN,
      ...begun(event, before),
      finishedRequests: before?.finishedRequests ?? [],
    };
    const manifests = objects.map(({ manifest }) => manifest);
    const order = removalOrderOf(objects, connected.discovery);
    const union = {
      groupKinds: merged(before?.groupKinds, manifests.map(groupKindOfManifest)),
      namespaces: merged(before?.namespaces, manifests.map(({ metadata }) => metadata.namespace ?? 'default')),
      order: mergedOrder(before?.order ?? {}, order),
    };
    await applySet.write({ ...state, ...union });

    const placed = await timed('apply', () => apply(connected, objects, plan));
    await timed('wait', () => wait(connected, placed));
    await timed('prune', () => prune(connected, placed, plan, union));
    const outputs = await timed('read', () => readOutputs(connected, chart));
    await applySet.write({ ...state, ...scopeOf(placed), order, finishedRequests: [...state.finishedRequests, event.RequestId] });
    Progress.forget(event.RequestId);
    log('chart is provisioned', { count: placed.length });
    return outputs;
  } finally {
    connected.client.close();
  }
}

/** What the set is before this request, unless a newer one has begun. */
async function stateBefore({ applySet, event }: ConnectedRun): Promise<ApplySetState | undefined> {
  const state = await applySet.read();
  if (state?.finishedRequests.includes(event.RequestId)) { return state; }
  try {
    if (state) { checkOrder(event, state); }
  } catch (error) {
    // This was the request for which the removed set was remembered.
    if (state?.isRemoved) { await applySet.remove(); }
    throw error;
  }
  return state?.isRemoved ? undefined : state;
}

/** Owner from which the set moves. It is forgotten with an update: only a creation is rolled back by a Delete. */
function previousOwnerOf({ event }: Run, before: ApplySetState | undefined, owner: string): string | undefined {
  if (before && before.owner !== owner) { return before.owner; }
  return event.RequestType === 'Create' ? before?.previousOwner : undefined;
}

function checkOwner({ applySet, event }: ConnectedRun, before: ApplySetState | undefined): void {
  if (before && before.stack !== event.StackId && !before.isRetained) {
    throw new Failure(`the cluster has a chart of this name already, ${applySet.namespace}/${applySet.name} of stack ${before.stack}: `
      + 'give this chart another name, or remove the other one first; to move it, let it be retained there and deploy that');
  }
}

function scopeOf(placed: readonly PlacedManifest[]): Pick<ApplySetState, 'groupKinds' | 'namespaces'> {
  return {
    groupKinds: merged(placed.map(({ kind }) => groupKindOf(kind))),
    namespaces: merged(placed.flatMap(({ manifest, kind }) => namespaceOf(manifest, kind) ?? [])),
  };
}

function merged(...lists: (readonly string[] | undefined)[]): string[] {
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

