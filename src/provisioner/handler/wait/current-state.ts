import { groupKindOf, Manifest } from '../../contract';
import { PART_OF_LABEL } from '../apply-set/members';
import { namespaceOf, PlacedManifest, placedKeyOf } from '../chart/placed-manifest';
import { ManifestHead } from '../chart/stored-manifest';
import { forEachConcurrently } from '../control-flow/concurrency';
import { collectionPath, objectPath } from '../kubernetes/discovery';
import { ApiRequest, CONCURRENCY, KubernetesClient, METADATA_LIST_ONLY, METADATA_ONLY } from '../kubernetes/kubernetes-client';
import { keyOf } from '../kubernetes/object-key';
import { forEachItem, Page, PAGE } from '../kubernetes/pages';
import { isStateless } from '../readiness/readiness';
import { ConnectedRun } from '../run';

/** Objects of a kind in a namespace up to which each is asked for by itself: the server reads no others then. */
const SINGLES = 3;

/** Looks at objects of the chart as they are in the cluster, one after another: nothing, where one does not exist. */
export async function forEachCurrent(run: ConnectedRun, objects: readonly PlacedManifest[],
  visit: (object: PlacedManifest, state: Manifest | undefined) => void): Promise<void> {

  await forEachConcurrently([...groupsOf(objects).values()], CONCURRENCY, async (group) => {
    if (group.length > SINGLES) { return visitList(run, group, visit); }
    for (const object of group) { visit(object, await read(run.client, object)); }
  });
}

/** By kind and namespace: rights may end at a namespace. */
function groupsOf(objects: readonly PlacedManifest[]): Map<string, PlacedManifest[]> {
  const groups = new Map<string, PlacedManifest[]>();
  for (const object of objects) {
    const key = `${groupKindOf(object.kind)} ${namespaceOf(object.manifest, object.kind) ?? ''}`;
    const group = groups.get(key);
    if (group) { group.push(object); } else { groups.set(key, [object]); }
  }
  return groups;
}

async function read(client: KubernetesClient, { manifest, kind }: PlacedManifest): Promise<Manifest | undefined> {
  const path = objectPath(kind, manifest.metadata.name, namespaceOf(manifest, kind));
  const state = await client.request<Manifest | undefined>('GET', path, { absent: 404, accept: acceptOf(kind, METADATA_ONLY) });
  return state && typed(state, manifest);
}

async function visitList({ client, applySet }: ConnectedRun, group: readonly PlacedManifest[],
  visit: (object: PlacedManifest, state: Manifest | undefined) => void): Promise<void> {

  const [{ manifest, kind }] = group;
  const missing = new Map(group.map((object) => [placedKeyOf(object), object]));
  const readPage = (parameters: ApiRequest['query']) => client.request<Page<Manifest> | undefined>('GET', collectionPath(kind, namespaceOf(manifest, kind)), {
    absent: 404,
    accept: acceptOf(kind, METADATA_LIST_ONLY),
    query: { labelSelector: `${PART_OF_LABEL}=${applySet.id}`, limit: PAGE.metadata, ...parameters },
  });
  await forEachItem(groupKindOf(kind), readPage, (item) => {
    const key = keyOf({ kind, metadata: item.metadata });
    const object = missing.get(key);
    if (object) { visit(object, typed(item, manifest)); }
    missing.delete(key);
  });
  for (const object of missing.values()) { visit(object, undefined); }
}

/** Items of a list do not name their kind, and metadata has one of its own. */
function typed(state: Manifest, { apiVersion, kind }: ManifestHead): Manifest {
  return { ...state, apiVersion, kind };
}

/** What no verdict depends on is not read, least of all the contents of Secrets. */
function acceptOf(kind: PlacedManifest['kind'], metadataOnly: string): string | undefined {
  return isStateless(groupKindOf(kind)) ? metadataOnly : undefined;
}
