import { setTimeout as sleep } from 'timers/promises';
import { Deadline } from './deadline';
import { pollUntil } from './poll';
import { listed, NotYet } from '../report/failure';
import { log } from '../report/log';
import { describeProblem, Problem } from '../report/problem';

/** Problems that are explained: one message has no room for more. */
const EXPLAINED = 5;
/** Problems whose names come before the explanations of others, and characters for all of it. */
const NAMED = 8;
const ROOM = 1700;
/** Milliseconds that explanations may take: they are asked for when the time is up, within the margin of the invocation. */
const PATIENCE = 5_000;

/**
 * Looks again until there are no problems left. Those that are when the invocation ends are reported with explanations.
 *
 * @param what What the problems have in common, such as `not ready`.
 */
export async function pollUntilSolved(deadline: Deadline, what: string, look: () => Promise<Problem[]>): Promise<void> {
  let problems: Problem[] = [];
  let missing: string | undefined;
  try {
    await pollUntil(deadline, async () => {
      problems = await look();
      missing = problems.length > 0 ? `${what}: ${listed(problems.map(describeProblem))}` : undefined;
      return missing;
    });
  } catch (error) {
    if (!(error instanceof NotYet)) { throw error; }
    // Another reason is that of a request in the last look.
    if (error.reason !== missing) { throw missing === undefined ? error : new NotYet(`${error.reason}; before that ${missing}`); }
    throw new NotYet(`${what}: ${await explained(problems)}`);
  }
}

/** Problems as one text, the first ones with what is found out about them in a short time. */
export async function explained(problems: readonly Problem[]): Promise<string> {
  const reasons = new Map<Problem, readonly string[]>();
  const timer = new AbortController();
  const work = Promise.all(problems.slice(0, EXPLAINED).map(async (problem) => {
    try {
      reasons.set(problem, [...problem.reasons, ...await problem.explain()]);
    } catch (error) {
      log('no explanation', { object: problem.object, reason: (error as Error).message });
    }
  }));
  await Promise.race([work, sleep(PATIENCE, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
  return listed(fitting(problems, reasons));
}

/** The first explanation counts for more than the names of others; further ones have what room is left. */
function fitting(problems: readonly Problem[], reasons: ReadonlyMap<Problem, readonly string[]>): string[] {
  const texts = problems.map(describeProblem);
  let room = ROOM - texts.slice(0, NAMED).join('; ').length;
  for (const [index, problem] of problems.slice(0, EXPLAINED).entries()) {
    const text = describeProblem({ object: problem.object, reasons: reasons.get(problem) ?? problem.reasons });
    if (index > 0 && text.length - texts[index].length > room) { continue; }
    room -= text.length - texts[index].length;
    texts[index] = text;
  }
  return texts;
}
