import { forEachConcurrently } from './concurrency';
import { pollUntilSolved } from './explanation';
import { giveBack } from './give-back';
import { CONCURRENCY } from './kubernetes-client';
import { log } from './log';
import { deleteMember, Member, nameOf } from './members';
import { obstaclesOf } from './obstacle';
import { Problem } from './problem';
import { ConnectedRun } from './run';
import { waveOf } from './waves';

/**
 * Removes members, the last wave first, and waits until each wave is gone before the one under it. What has to be given back
 * is not deleted.
 *
 * @param remaining The members that are still there, each time it is asked.
 */
export async function removeUntilGone(run: ConnectedRun, remaining: () => Promise<Member[]>): Promise<void> {
  const asked = new Set<string>();
  let isFirstLook = true;
  await pollUntilSolved(run.deadline, 'not gone', async () => {
    let members = await remaining();
    if (isFirstLook && await giveBack(run, members) > 0) { members = await remaining(); }
    isFirstLook = false;
    if (members.length === 0) { return []; }
    const last = Math.max(...members.map(({ kind }) => waveOf(kind.group, kind.kind)));
    const wave = members.filter(({ kind }) => waveOf(kind.group, kind.kind) === last);
    await forEachConcurrently(wave.filter(({ metadata }) => !asked.has(metadata.uid)), CONCURRENCY, async (member) => {
      if (!member.metadata.deletionTimestamp) { await deleteMember(run.client, member); }
      asked.add(member.metadata.uid);
      log('deletion asked for', { object: nameOf(member) });
    });
    return wave.map((member) => stuckProblem(run, member));
  });
}

function stuckProblem({ client }: ConnectedRun, member: Member): Problem {
  const finalizers = member.metadata.finalizers as string[] | undefined;
  return {
    object: nameOf(member),
    reasons: finalizers?.length ? [`finalizers ${finalizers.join(', ')}`] : [],
    explain: () => obstaclesOf(client, member),
  };
}
