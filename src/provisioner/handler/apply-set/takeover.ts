import { ApplySet, BEFORE_ANY_SET, KEPT, LEAVING, ORIGIN_ANNOTATION, originOf } from './apply-set';
import { contains } from './containment';
import { forEachMember, Member, MemberScope, nameOf, PART_OF_LABEL } from './members';
import { ConnectedRun } from '../run';
import { bodyOf } from './server-side-apply';
import { succeedManagers } from './succession';
import { groupKindOf, Manifest, REMOVAL_POLICY_ANNOTATION, RETAIN } from '../../contract';
import { DIGEST_ANNOTATION } from '../chart/digest';
import { namespaceOf, PlacedManifest, placedKeyOf } from '../chart/placed-manifest';
import { StoredManifest } from '../chart/stored-manifest';
import { ApiKind } from '../kubernetes/discovery';
import { keyOf } from '../kubernetes/object-key';
import { Refusals } from '../report/refusals';

/** What a member of an ApplySet, of this chart or another, is to the chart that wants it. */
export interface KnownMember {
  /** Where it has to go back if this event is rolled back; nothing for the chart's own. */
  readonly origin?: string;
  /** Whether the chart applied the same last. */
  readonly isUnchanged: boolean;
  /** Whether it is also as it was applied: nothing has to be done then. */
  readonly isUpToDate: boolean;
  readonly isTerminating: boolean;
}

/** Items of a list do not name their kind. */
const TYPE_OF_ITEM = { apiVersion: undefined, kind: undefined };

/** Members of ApplySets by `keyOf`. */
export type KnownMembers = ReadonlyMap<string, KnownMember>;

/**
 * Finds objects of the chart that are in a set. Those of other charts may be taken over within a stack, where the chart or its
 * construct was renamed, and from another stack that lets go of them.
 */
export async function findMembers(run: ConnectedRun, placed: readonly PlacedManifest[],
  refusals: Refusals<StoredManifest>): Promise<KnownMembers> {

  const wanted = new Map(placed.map((object) => [placedKeyOf(object), object]));
  const known = new Map<string, KnownMember>();
  const membersOfOthers: { manifest: StoredManifest; member: Member }[] = [];
  const adopted: Member[] = [];
  const setId = run.applySet.id;
  // Contents of Secrets are nothing to look at.
  const isWhole = (kind: ApiKind) => groupKindOf(kind) !== 'Secret';
  await forEachMember(run.client, run.discovery, { ...placesOf(placed), setId, isWhole }, (member, whole) => {
    const object = wanted.get(keyOf(member));
    if (!object) { return; }
    if (wasAdoptedBefore(run, member)) { adopted.push(member); }
    known.set(keyOf(member), { origin: noteOfThisEvent(run, member), ...comparison(run, object, member, whole) });
  });
  const unknown = placed.filter((object) => !known.has(placedKeyOf(object)));
  await forEachMember(run.client, run.discovery, { ...placesOf(unknown), setId, isOfOthers: true, isWhole: () => false }, (member) => {
    const object = wanted.get(keyOf(member));
    if (object) { membersOfOthers.push({ manifest: object.manifest, member }); }
  });
  const sets = new Map<string, Awaited<ReturnType<ApplySet['readOther']>>>();
  for (const { manifest, member } of membersOfOthers) {
    const set = member.metadata.labels![PART_OF_LABEL];
    if (!sets.has(set)) { sets.set(set, await run.applySet.readOther(set)); }
    const other = sets.get(set);
    const isLetGo = other?.state.isRetained || member.metadata.annotations?.[REMOVAL_POLICY_ANNOTATION] === RETAIN;
    if (other && other.state.stack !== run.event.StackId && !isLetGo) {
      const whose = `belongs to ${other.name} of stack ${other.state.stack}`;
      refusals.add(manifest, `${nameOf(member)} ${whose}: remove it there first, or let it be retained there and deploy that`);
    } else if (wasAdoptedBefore(run, member)) {
      adopted.push(member);
    }
    // What a rollback takes back from another name of the chart is not given back to that.
    const origin = run.returnsTo && set === run.renamedSet?.id ? undefined : originOf(set, other?.state);
    known.set(keyOf(member), { origin, isUnchanged: false, isUpToDate: false, isTerminating: isTerminating(member) });
  }
  await succeedManagers(run.client, adopted);
  return known;
}

/** Where objects are. */
function placesOf(objects: readonly PlacedManifest[]): Pick<MemberScope, 'groupKinds' | 'namespaces'> {
  return {
    groupKinds: new Set(objects.map(({ kind }) => groupKindOf(kind))),
    namespaces: new Set(objects.flatMap(({ manifest, kind }) => namespaceOf(manifest, kind) ?? [])),
  };
}

function comparison(run: ConnectedRun, object: PlacedManifest, member: Member, whole: unknown): Omit<KnownMember, 'origin'> {
  const body = bodyOf(run, object);
  const { metadata } = member;
  const isUnchanged = metadata.annotations?.[DIGEST_ANNOTATION] === body.metadata.annotations![DIGEST_ANNOTATION];
  const isSettled = !isTerminating(member) && metadata.annotations?.[ORIGIN_ANNOTATION] === undefined;
  return { isUnchanged, isUpToDate: isUnchanged && isSettled && contains(whole, { ...body, ...TYPE_OF_ITEM }), isTerminating: isTerminating(member) };
}

function isTerminating({ metadata }: Member): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** Whether an earlier event took the object over that was in no set: what followed shows that it was not rolled back. */
function wasAdoptedBefore({ event }: ConnectedRun, { metadata }: Member): boolean {
  const note = metadata.annotations?.[ORIGIN_ANNOTATION];
  return note !== undefined && note.startsWith(`${BEFORE_ANY_SET}@`) && !note.endsWith(`@${event.RequestId}`);
}

/** Origin that an earlier invocation for the same event has noted. The notes of other events have had their time. */
export function noteOfThisEvent({ event }: ConnectedRun, { metadata }: Pick<Manifest, 'metadata'>): string | undefined {
  const note = metadata.annotations?.[ORIGIN_ANNOTATION];
  const ending = `@${event.RequestId}`;
  if (note?.startsWith(`${LEAVING}@`)) { return KEPT; } // noted by a patch, which leaving the note out does not take back
  return note?.endsWith(ending) ? note.slice(0, -ending.length) : undefined;
}
