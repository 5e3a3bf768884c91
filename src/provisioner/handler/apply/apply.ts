import { Plan } from './plan';
import { logRefusals, refusalOf } from './refusal';
import { isReplaceable, makeRoom, untilGone } from './replacement';
import { groupKindOfManifest, Manifest, objectNameOf } from '../../contract';
import { originOfNew } from '../apply-set/apply-set';
import { serverSideApply } from '../apply-set/server-side-apply';
import { PlacedManifest, unknownKind } from '../chart/placed-manifest';
import { LoadedObject } from '../chart/stored-manifest';
import { stepsOf } from '../chart/waves';
import { forEachConcurrently } from '../control-flow/concurrency';
import { pollUntil } from '../control-flow/poll';
import { ApiError } from '../kubernetes/api-error';
import { objectPath } from '../kubernetes/discovery';
import { CONCURRENCY } from '../kubernetes/kubernetes-client';
import { readinessOf } from '../readiness/readiness';
import { Failure, listed, NotYet } from '../report/failure';
import { log, timed } from '../report/log';
import { Refusals } from '../report/refusals';
import { ConnectedRun } from '../run';

/**
 * Phase 4: applies the objects step by step, and waits for CRDs before what follows them. What the cluster holds as it was applied
 * is left alone. What somebody changed there comes first: it was not tried, and can only bring back what the last deployment made.
 */
export async function apply(run: ConnectedRun, objects: readonly LoadedObject[], plan: Plan): Promise<PlacedManifest[]> {
  const isUnchanged = (object: PlacedManifest) => plan.get(object)?.isUnchanged === true;
  const unchanged = objects.flatMap(({ manifest }) => {
    const kind = run.discovery.kindOf(manifest);
    return kind && isUnchanged({ manifest, kind }) ? [{ manifest, kind }] : [];
  });
  const changedElsewhere = unchanged.filter((object) => !plan.get(object)!.isUpToDate);
  log('objects are as they were applied', { phase: 'apply', count: unchanged.length - changedElsewhere.length });
  await applyAll(run, changedElsewhere, plan);

  const placed: PlacedManifest[] = [];
  for (const step of stepsOf(objects)) {
    const inStep = step.map(({ manifest }) => ({ manifest, kind: run.discovery.kindOf(manifest)! }));
    const unknown = inStep.filter(({ kind }) => !kind).map(({ manifest }) => unknownKind(manifest));
    if (unknown.length > 0) { throw new Failure(listed(unknown)); }
    await applyAll(run, inStep.filter((object) => !isUnchanged(object)), plan);

    const definitions = inStep.filter(({ manifest }) => manifest.definition !== undefined);
    if (definitions.length > 0) {
      await timed('establish', () => established(run, definitions));
      await timed('discover', () => discovered(run, objects, definitions));
    }
    placed.push(...inStep);
  }
  return placed;
}

/** Applies objects at the same time, and reports everything that is wrong with them. */
async function applyAll(run: ConnectedRun, objects: readonly PlacedManifest[], plan: Plan): Promise<void> {
  const refusals = new Refusals(objects);
  const abort = new AbortController();
  let count = 0;
  const watchTime = run.deadline.watch(() => `${objects.length - count} of ${objects.length} objects are not applied yet`);
  await forEachConcurrently(objects, CONCURRENCY, async (object) => {
    await run.fence.glance();
    const start = Date.now();
    try {
      watchTime();
      await applyOne(run, object, plan, abort.signal);
    } catch (error) {
      if (error instanceof ApiError) {
        refusals.add(object, refusalOf(object, error, plan.get(object)?.isForeign));
        // The chart fails in any case: what is not decided by now is not waited for.
        abort.abort();
        return;
      }
      if (error instanceof NotYet && !refusals.isEmpty) { return; }
      throw error;
    }
    count++;
    log('applied', { object: objectNameOf(object.manifest), milliseconds: Date.now() - start });
  });
  const problems = refusals.inOrder();
  if (problems.length > 0) {
    logRefusals(problems);
    throw new Failure(listed(problems));
  }
}

async function applyOne(run: ConnectedRun, object: PlacedManifest, plan: Plan, signal: AbortSignal): Promise<void> {
  const intent = plan.get(object);
  const send = (origin: string | undefined) => serverSideApply(run, object, { dryRun: false, origin, signal });
  if (!intent?.isReplaced) {
    try {
      if (!(await send(intent ? intent.origin : originOfNew(run))).isTerminating) { return; }
      // What was applied goes with the object that is on its way out.
      await untilGone(run, object);
    } catch (error) {
      if (!(error instanceof ApiError)) { throw error; }
      if (intent?.isUnchanged && run.returnsTo === 'last' && error.isAboutManagers) {
        // It was so before the update that failed, and a rollback that fails as well helps nobody.
        log('left as others changed it', { object: objectNameOf(object.manifest), reason: error.message });
        return;
      }
      if (!(error.isAboutImmutableFields && await isReplaceable(run, object, intent?.isForeign ?? false))) { throw error; }
      await makeRoom(run, object);
    }
  } else {
    await makeRoom(run, object);
  }
  const origin = intent?.origin;
  await send(origin?.includes('/') ? origin : originOfNew(run));
}

async function established({ client, deadline }: ConnectedRun, definitions: PlacedManifest[]): Promise<void> {
  for (const { manifest, kind } of definitions) {
    await pollUntil(deadline, async () => {
      const readiness = readinessOf(await client.get<Manifest>(objectPath(kind, manifest.metadata.name)));
      if (readiness.final) { throw new Failure(`${objectNameOf(manifest)}: ${readiness.reason}`); }
      return readiness.ready ? undefined : `${objectNameOf(manifest)} is not established: ${readiness.reason}`;
    });
  }
}

/** Established says that the names are taken; discovery follows, on each API server of a cluster in its own time. */
async function discovered({ discovery, deadline }: ConnectedRun, objects: readonly LoadedObject[], definitions: PlacedManifest[]): Promise<void> {
  const defined = new Set(definitions.map(({ manifest }) => manifest.definition!.groupKind));
  const awaited = objects.map(({ manifest }) => manifest).filter((manifest) => defined.has(groupKindOfManifest(manifest)));
  await pollUntil(deadline, async () => {
    await discovery.refresh();
    const missing = awaited.find((manifest) => !discovery.kindOf(manifest));
    return missing && `the cluster does not serve ${missing.kind} of ${missing.apiVersion} yet`;
  });
}
