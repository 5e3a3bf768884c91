import { Metadata, objectNameOf, ownAnnotations } from '../contract';
import { ApiError } from './api-error';
import { PART_OF_LABEL } from './apply-set';
import { forEachConcurrently } from './concurrency';
import { ApiKind, collectionPath, Discovery, groupKindOf, objectPath } from './discovery';
import { KubernetesClient } from './kubernetes-client';

/** An object in the cluster that belongs to an ApplySet. */
export interface Member {
  readonly kind: ApiKind;
  readonly metadata: Metadata & { readonly uid: string };
}

/** Of an object only its metadata, unless the whole was asked for. */
interface Item {
  readonly metadata: Member['metadata'];
}

/** A list without entries comes as null. */
interface Page {
  readonly items: Item[] | null;
  readonly metadata: { readonly continue?: string };
}

const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
/** Objects in an answer, so that few of them are in memory at a time: metadata only, and whole ones. */
const PAGE = { metadata: '250', whole: '100' };
/** Lists that are read at the same time. */
const LISTS = 4;

/** Which members are listed. */
export interface MemberScope {
  /** `Kind.group` of each. */
  readonly groupKinds: Iterable<string>;
  readonly namespaces: Iterable<string>;
  /** Only the members of this set. */
  readonly setId?: string;
}

/** All objects of some kinds that belong to ApplySets, in the namespaces given. */
export async function listMembers(client: KubernetesClient, discovery: Discovery, scope: MemberScope): Promise<Member[]> {
  const members: Member[] = [];
  await forEachMember(client, discovery, { ...scope, isWhole: () => false }, (member) => members.push(member));
  return members;
}

/**
 * Looks at each member, page by page.
 *
 * @param scope Which members, and of which kinds the whole objects have to be read, rather than their metadata.
 */
export async function forEachMember(client: KubernetesClient, discovery: Discovery, scope: MemberScope & { isWhole: (kind: ApiKind) => boolean },
  visit: (member: Member, whole: Item) => void): Promise<void> {

  const { groupKinds, namespaces, setId } = scope;
  // A kind that the server no longer knows has no objects.
  const kinds = [...groupKinds].flatMap((groupKind) => discovery.kindOfGroupKind(groupKind) ?? []);
  const places = kinds.flatMap((kind) => kind.namespaced
    ? [...namespaces].map((namespace) => ({ kind, path: collectionPath(kind, namespace) }))
    : [{ kind, path: collectionPath(kind) }]);
  await forEachConcurrently(places, LISTS, async ({ kind, path }) => {
    const isWhole = scope.isWhole(kind);
    let next: string | undefined;
    do {
      const page = await client.request<Page | undefined>('GET', path, {
        absent: 404, // the kind went meanwhile, with its CRD
        accept: isWhole ? undefined : METADATA_ONLY,
        query: { labelSelector: setId ? `${PART_OF_LABEL}=${setId}` : PART_OF_LABEL, limit: isWhole ? PAGE.whole : PAGE.metadata, ...next && { continue: next } },
      });
      for (const item of page?.items ?? []) { visit({ kind, metadata: slim(item.metadata) }, item); }
      next = page?.metadata.continue;
    } while (next);
  });
}

/** There may be thousands: what is of no use here is not kept. */
function slim({ name, namespace, uid, labels, annotations = {}, finalizers, deletionTimestamp }: Member['metadata']): Member['metadata'] {
  return {
    name,
    namespace,
    uid,
    labels: { [PART_OF_LABEL]: labels![PART_OF_LABEL] },
    annotations: ownAnnotations(annotations),
    ...finalizers !== undefined && { finalizers },
    ...deletionTimestamp !== undefined && { deletionTimestamp },
  };
}

/** Asks for the deletion of an object, of this very one and not of a namesake made meanwhile. */
export async function deleteMember(client: KubernetesClient, { kind, metadata }: Member): Promise<void> {
  try {
    await client.request('DELETE', pathOf({ kind, metadata }), {
      // The nodes of a pool are to drain before the pool is gone.
      body: { propagationPolicy: kind.kind === 'NodePool' ? 'Foreground' : 'Background', preconditions: { uid: metadata.uid } },
      absent: 404,
    });
  } catch (error) {
    // A namesake has taken its place: the next look will tell whose it is.
    if (!(error instanceof ApiError && error.status === 409)) { throw error; }
  }
}

export function pathOf({ kind, metadata }: Member): string {
  return objectPath(kind, metadata.name, metadata.namespace);
}

/** What tells objects of the cluster apart. */
export function keyOf({ kind, metadata }: { kind: Pick<ApiKind, 'group' | 'kind'>; metadata: { name: string; namespace?: string } }): string {
  return `${groupKindOf(kind)} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** `Kind namespace/name`, as people read it. */
export function nameOf({ kind, metadata }: Member): string {
  return objectNameOf({ kind: kind.kind, metadata });
}
