import { obstaclesOf } from './obstacle';
import { forEachInTime } from '../apply-set/each-in-time';
import { giveBack, GiveBackOptions } from '../apply-set/give-back';
import { deleteMember, Member, nameOf } from '../apply-set/members';
import { firstToGo, RemovalOrder } from '../apply-set/removal-order';
import { pollUntilSolved } from '../control-flow/explanation';
import { ApiError } from '../kubernetes/api-error';
import { Failure, listed } from '../report/failure';
import { log } from '../report/log';
import { Problem } from '../report/problem';
import { Refusals } from '../report/refusals';
import { ConnectedRun } from '../run';

export interface RemovalOptions extends GiveBackOptions {
  /** What the chart has stated about the order of its objects. */
  readonly order?: RemovalOrder;
}

/**
 * Removes members in the opposite order of their creation, and waits until each step is gone before the one under it. What has to be
 * given back is not deleted.
 *
 * @param remaining The members that are still there, each time it is asked.
 * @param options What is retained, and what the chart has stated about the order.
 */
export async function removeUntilGone(run: ConnectedRun, remaining: () => Promise<Member[]>, options: RemovalOptions): Promise<void> {
  const asked = new Set<string>();
  await pollUntilSolved(run.deadline, 'not gone', async () => {
    // Each time: a request that the fence has stopped may have taken over something more.
    const members = await giveBack(run, remaining, options);
    // Lists come in any order, and messages that name the first few should not change with it.
    const step = firstToGo(members, options.order).sort((one, other) => nameOf(one) < nameOf(other) ? -1 : 1);
    await askToGo(run, step.filter(({ metadata }) => !asked.has(metadata.uid)), asked);
    return step.map((member) => stuckProblem(run, member));
  });
}

/** Asks for each deletion once, and reports all that are refused. */
async function askToGo(run: ConnectedRun, members: readonly Member[], asked: Set<string>): Promise<void> {
  const refusals = new Refusals(members);
  await forEachInTime(run, members, 'have not been asked to go yet', async (member) => {
    try {
      if (!member.metadata.deletionTimestamp && !await deleteMember(run, member)) { return; }
    } catch (error) {
      if (!(error instanceof ApiError)) { throw error; }
      refusals.add(member, `${nameOf(member)}: ${error.message}`);
      return;
    }
    asked.add(member.metadata.uid);
    log('deletion asked for', { object: nameOf(member) });
  });
  const refused = refusals.inOrder();
  if (refused.length > 0) { throw new Failure(`the cluster refuses to delete ${refused.length} objects: ${listed(refused)}`); }
}

function stuckProblem({ client }: ConnectedRun, member: Member): Problem {
  const finalizers = member.metadata.finalizers as string[] | undefined;
  return {
    object: nameOf(member),
    reasons: finalizers?.length ? [`finalizers ${finalizers.join(', ')}`] : [],
    explain: () => obstaclesOf(client, member),
  };
}
