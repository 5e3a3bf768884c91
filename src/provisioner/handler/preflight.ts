import { ChartObject, Manifest, objectNameOf } from '../contract';
import { ApiError } from './api-error';
import { ApplySet, BEFORE_ANY_SET, ORIGIN_ANNOTATION, originOf, PART_OF_LABEL } from './apply-set';
import { forEachConcurrently } from './concurrency';
import { definedGroupKind, defines, groupKindOf } from './discovery';
import { Failure, listed } from './failure';
import { CONCURRENCY } from './kubernetes-client';
import { keyOf, listMembers, Member, nameOf } from './members';
import { ConnectedRun, namespaceOf, Origins, PlacedManifest, placedKeyOf, unknownKind } from './run';
import { serverSideApply } from './server-side-apply';

/**
 * Phase 3: tries everything that can be tried before the first real change, and reports all problems at once.
 *
 * @returns Where objects come from that may have to be given back.
 */
export async function preflight(run: ConnectedRun, objects: readonly ChartObject[]): Promise<Origins> {
  const manifests = objects.map(({ manifest }) => manifest);
  const definitions = new Set(manifests.map(definedGroupKind));
  const newNamespaces = await namespacesToCome(run, manifests);
  const problems: string[] = [];
  const placed: PlacedManifest[] = [];
  for (const manifest of manifests) {
    const kind = run.discovery.kindOf(manifest);
    if (kind) {
      placed.push({ manifest, kind });
    } else if (!manifests.some((definition) => defines(definition, manifest))) {
      problems.push(unknownKind(manifest));
    }
  }
  const origins = await findTakeovers(run, placed, problems);

  await forEachConcurrently(placed, CONCURRENCY, async (object) => {
    // What the chart itself brings or changes first cannot be tried yet.
    if (newNamespaces.has(namespaceOf(object.manifest, object.kind) ?? '') || definitions.has(groupKindOf(object.kind))) { return; }
    try {
      const { existed } = await serverSideApply(run, object, { dryRun: true });
      if (existed && !origins.has(placedKeyOf(object))) { origins.set(placedKeyOf(object), BEFORE_ANY_SET); }
    } catch (error) {
      if (!(error instanceof ApiError)) { throw error; }
      if (error.wantsWhatMayCome) { return; } // it may be in the chart
      problems.push(`${objectNameOf(object.manifest)}: ${error.message}`);
    }
  });
  if (problems.length > 0) {
    throw new Failure(`nothing was changed, the cluster refuses ${problems.length} of ${objects.length} objects: ${listed(problems)}`);
  }
  return origins;
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
async function findTakeovers(run: ConnectedRun, placed: readonly PlacedManifest[], problems: string[]): Promise<Map<string, string>> {
  const wanted = new Set(placed.map(placedKeyOf));
  const namespaces = new Set(placed.flatMap(({ manifest, kind }) => namespaceOf(manifest, kind) ?? []));
  const members = await listMembers(run.client, run.discovery, new Set(placed.map(({ kind }) => groupKindOf(kind))), namespaces);
  const origins = new Map<string, string>();
  const others = new Map<string, Awaited<ReturnType<ApplySet['readOther']>>>();
  for (const member of members.filter((candidate) => wanted.has(keyOf(candidate)))) {
    const set = member.metadata.labels![PART_OF_LABEL];
    if (set === run.applySet.id) {
      origins.set(keyOf(member), noteOfThisEvent(run, member));
      continue;
    }
    if (!others.has(set)) { others.set(set, await run.applySet.readOther(set)); }
    const other = others.get(set);
    if (other && other.state.stack !== run.event.StackId) {
      problems.push(`${nameOf(member)} belongs to ${other.name} of stack ${other.state.stack}: remove it there first`);
    }
    origins.set(keyOf(member), originOf(set, other?.state));
  }
  return origins;
}

/** Origin that an earlier invocation for the same event has noted. The notes of other events have had their time. */
function noteOfThisEvent({ event }: ConnectedRun, { metadata }: Member): string {
  const note = metadata.annotations?.[ORIGIN_ANNOTATION] ?? '';
  const ending = `@${event.RequestId}`;
  return note.endsWith(ending) ? note.slice(0, -ending.length) : '';
}
