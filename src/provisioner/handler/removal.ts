import { forEachConcurrently } from './concurrency';
import { listed, NotYet } from './failure';
import { CONCURRENCY } from './kubernetes-client';
import { log } from './log';
import { deleteMember, Member, nameOf } from './members';
import { ConnectedRun } from './run';
import { waveOf } from './waves';

const FIRST_POLL = 100;
const SLOWEST_POLL = 3_000;

/**
 * Deletes members, the last wave first, and waits until each wave is gone before the one under it.
 *
 * @param remaining The members that are still there, each time it is asked.
 */
export async function removeUntilGone(run: ConnectedRun, remaining: () => Promise<Member[]>): Promise<void> {
  const asked = new Set<string>();
  for (let pause = FIRST_POLL; ; pause = Math.min(pause * 1.5, SLOWEST_POLL)) {
    const members = await remaining();
    if (members.length === 0) { return; }
    const last = Math.max(...members.map(({ kind }) => waveOf(kind.group, kind.kind)));
    const wave = members.filter(({ kind }) => waveOf(kind.group, kind.kind) === last);
    await forEachConcurrently(wave.filter(({ metadata }) => !asked.has(metadata.uid)), CONCURRENCY, async (member) => {
      if (!member.metadata.deletionTimestamp) { await deleteMember(run.client, member); }
      asked.add(member.metadata.uid);
      log('deletion asked for', { object: nameOf(member) });
    });
    if (!await run.deadline.sleep(pause)) {
      throw new NotYet(`not gone: ${listed(wave.map(describeStuck))}`);
    }
  }
}

function describeStuck(member: Member): string {
  const finalizers = member.metadata.finalizers as string[] | undefined;
  return `${nameOf(member)}${finalizers?.length ? ` (finalizers ${finalizers.join(', ')})` : ''}`;
}
