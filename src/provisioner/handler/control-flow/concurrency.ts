import { NotYet } from '../report/failure';

/**
 * Calls a function for each item, a few at a time, and waits for all. An error stops new calls and is thrown; of several a
 * final one, which asks those under way to stop by the signal.
 */
export async function forEachConcurrently<T>(items: readonly T[], limit: number,
  work: (item: T, signal: AbortSignal) => Promise<void>): Promise<void> {

  const queue = items.values();
  const abort = new AbortController();
  const errors: unknown[] = [];
  const worker = async () => {
    for (const item of queue) {
      if (errors.length > 0) { return; }
      try {
        await work(item, abort.signal);
      } catch (error) {
        errors.push(error);
        if (isFinal(error)) { abort.abort(); }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  // Left to a later invocation, the final error would only be found again there, and at last be hidden by a time-out.
  if (errors.length > 0) { throw errors.find(isFinal) ?? errors[0]; }
}

function isFinal(error: unknown): boolean {
  return !(error instanceof NotYet);
}
