import { ApiError } from './api-error';
import { forEachConcurrently } from './concurrency';
import { pollUntilSolved } from './explanation';
import { Failure, listed } from './failure';
import { giveBack } from './give-back';
import { CONCURRENCY } from './kubernetes-client';
import { log } from './log';
import { deleteMember, Member, nameOf } from './members';
import { obstaclesOf } from './obstacle';
import { Problem } from './problem';
import { firstToGo, RemovalOrder } from './removal-order';
import { ConnectedRun } from './run';

export interface RemovalOptions {
  /** What the chart has stated about the order of its objects. */
  readonly order?: RemovalOrder;
  /** Whether a creation is rolled back: then also those go that are to be retained. */
  readonly isRollback?: boolean;
}

/**
 * Removes members in the opposite order of their creation, and waits until each step is gone before the one under it. What has to be
 * given back is not deleted.
 *
 * @param remaining The members that are still there, each time it is asked.
 */
export async function removeUntilGone(run: ConnectedRun, remaining: () => Promise<Member[]>, options: RemovalOptions): Promise<void> {
  const asked = new Set<string>();
  let isFirstLook = true;
  await pollUntilSolved(run.deadline, 'not gone', async () => {
    let members = await remaining();
    if (isFirstLook && await giveBack(run, members, options) > 0) { members = await remaining(); }
    isFirstLook = false;
    const step = firstToGo(members, options.order);
    await askToGo(run, step.filter(({ metadata }) => !asked.has(metadata.uid)), asked);
    return step.map((member) => stuckProblem(run, member));
  });
}

/** Asks for each deletion once, and reports all that are refused. */
async function askToGo({ client, deadline }: ConnectedRun, members: readonly Member[], asked: Set<string>): Promise<void> {
  const refused: string[] = [];
  await forEachConcurrently(members, CONCURRENCY, async (member) => {
    try {
      deadline.check(() => 'there are objects whose deletion was not asked for yet');
      if (!member.metadata.deletionTimestamp && !await deleteMember(client, member)) { return; }
    } catch (error) {
      if (!(error instanceof ApiError)) { throw error; }
      refused.push(`${nameOf(member)}: ${error.message}`);
      return;
    }
    asked.add(member.metadata.uid);
    log('deletion asked for', { object: nameOf(member) });
  });
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
