import { Deadline } from './deadline';
import { NotYet } from '../report/failure';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 3_000;
/** The server has other work to do: a look at thousands of objects, and a pause as long. */
const LONGEST_LOOK = 30_000;

/**
 * Looks again, with growing pauses, until nothing is missing. What still is when the invocation ends is left to a later one.
 *
 * @param look Says what is missing; nothing, when all is there.
 */
export async function pollUntil(deadline: Deadline, look: () => Promise<string | undefined>): Promise<void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const start = Date.now();
    const missing = await look();
    if (missing === undefined) { return; }
    if (!await deadline.sleep(Math.max(pause, Math.min(Date.now() - start, LONGEST_LOOK)))) { throw new NotYet(missing); }
  }
}
