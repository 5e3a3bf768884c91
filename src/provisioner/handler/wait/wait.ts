import { forEachCurrent } from './current-state';
import { expectationOf } from './expectation';
import { surroundingsOf } from './surroundings';
import { unreadyPods } from './unready-pods';
import { Manifest, Metadata, objectNameOf } from '../../contract';
import { PlacedManifest } from '../chart/placed-manifest';
import { explained, pollUntilSolved } from '../control-flow/explanation';
import { fieldOf } from '../kubernetes/fields';
import { KubernetesClient } from '../kubernetes/kubernetes-client';
import { LabelSelector } from '../kubernetes/label-selector';
import { latestWarning } from '../kubernetes/warning';
import { readinessOf } from '../readiness/readiness';
import { Readiness } from '../readiness/readiness-rule';
import { Failure } from '../report/failure';
import { log } from '../report/log';
import { Problem } from '../report/problem';
import { ConnectedRun } from '../run';

interface Unready {
  readonly object: PlacedManifest;
  readonly readiness: Readiness;
  readonly problem: Problem;
}

/** Phase 5: waits until the objects are ready that the chart or an annotation names, and gives up on what never will be. */
export async function wait(run: ConnectedRun, objects: readonly PlacedManifest[]): Promise<void> {
  const { WaitFor } = run.event.ResourceProperties;
  let pending = objects.filter((object) => expectationOf(object, WaitFor).awaited);
  log('waits until objects are ready', { phase: 'wait', count: pending.length });
  await pollUntilSolved(run.deadline, 'not ready', async () => {
    await run.fence.glance();
    const unready = await unreadyOf(run, pending);
    const hopeless = unready.filter(({ readiness }) => isHopeless(run, readiness));
    if (hopeless.length > 0) {
      throw new Failure(`will not become ready: ${await explained(hopeless.map(({ problem }) => problem))}`);
    }
    pending = unready.map(({ object }) => object);
    return unready.map(({ problem }) => problem);
  });
}

async function unreadyOf(run: ConnectedRun, objects: readonly PlacedManifest[]): Promise<Unready[]> {
  const surroundings = await surroundingsOf(run.client, objects);
  const unready = new Map<PlacedManifest, Unready>();
  await forEachCurrent(run, objects, (object, state) => {
    const isNamed = expectationOf(object, run.event.ResourceProperties.WaitFor).named;
    const readiness = state ? readinessOf(state, { ...surroundings, isNamed }) : { ready: false, reason: 'it does not exist any more' };
    if (!readiness.ready) { unready.set(object, { object, readiness, problem: problemOf(run.client, object, readiness, state) }); }
  });
  return objects.flatMap((object) => unready.get(object) ?? []); // in the order of the chart
}

/** What was so before this deployment may be about an earlier version of the object, or of something that it needs. */
function isHopeless({ event }: ConnectedRun, { final, since }: Readiness): boolean {
  // Times in conditions are in whole seconds.
  return final === true && (since === undefined || Date.parse(since) + 1000 > Date.parse(event.StartedAt!));
}

/** Keeps nothing of the state but what its explanation needs: there may be thousands. */
function problemOf(client: KubernetesClient, { manifest }: PlacedManifest, { reason }: Readiness, state: Manifest | undefined): Problem {
  const { uid, namespace }: Partial<Metadata> = state?.metadata ?? {};
  const selector = state && podSelectorOf(state);
  return {
    object: objectNameOf(manifest),
    reasons: [reason],
    explain: async () => {
      if (uid === undefined) { return []; }
      const [warning, pods] = await Promise.all([
        latestWarning(client, { uid: String(uid), namespace }),
        selector && namespace ? unreadyPods(client, namespace, selector) : [],
      ]);
      return [...warning ? [warning] : [], ...pods];
    },
  };
}

function podSelectorOf(state: Manifest): LabelSelector | undefined {
  if (!['apps/v1', 'batch/v1'].includes(state.apiVersion)) { return undefined; }
  return fieldOf<LabelSelector>(state, 'spec.selector');
}
