import { isCopy } from './copy';
import { groupKindOf, Metadata, objectNameOf, ownAnnotations } from '../../contract';
import { forEachConcurrently } from '../control-flow/concurrency';
import { pollUntil } from '../control-flow/poll';
import { isConflict } from '../kubernetes/api-error';
import { ApiKind, collectionPath, Discovery, objectPath } from '../kubernetes/discovery';
import { ApiRequest, KubernetesClient, METADATA_LIST_ONLY } from '../kubernetes/kubernetes-client';
import { forEachItem, Page, PAGE } from '../kubernetes/pages';
import { ConnectedRun } from '../run';

/** Label of an object that belongs to an ApplySet, with its id. */
export const PART_OF_LABEL = 'applyset.kubernetes.io/part-of';

/** An object in the cluster that belongs to an ApplySet. */
export interface Member {
  readonly kind: ApiKind;
  readonly metadata: Metadata & { readonly uid: string };
}

/** Of an object only its metadata, unless the whole was asked for. */
interface Item {
  readonly metadata: Member['metadata'];
}

/** Lists that are read at the same time. */
const LISTS = 4;

/** Which members are listed. */
export interface MemberScope {
  /** `Kind.group` of each. */
  readonly groupKinds: ReadonlySet<string> | readonly string[];
  readonly namespaces: Iterable<string>;
  readonly setId: string;
  /** Whether the members of all sets but this one are meant. */
  readonly isOfOthers?: boolean;
}

/** All members of some kinds, in the namespaces given. */
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

  const { groupKinds, namespaces, setId, isOfOthers } = scope;
  const labelSelector = isOfOthers ? `${PART_OF_LABEL},${PART_OF_LABEL}!=${setId}` : `${PART_OF_LABEL}=${setId}`;
  await discovery.waitForAnswers(groupKinds);
  // A kind that the server no longer knows has no objects.
  const kinds = [...groupKinds].flatMap((groupKind) => discovery.kindOfGroupKind(groupKind) ?? []);
  const places = kinds.flatMap((kind): { kind: ApiKind; namespace?: string }[] => kind.namespaced
    ? [...namespaces].map((namespace) => ({ kind, namespace }))
    : [{ kind }]);
  await forEachConcurrently(places, LISTS, async ({ kind, namespace }) => {
    const isWhole = scope.isWhole(kind);
    let servedAs = kind;
    const readPage = async (parameters: ApiRequest['query']) => {
      const answer = await read(client, discovery, kind, namespace, {
        accept: isWhole ? undefined : METADATA_LIST_ONLY,
        query: { labelSelector, limit: isWhole ? PAGE.whole : PAGE.metadata, ...parameters },
      });
      servedAs = answer.servedAs;
      return answer.page;
    };
    await forEachItem(groupKindOf(kind), readPage, (item) => {
      if (isCopy(servedAs, item.metadata, isOfOthers)) { return; }
      visit({ kind: servedAs, metadata: slim(item.metadata) }, item);
    });
  });
}

/** One page of objects. That a path is not served need not mean that a kind is gone: one of several API servers may not have heard of it. */
async function read(client: KubernetesClient, discovery: Discovery, kind: ApiKind, namespace: string | undefined,
  request: ApiRequest): Promise<{ page?: Page<Item>; servedAs: ApiKind }> {

  let page: Page<Item> | undefined;
  let servedAs = kind;
  await pollUntil(client.deadline, async () => {
    const path = collectionPath(servedAs, namespace);
    page = await client.request<Page<Item> | undefined>('GET', path, { ...request, absent: 404 });
    if (page) { return undefined; }
    await discovery.refresh();
    const served = discovery.kindOfGroupKind(groupKindOf(kind));
    if (!served) { return undefined; } // it went meanwhile, with its CRD
    servedAs = served;
    return `the API server knows ${groupKindOf(kind)}, and does not answer ${path}`;
  });
  return { page, servedAs };
}

/** There may be thousands: what is of no use here is not kept. */
function slim({ name, namespace, uid, resourceVersion, labels, annotations = {}, finalizers, deletionTimestamp }: Member['metadata']): Member['metadata'] {
  return {
    name,
    namespace,
    uid,
    resourceVersion,
    labels: { [PART_OF_LABEL]: labels![PART_OF_LABEL] },
    annotations: ownAnnotations(annotations),
    ...finalizers !== undefined && { finalizers },
    ...deletionTimestamp !== undefined && { deletionTimestamp },
  };
}

/**
 * Asks for the deletion of an object as it was seen: not of a namesake made meanwhile, and not when another chart has taken it over.
 *
 * @returns Whether the server takes it on itself.
 */
export async function deleteMember({ client, fence }: ConnectedRun, { kind, metadata }: Member): Promise<boolean> {
  try {
    await client.request('DELETE', pathOf({ kind, metadata }), {
      // The nodes of a pool are to drain before the pool is gone.
      body: {
        propagationPolicy: groupKindOf(kind) === 'NodePool.karpenter.sh' ? 'Foreground' : 'Background',
        preconditions: { uid: metadata.uid, resourceVersion: metadata.resourceVersion },
      },
      absent: 404,
      beforeRetry: () => fence.check(),
    });
    return true;
  } catch (error) {
    // A namesake or another chart has taken its place, or the object is being changed: the next look will tell.
    if (isConflict(error)) { return false; }
    throw error;
  }
}

export function pathOf({ kind, metadata }: Member): string {
  return objectPath(kind, metadata.name, metadata.namespace);
}

/** `Kind namespace/name`, as people read it. */
export function nameOf({ kind, metadata }: Member): string {
  return objectNameOf({ kind: kind.kind, metadata });
}
