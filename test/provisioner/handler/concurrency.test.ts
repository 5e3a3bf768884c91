import { forEachConcurrently } from '../../../src/provisioner/handler/control-flow/concurrency';
import { Failure, NotYet } from '../../../src/provisioner/handler/report/failure';

test('calls for each item, no more than the limit at a time', async () => {
  let under = 0;
  let most = 0;
  const seen: number[] = [];
  await forEachConcurrently([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, ++under);
    await new Promise(setImmediate);
    seen.push(item);
    under--;
  });
  expect(seen).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('an error stops new calls and waits for those under way', async () => {
  const ended: number[] = [];
  await expect(forEachConcurrently([1, 2, 3, 4], 2, async (item) => {
    if (item === 1) { throw new Failure('wrong'); }
    await new Promise(setImmediate);
    ended.push(item);
  })).rejects.toThrow('wrong');
  expect(ended).toEqual([2]);
});

test('a final error asks the others to stop, and is the one that is thrown', async () => {
  await expect(forEachConcurrently(['waits', 'fails'], 2, async (item, signal) => {
    if (item === 'fails') { throw new Failure('wrong'); }
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    throw new NotYet('later');
  })).rejects.toThrow('wrong');
});

test('what is left to a later invocation does not stop the others, nor hide their errors', async () => {
  await expect(forEachConcurrently(['later', 'fails'], 2, async (item, signal) => {
    if (item === 'later') { throw new NotYet('later'); }
    await new Promise(setImmediate);
    expect(signal.aborted).toBe(false);
    throw new Failure('wrong');
  })).rejects.toThrow('wrong');
});
