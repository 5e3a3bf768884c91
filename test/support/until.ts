import { setTimeout as delay } from 'timers/promises';

const PATIENCE = 20_000;

/** Waits until something is so: what is done to a cluster comes into force after a while, which is longer on a busy machine. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE; !await isSo(); await delay(50)) {
    if (Date.now() > end) { throw new Error(`it has not come to that within ${PATIENCE / 1000} s: ${isSo}`); }
  }
}
