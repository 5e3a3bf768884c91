import { ChartObject, Manifest, objectNameOf } from '../contract';
import { ApiError } from './api-error';
import { forEachConcurrently } from './concurrency';
import { definedGroupKind, groupKindOfManifest, objectPath } from './discovery';
import { Failure } from './failure';
import { CONCURRENCY } from './kubernetes-client';
import { timed } from './log';
import { pollUntil } from './poll';
import { readinessOf } from './readiness';
import { ConnectedRun, Origins, PlacedManifest, placedKeyOf, unknownKind } from './run';
import { serverSideApply } from './server-side-apply';
import { stepsOf } from './waves';

/** Phase 4: applies the objects step by step, and waits for CRDs before what follows them. */
export async function apply(run: ConnectedRun, objects: readonly ChartObject[], origins: Origins): Promise<PlacedManifest[]> {
  const placed: PlacedManifest[] = [];
  for (const step of stepsOf(objects)) {
    const inStep = step.map(({ manifest }) => ({ manifest, kind: run.discovery.kindOf(manifest)! }));
    const unknown = inStep.find(({ kind }) => !kind);
    if (unknown) {
      throw new Failure(unknownKind(unknown.manifest));
    }
    await forEachConcurrently(inStep, CONCURRENCY, async (object) => {
      try {
        await serverSideApply(run, object, { dryRun: false, origin: origins.get(placedKeyOf(object)) });
      } catch (error) {
        throw error instanceof ApiError ? new Failure(`${objectNameOf(object.manifest)}: ${error.message}`) : error;
      }
    });
    const definitions = inStep.filter(({ manifest }) => definedGroupKind(manifest) !== undefined);
    if (definitions.length > 0) {
      await timed('establish', () => established(run, definitions));
      await timed('discover', () => discovered(run, objects, definitions));
    }
    placed.push(...inStep);
  }
  return placed;
}

async function established({ client, deadline }: ConnectedRun, definitions: PlacedManifest[]): Promise<void> {
  for (const { manifest, kind } of definitions) {
    await pollUntil(deadline, async () => {
      const readiness = readinessOf(await client.get<Manifest>(objectPath(kind, manifest.metadata.name)));
      return readiness.ready ? undefined : `${objectNameOf(manifest)} is not established: ${readiness.reason}`;
    });
  }
}

/** Established says that the names are taken; discovery follows, on each API server of a cluster in its own time. */
async function discovered({ discovery, deadline }: ConnectedRun, objects: readonly ChartObject[], definitions: PlacedManifest[]): Promise<void> {
  const defined = new Set(definitions.map(({ manifest }) => definedGroupKind(manifest)));
  const awaited = objects.map(({ manifest }) => manifest).filter((manifest) => defined.has(groupKindOfManifest(manifest)));
  await pollUntil(deadline, async () => {
    await discovery.refresh();
    const missing = awaited.find((manifest) => !discovery.kindOf(manifest));
    return missing && `the cluster does not serve ${missing.kind} of ${missing.apiVersion} yet`;
  });
}
