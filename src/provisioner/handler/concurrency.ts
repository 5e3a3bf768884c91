/** Calls a function for each item, a few at a time, and waits for all. The first error stops new calls and is thrown. */
export async function forEachConcurrently<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  let stopped = false;
  const worker = async () => {
    for (const item of queue) {
      if (stopped) { return; }
      try {
        await work(item);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) { throw failed.reason; }
}
