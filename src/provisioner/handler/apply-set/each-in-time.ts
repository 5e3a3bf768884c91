import { forEachConcurrently } from '../control-flow/concurrency';
import { CONCURRENCY } from '../kubernetes/kubernetes-client';
import { ConnectedRun } from '../run';

/**
 * Changes objects of the chart, a few at a time: leaves those to a later invocation for which there is no time, and stops when a newer request for
 * the chart has begun.
 *
 * @param missing What is not done of those that are left.
 */
export async function forEachInTime<T>({ deadline, fence }: ConnectedRun, objects: readonly T[], missing: string,
  change: (object: T) => Promise<void>): Promise<void> {

  const watchTime = deadline.watch(() => `of ${objects.length} objects some ${missing}`);
  await forEachConcurrently(objects, CONCURRENCY, async (object) => {
    watchTime();
    await fence.glance();
    await change(object);
  });
}
