import { apply } from './apply';
import { ApplySetState } from './apply-set';
import { connect } from './connect';
import { groupKindOf, groupKindOfManifest } from './discovery';
import { Failure } from './failure';
import { load } from './load';
import { log, timed } from './log';
import { preflight } from './preflight';
import { prune } from './prune';
import { ConnectedRun, namespaceOf, ownerOf, PlacedManifest, Run } from './run';
import { wait } from './wait';

/**
 * Makes the cluster hold what the chart says. It can be run any number of times, and a run that died anywhere is
 * finished by the next: what objects the set may hold is written down before the first of them is applied.
 */
export async function reconcile(run: Run): Promise<void> {
  const objects = await timed('load', () => load(run));
  const connected = await timed('connect', () => connect(run));
  try {
    const before = await connected.applySet.read();
    if (before?.finishedRequests.includes(run.event.RequestId)) {
      log('request has finished before', { phase: 'connect' });
      return;
    }
    checkOwner(connected, before);
    const origins = await timed('preflight', () => preflight(connected, objects));

    const [owner, stack] = [ownerOf(run.event), run.event.StackId];
    const previousOwner = previousOwnerOf(run, before, owner);
    const state = { stack, owner, previousOwner, finishedRequests: before?.finishedRequests ?? [] };
    const manifests = objects.map(({ manifest }) => manifest);
    const union = {
      groupKinds: merged(before?.groupKinds, manifests.map(groupKindOfManifest)),
      namespaces: merged(before?.namespaces, manifests.map(({ metadata }) => metadata.namespace ?? 'default')),
    };
    await connected.applySet.write({ ...state, ...union });

    const placed = await timed('apply', () => apply(connected, objects, origins));
    await timed('wait', () => wait(connected, placed));
    await timed('prune', () => prune(connected, placed, union));
    await connected.applySet.write({ ...state, ...scopeOf(placed), finishedRequests: [...state.finishedRequests, run.event.RequestId] });
    log('chart is provisioned', { count: placed.length });
  } finally {
    connected.client.close();
  }
}

/** Owner from which the set moves. It is forgotten with an update: only a creation is rolled back by a Delete. */
function previousOwnerOf({ event }: Run, before: ApplySetState | undefined, owner: string): string | undefined {
  if (before && before.owner !== owner) { return before.owner; }
  return event.RequestType === 'Create' ? before?.previousOwner : undefined;
}

function checkOwner({ applySet, event }: ConnectedRun, before: ApplySetState | undefined): void {
  if (before && before.stack !== event.StackId) {
    throw new Failure(`the cluster has a chart of this name already, ${applySet.namespace}/${applySet.name} of stack ${before.stack}: `
      + 'give this chart another name, or remove the other one first');
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

