import { ChartObject, Manifest } from '../contract';
import { ApiError } from './api-error';
import { forEachConcurrently } from './concurrency';
import { definedGroupKind, groupKindOf, groupKindOfManifest } from './discovery';
import { Failure, NotYet } from './failure';
import { CONCURRENCY } from './kubernetes-client';
import { timed } from './log';
import { readinessOf } from './readiness';
import { ConnectedRun, describe, PlacedManifest, Origins, placedKeyOf } from './run';
import { serverSideApply } from './server-side-apply';
import { stepsOf } from './waves';

const DEFINITION = 'CustomResourceDefinition.apiextensions.k8s.io';
const POLL = 200;

/** Phase 4: applies the objects step by step, and waits for CRDs before what follows them. */
export async function apply(run: ConnectedRun, objects: readonly ChartObject[], origins: Origins): Promise<PlacedManifest[]> {
  const placed: PlacedManifest[] = [];
  for (const step of stepsOf(objects)) {
    const inStep = step.map(({ manifest }) => ({ manifest, kind: run.discovery.kindOf(manifest)! }));
    const unknown = inStep.find(({ kind }) => !kind);
    if (unknown) {
      throw new Failure(`${describe(unknown.manifest)}: the cluster knows no kind ${unknown.manifest.kind} of ${unknown.manifest.apiVersion}`);
    }
    await forEachConcurrently(inStep, CONCURRENCY, async (object) => {
      try {
        await serverSideApply(run, object, { dryRun: false, origin: origins.get(placedKeyOf(object)) });
      } catch (error) {
        throw error instanceof ApiError ? new Failure(`${describe(object.manifest)}: ${error.message}`) : error;
      }
    });
    const definitions = inStep.filter(({ kind }) => groupKindOf(kind) === DEFINITION);
    if (definitions.length > 0) {
      await timed('establish', () => established(run, definitions));
      await timed('discover', () => discovered(run, objects, definitions));
    }
    placed.push(...inStep);
  }
  return placed;
}

/** Established says that the names are taken; discovery follows, on each API server of a cluster in its own time. */
async function discovered(run: ConnectedRun, objects: readonly ChartObject[], definitions: PlacedManifest[]): Promise<void> {
  const defined = new Set(definitions.map(({ manifest }) => definedGroupKind(manifest)));
  const awaited = objects.map(({ manifest }) => manifest).filter((manifest) => defined.has(groupKindOfManifest(manifest)));
  for (;;) {
    await run.discovery.refresh();
    const missing = awaited.find((manifest) => !run.discovery.kindOf(manifest));
    if (!missing) { return; }
    if (!await run.deadline.sleep(POLL)) { throw new NotYet(`the cluster does not serve ${missing.kind} of ${missing.apiVersion} yet`); }
  }
}

async function established(run: ConnectedRun, definitions: PlacedManifest[]): Promise<void> {
  for (const { manifest } of definitions) {
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${manifest.metadata.name}`;
    for (;;) {
      const readiness = readinessOf(await run.client.get<Manifest>(path));
      if (readiness.ready) { break; }
      if (!await run.deadline.sleep(POLL)) { throw new NotYet(`${describe(manifest)} is not established: ${readiness.reason}`); }
    }
  }
}
