import { BEFORE_ANY_SET, ORIGIN_ANNOTATION, originOf, PART_OF_LABEL } from './apply-set';
import { forEachConcurrently } from './concurrency';
import { CONCURRENCY } from './kubernetes-client';
import { log } from './log';
import { Member, nameOf, pathOf } from './members';
import { ConnectedRun } from './run';
import { FIELD_MANAGER } from './server-side-apply';

/**
 * Objects that leave the chart soon after it took them over are given back, not deleted: the deployment may be rolled back. They go to
 * another chart that has not been deployed since, or to nobody, if they were there before any chart. Contents stay as they are.
 *
 * @returns How many were given back.
 */
export async function giveBack({ client, applySet }: ConnectedRun, members: readonly Member[]): Promise<number> {
  let count = 0;
  const wanted = new Map<string, Promise<boolean>>();
  const isWanted = async (origin: string): Promise<boolean> => {
    const set = setOf(origin);
    const other = await applySet.readOther(set);
    return other !== undefined && originOf(set, other.state) === origin;
  };
  await forEachConcurrently(members.filter(({ metadata }) => metadata.annotations?.[ORIGIN_ANNOTATION]), CONCURRENCY, async (member) => {
    const note = member.metadata.annotations![ORIGIN_ANNOTATION];
    const origin = note.slice(0, note.lastIndexOf('@'));
    if (origin !== BEFORE_ANY_SET) {
      if (!wanted.has(origin)) { wanted.set(origin, isWanted(origin)); }
      if (!await wanted.get(origin)) { return; }
    }
    const label = origin === BEFORE_ANY_SET ? null : setOf(origin);
    await client.request('PATCH', pathOf(member), {
      contentType: 'application/merge-patch+json',
      query: { fieldManager: FIELD_MANAGER },
      body: { metadata: { labels: { [PART_OF_LABEL]: label }, annotations: { [ORIGIN_ANNOTATION]: null } } },
      absent: 404,
    });
    log('given back', { object: nameOf(member) });
    count++;
  });
  return count;
}

function setOf(origin: string): string {
  return origin.slice(0, origin.indexOf('/'));
}
