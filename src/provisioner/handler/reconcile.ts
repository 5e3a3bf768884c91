import { ChartProperties, groupKindOf, groupKindOfManifest, physicalIdOf, RETAIN } from '../contract';
import { apply } from './apply/apply';
import { preflight } from './apply/preflight';
import { Progress } from './apply/progress';
import { ApplySetState, FORGOTTEN_REQUEST } from './apply-set/apply-set';
import { begun, checkOrder } from './apply-set/fence';
import { noteForgotten } from './apply-set/forgotten-members';
import { mergedOrder, RemovalOrder, removalOrderOf } from './apply-set/removal-order';
import { digestOf } from './chart/digest';
import { load } from './chart/load';
import { namespaceOf, PlacedManifest } from './chart/placed-manifest';
import { LoadedObject } from './chart/stored-manifest';
import { connect } from './connect';
import { defines } from './kubernetes/discovery';
import { prune } from './removal/prune';
import { Failure } from './report/failure';
import { log, timed } from './report/log';
import { ConnectedRun, ownerOf, Run } from './run';
import { Outputs, readOutputs } from './wait/outputs';
import { wait } from './wait/wait';

/**
 * Makes the cluster hold what the chart says. It can be run any number of times, and a run that died anywhere is
 * finished by the next: what objects the set may hold is written down before the first of them is applied.
 */
export async function reconcile(run: Run): Promise<Outputs> {
  const chart = await timed('load', () => load(run));
  const { objects } = chart;
  const found = await timed('connect', () => connect(run));
  const { applySet, event } = found;
  try {
    const before = await stateBefore(found);
    if (before?.finishedRequests.includes(event.RequestId)) {
      log('request has finished before', { phase: 'connect' });
      return await readOutputs(found, chart);
    }
    checkOwner(found, before);
    const content = contentOf(run);
    const state = {
      stack: event.StackId,
      owner: ownerOf(event),
      previousOwner: previousOwnerOf(run, before),
      isRetained: event.ResourceProperties.RemovalPolicy === RETAIN,
      ...begun(event, before),
      finishedRequests: before?.finishedRequests ?? (isUpdateInPlace(run) ? [FORGOTTEN_REQUEST] : []),
      contents: before?.contents ?? [],
    };
    const connected = {
      ...found,
      isMove: state.previousOwner !== undefined,
      returnsTo: returnsTo(run, state.contents, content),
    };
    const scopeWith = (order: RemovalOrder) => ({
      groupKinds: merged(before?.groupKinds, objects.map(({ manifest }) => groupKindOfManifest(manifest))),
      namespaces: merged(before?.namespaces, namespacesOf(connected, objects)),
      order: mergedOrder(before?.order ?? {}, order),
    });
    if (!before && event.RequestType === 'Create') {
      const scope = scopeWith(removalOrderOf(objects, connected.discovery));
      // With a record, so that a rollback lets them go, also if nothing else comes of this.
      if (await noteForgotten(connected, scope)) { await applySet.write({ ...state, ...scope }); }
    }
    const plan = await timed('preflight', () => preflight(connected, objects));

    const order = removalOrderOf(objects, connected.discovery);
    const union = scopeWith(order);
    await found.renamedSet?.check();
    await applySet.write({ ...state, ...union });

    const placed = await timed('apply', () => apply(connected, objects, plan));
    await timed('wait', () => wait(connected, placed));
    // Before what cannot be taken back.
    const outputs = await timed('read', () => readOutputs(connected, chart));
    await timed('prune', () => prune(connected, placed, plan, union));
    await applySet.write({
      ...state,
      // In a move the objects that leave are still there.
      ...connected.isMove ? union : { ...scopeOf(placed), order },
      finishedRequests: [...state.finishedRequests, event.RequestId],
      contents: [...state.contents, content],
    });
    Progress.forget(event.RequestId);
    log('chart is provisioned', { count: placed.length });
    return outputs;
  } finally {
    found.client.close();
  }
}

/** What the set is before this request, unless a newer one has begun. */
async function stateBefore({ applySet, event, renamedSet }: ConnectedRun): Promise<ApplySetState | undefined> {
  const state = await applySet.read();
  if (state?.finishedRequests.includes(event.RequestId)) { return state; }
  try {
    if (state) { checkOrder(event, state); }
  } catch (error) {
    // This was the request for which the removed set was remembered.
    if (state?.isRemoved) { await applySet.remove(); }
    throw error;
  }
  await renamedSet?.check();
  return state?.isRemoved ? undefined : state;
}

/** Owner from which the set moves. It is forgotten with an update: only a creation is rolled back by a Delete. */
function previousOwnerOf({ event }: Run, before: ApplySetState | undefined): string | undefined {
  if (before && before.owner !== ownerOf(event)) { return before.owner; }
  return event.RequestType === 'Create' ? before?.previousOwner : undefined;
}

/** Whether the chart was provisioned before under the same name in the same cluster. CloudFormation updates it under another one, too. */
function isUpdateInPlace({ event: { RequestType, ResourceProperties, OldResourceProperties } }: Run): boolean {
  return RequestType === 'Update' && (!OldResourceProperties || physicalIdOf(OldResourceProperties as ChartProperties) === physicalIdOf(ResourceProperties));
}

/** Hash of everything that makes the chart what it is. */
function contentOf({ event }: Run): string {
  const { ServiceToken: _, ...properties } = event.ResourceProperties as ChartProperties & { readonly ServiceToken?: string };
  return digestOf(inOrder(properties));
}

/** The same whatever the order of the keys. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return value; }
  return Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, item]) => [key, inOrder(item)]);
}

/** CloudFormation sends an update for a change only: the same as before is a rollback, or done on purpose. */
function returnsTo({ event }: Run, contents: readonly string[], content: string): ConnectedRun['returnsTo'] {
  if (event.RequestType !== 'Update' || !contents.includes(content)) { return undefined; }
  return contents.at(-1) === content ? 'last' : 'earlier';
}

function checkOwner({ applySet, event }: ConnectedRun, before: ApplySetState | undefined): void {
  if (before && before.stack !== event.StackId && !before.isRetained) {
    throw new Failure(`the cluster has a chart of this name already, ${applySet.namespace}/${applySet.name} of stack ${before.stack}: `
      + 'give this chart another name, or remove the other one first; to move it, let it be retained there and deploy that');
  }
}

/** Namespaces in which the chart will have objects. */
function namespacesOf({ discovery }: ConnectedRun, objects: readonly LoadedObject[]): string[] {
  const definitions = objects.flatMap(({ manifest }) => manifest.definition ?? []);
  return objects.flatMap(({ manifest }) => {
    const kind = discovery.kindOf(manifest) ?? definitions.find((definition) => defines(definition, manifest));
    return (kind && namespaceOf(manifest, kind)) ?? [];
  });
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

