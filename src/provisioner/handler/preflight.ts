import { ChartObject, Manifest } from '../contract';
import { ApiError } from './api-error';
import { PART_OF_LABEL, TAKEN_OVER_ANNOTATION } from './apply-set';
import { forEachConcurrently } from './concurrency';
import { definedGroupKind, groupKindOf, groupKindOfManifest } from './discovery';
import { Failure, listed } from './failure';
import { CONCURRENCY } from './kubernetes-client';
import { keyOf, listMembers, nameOf } from './members';
import { ConnectedRun, describe, namespaceOf, PlacedManifest, placedKeyOf, Takeovers } from './run';
import { serverSideApply } from './server-side-apply';

/**
 * Phase 3: tries everything that can be tried before the first real change, and reports all problems at once.
 *
 * @returns The objects that are taken over from other charts.
 */
export async function preflight(run: ConnectedRun, objects: readonly ChartObject[]): Promise<Takeovers> {
  const manifests = objects.map(({ manifest }) => manifest);
  const definitions = new Set(manifests.map(definedGroupKind));
  const newNamespaces = await namespacesToCome(run, manifests);
  const problems: string[] = [];
  const placed: PlacedManifest[] = [];
  for (const manifest of manifests) {
    const kind = run.discovery.kindOf(manifest);
    if (kind) {
      placed.push({ manifest, kind });
    } else if (!definitions.has(groupKindOfManifest(manifest))) {
      problems.push(`${describe(manifest)}: the cluster knows no kind ${manifest.kind} of ${manifest.apiVersion}`);
    }
  }
  const takeovers = await findTakeovers(run, placed, problems);

  await forEachConcurrently(placed, CONCURRENCY, async (object) => {
    // What the chart itself brings or changes first cannot be tried yet.
    if (newNamespaces.has(namespaceOf(object.manifest, object.kind) ?? '') || definitions.has(groupKindOf(object.kind))) { return; }
    try {
      await serverSideApply(run, object, { dryRun: true });
    } catch (error) {
      if (!(error instanceof ApiError)) { throw error; }
      if (error.isAdmissionRefusal) { return; } // what it wants may be in the chart
      problems.push(`${describe(object.manifest)}: ${error.message}`);
    }
  });
  if (problems.length > 0) {
    throw new Failure(`nothing was changed, the cluster refuses ${problems.length} of ${objects.length} objects: ${listed(problems)}`);
  }
  return takeovers;
}

/** Namespaces that the chart brings and that do not exist yet. */
async function namespacesToCome({ client }: ConnectedRun, manifests: readonly Manifest[]): Promise<Set<string>> {
  const names = manifests.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace').map(({ metadata }) => metadata.name);
  const missing = new Set<string>();
  await forEachConcurrently(names, CONCURRENCY, async (name) => {
    if (!await client.find(`/api/v1/namespaces/${encodeURIComponent(name)}`)) { missing.add(name); }
  });
  return missing;
}

/** Objects of other charts may be taken over within a stack: there the chart or its construct was renamed. */
async function findTakeovers(run: ConnectedRun, placed: readonly PlacedManifest[], problems: string[]): Promise<Takeovers> {
  const wanted = new Set(placed.map(placedKeyOf));
  const namespaces = new Set(placed.flatMap(({ manifest, kind }) => namespaceOf(manifest, kind) ?? []));
  const members = await listMembers(run.client, run.discovery, new Set(placed.map(({ kind }) => groupKindOf(kind))), namespaces);
  const takeovers = new Map<string, string>();
  for (const member of members.filter((candidate) => wanted.has(keyOf(candidate)))) {
    const set = member.metadata.labels![PART_OF_LABEL];
    const takenBefore = member.metadata.annotations?.[TAKEN_OVER_ANNOTATION];
    if (set !== run.applySet.id) {
      const other = await run.applySet.readOther(set);
      if (other && other.state.stack !== run.event.StackId) {
        problems.push(`${nameOf(member)} belongs to ${other.name} of stack ${other.state.stack}: remove it there first`);
      }
      takeovers.set(keyOf(member), set);
    } else if (takenBefore) {
      takeovers.set(keyOf(member), takenBefore); // by an earlier invocation for this event
    }
  }
  // Only a creation is rolled back by a Delete. An update that comes later shows that the move has come to stay.
  return run.event.RequestType === 'Create' ? takeovers : new Map();
}
