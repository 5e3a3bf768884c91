import { ChartObject, Manifest } from '../contract';
import { ApiError } from './api-error';
import { PART_OF_LABEL } from './apply-set';
import { forEachConcurrently } from './concurrency';
import { groupKindOf, parseApiVersion } from './discovery';
import { Failure, listed } from './failure';
import { CONCURRENCY } from './kubernetes-client';
import { listMembers, nameOf } from './members';
import { ConnectedRun, describe, namespaceOf, PlacedManifest, placedNameOf } from './run';
import { serverSideApply } from './server-side-apply';

/** Phase 3: tries everything that can be tried before the first real change, and reports all problems at once. */
export async function preflight(run: ConnectedRun, objects: readonly ChartObject[]): Promise<void> {
  const manifests = objects.map(({ manifest }) => manifest);
  const definitions = new Set(manifests.flatMap(definedKind));
  const newNamespaces = await namespacesToCome(run, manifests);
  const problems: string[] = [];
  const placed: PlacedManifest[] = [];
  for (const manifest of manifests) {
    const kind = run.discovery.kindOf(manifest);
    if (kind) {
      placed.push({ manifest, kind });
    } else if (!definitions.has(`${manifest.kind}.${parseApiVersion(manifest.apiVersion).group}`)) {
      problems.push(`${describe(manifest)}: the cluster knows no kind ${manifest.kind} of ${manifest.apiVersion}`);
    }
  }
  problems.push(...await foreignMembers(run, placed));

  await forEachConcurrently(placed, CONCURRENCY, async (object) => {
    // What the chart itself brings first cannot be tried yet.
    if (newNamespaces.has(namespaceOf(object.manifest, object.kind) ?? '')) { return; }
    try {
      await serverSideApply(run, object, { dryRun: true });
    } catch (error) {
      if (!(error instanceof ApiError)) { throw error; }
      problems.push(`${describe(object.manifest)}: ${error.message}`);
    }
  });
  if (problems.length > 0) {
    throw new Failure(`nothing was changed, the cluster refuses ${problems.length} of ${objects.length} objects: ${listed(problems)}`);
  }
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

/** Kind that a CRD of the chart defines. */
function definedKind(manifest: Manifest): string[] {
  if (manifest.kind !== 'CustomResourceDefinition') { return []; }
  const spec = manifest.spec as { group?: string; names?: { kind?: string } } | undefined;
  return [`${spec?.names?.kind}.${spec?.group}`];
}

/** Objects of other charts may be taken over within a stack: there the chart or its construct was renamed. */
async function foreignMembers(run: ConnectedRun, placed: readonly PlacedManifest[]): Promise<string[]> {
  const wanted = new Set(placed.map(placedNameOf));
  const namespaces = new Set(placed.flatMap(({ manifest, kind }) => namespaceOf(manifest, kind) ?? []));
  const members = await listMembers(run.client, run.discovery, new Set(placed.map(({ kind }) => groupKindOf(kind))), namespaces);
  const foreign = members.filter((member) => wanted.has(nameOf(member)) && member.metadata.labels?.[PART_OF_LABEL] !== run.applySet.id);
  const problems: string[] = [];
  for (const member of foreign) {
    const other = await run.applySet.readOther(member.metadata.labels![PART_OF_LABEL]);
    if (other && other.state.stack !== run.event.StackId) {
      problems.push(`${nameOf(member)} belongs to ${other.name} of stack ${other.state.stack}: remove it there first`);
    }
  }
  return problems;
}
