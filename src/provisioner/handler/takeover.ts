import { REMOVAL_POLICY_ANNOTATION, RETAIN } from '../contract';
import { ApplySet, ORIGIN_ANNOTATION, originOf, PART_OF_LABEL } from './apply-set';
import { DIGEST_ANNOTATION } from './digest';
import { groupKindOf } from './discovery';
import { keyOf, listMembers, Member, nameOf } from './members';
import { ConnectedRun, namespaceOf, PlacedManifest, placedKeyOf } from './run';

/** What a member of an ApplySet, of this chart or another, is to the chart that wants it. */
export interface KnownMember {
  /** Where it has to go back if this event is rolled back; nothing for the chart's own. */
  readonly origin?: string;
  /** Hash of what the chart applied last. */
  readonly digest?: string;
}

/** Members of ApplySets by `keyOf`. */
export type KnownMembers = ReadonlyMap<string, KnownMember>;

/**
 * Finds objects of the chart that are in a set. Those of other charts may be taken over within a stack, where the chart or its
 * construct was renamed, and from another stack that lets go of them.
 */
export async function findMembers(run: ConnectedRun, placed: readonly PlacedManifest[], problems: string[]): Promise<KnownMembers> {
  const wanted = new Set(placed.map(placedKeyOf));
  const namespaces = new Set(placed.flatMap(({ manifest, kind }) => namespaceOf(manifest, kind) ?? []));
  const members = await listMembers(run.client, run.discovery, new Set(placed.map(({ kind }) => groupKindOf(kind))), namespaces);
  const known = new Map<string, KnownMember>();
  const others = new Map<string, Awaited<ReturnType<ApplySet['readOther']>>>();
  for (const member of members.filter((candidate) => wanted.has(keyOf(candidate)))) {
    const set = member.metadata.labels![PART_OF_LABEL];
    const { annotations } = member.metadata;
    if (set === run.applySet.id) {
      known.set(keyOf(member), { origin: noteOfThisEvent(run, member), digest: annotations?.[DIGEST_ANNOTATION] });
      continue;
    }
    if (!others.has(set)) { others.set(set, await run.applySet.readOther(set)); }
    const other = others.get(set);
    const isLetGo = other?.state.isRetained || annotations?.[REMOVAL_POLICY_ANNOTATION] === RETAIN;
    if (other && other.state.stack !== run.event.StackId && !isLetGo) {
      problems.push(`${nameOf(member)} belongs to ${other.name} of stack ${other.state.stack}: remove it there first, or let it be retained there and deploy that`);
    }
    known.set(keyOf(member), { origin: originOf(set, other?.state) });
  }
  return known;
}

/** Origin that an earlier invocation for the same event has noted. The notes of other events have had their time. */
function noteOfThisEvent({ event }: ConnectedRun, { metadata }: Member): string | undefined {
  const note = metadata.annotations?.[ORIGIN_ANNOTATION];
  const ending = `@${event.RequestId}`;
  return note?.endsWith(ending) ? note.slice(0, -ending.length) : undefined;
}
