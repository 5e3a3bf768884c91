import { Deadline } from './deadline';
import { NotYet } from './failure';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 3_000;

/**
 * Looks again, with growing pauses, until nothing is missing. What still is when the invocation ends is left to a later one.
 *
 * @param look Says what is missing; nothing, when all is there.
 */
export async function pollUntil(deadline: Deadline, look: () => Promise<string | undefined>): Promise<void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const missing = await look();
    if (missing === undefined) { return; }
    if (!await deadline.sleep(pause)) { throw new NotYet(missing); }
  }
}
