import { Member } from './members';
import { forEachConcurrently } from '../control-flow/concurrency';
import { CONCURRENCY } from '../kubernetes/kubernetes-client';
import { ConnectedRun } from '../run';

/**
 * Changes members, a few at a time: leaves those to a later invocation for which there is no time, and stops when a newer request for
 * the chart has begun.
 *
 * @param missing What is not done of those that are left.
 */
export async function forEachMemberInTime({ deadline, fence }: ConnectedRun, members: readonly Member[], missing: string,
  change: (member: Member) => Promise<void>): Promise<void> {

  const watchTime = deadline.watch(() => `of ${members.length} objects some ${missing}`);
  await forEachConcurrently(members, CONCURRENCY, async (member) => {
    watchTime();
    await fence.glance();
    await change(member);
  });
}
