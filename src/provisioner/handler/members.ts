import { Metadata, objectNameOf } from '../contract';
import { ApiError } from './api-error';
import { PART_OF_LABEL } from './apply-set';
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
const PAGE = '500';

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
  await Promise.all(places.map(async ({ kind, path }) => {
    let next: string | undefined;
    do {
      const page = await client.request<Page | undefined>('GET', path, {
        absent: 404, // the kind went meanwhile, with its CRD
        accept: scope.isWhole(kind) ? undefined : METADATA_ONLY,
        query: { labelSelector: setId ? `${PART_OF_LABEL}=${setId}` : PART_OF_LABEL, limit: PAGE, ...next && { continue: next } },
      });
      for (const item of page?.items ?? []) { visit({ kind, metadata: slim(item.metadata) }, item); }
      next = page?.metadata.continue;
    } while (next);
  }));
}

/** There may be thousands: what is long and of no use here is not kept. */
function slim({ managedFields: _, annotations, ...metadata }: Member['metadata']): Member['metadata'] {
  const { 'kubectl.kubernetes.io/last-applied-configuration': __, ...kept } = annotations ?? {};
  return { ...metadata, annotations: kept };
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
