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

/** A list without entries comes as null. */
interface MetadataPage {
  readonly items: { readonly metadata: Member['metadata'] }[] | null;
  readonly metadata: { readonly continue?: string };
}

const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const PAGE = '500';

/** All objects of some kinds that belong to ApplySets, in the namespaces given; of one set only, if its id is given. */
export async function listMembers(client: KubernetesClient, discovery: Discovery, groupKinds: Iterable<string>,
  namespaces: Iterable<string>, setId?: string): Promise<Member[]> {

  // A kind that the server no longer knows has no objects.
  const kinds = [...groupKinds].flatMap((groupKind) => discovery.kindOfGroupKind(groupKind) ?? []);
  const places = kinds.flatMap((kind) => kind.namespaced
    ? [...namespaces].map((namespace) => ({ kind, path: collectionPath(kind, namespace) }))
    : [{ kind, path: collectionPath(kind) }]);
  const lists = await Promise.all(places.map(async ({ kind, path }) => {
    const members: Member[] = [];
    let next: string | undefined;
    do {
      const page = await client.request<MetadataPage | undefined>('GET', path, {
        absent: 404, // the kind went meanwhile, with its CRD
        accept: METADATA_ONLY,
        query: { labelSelector: setId ? `${PART_OF_LABEL}=${setId}` : PART_OF_LABEL, limit: PAGE, ...next && { continue: next } },
      });
      members.push(...(page?.items ?? []).map(({ metadata }) => ({ kind, metadata: slim(metadata) })));
      next = page?.metadata.continue;
    } while (next);
    return members;
  }));
  return lists.flat();
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
