import { Deadline } from '../../../src/provisioner/handler/control-flow/deadline';
import { withRetries } from '../../../src/provisioner/handler/control-flow/retry';
import { NotYet } from '../../../src/provisioner/handler/report/failure';
import { logging } from '../../../src/provisioner/handler/report/log';
import { HttpError } from '../../../src/provisioner/handler/transport/http-error';
import { ConnectionError } from '../../../src/provisioner/handler/transport/https';

class Answered extends HttpError {
  constructor(status: number, headers: { [name: string]: string } = {}) {
    super(`HTTP ${status}`, { status, headers, body: '' });
  }
}

const MINUTE = 60_000;
let now: number;
let pauses: number[];

beforeEach(() => {
  now = 1_000_000;
  pauses = [];
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  jest.spyOn(console, 'log').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** A deadline whose pauses cost no time of the test. */
function deadlineIn(milliseconds: number): Deadline {
  const deadline = Deadline.of(now, milliseconds);
  jest.spyOn(deadline, 'sleep').mockImplementation(async (pause) => {
    if (pause >= deadline.remaining) { return false; }
    pauses.push(pause);
    now += pause;
    return true;
  });
  return deadline;
}

/** Fails with each error in turn, the last one for ever. */
function failing(...errors: Error[]): jest.Mock<Promise<string>> {
  const work = jest.fn<Promise<string>, []>();
  for (const error of errors.slice(0, -1)) { work.mockRejectedValueOnce(error); }
  return work.mockRejectedValue(errors.at(-1));
}

async function outcome(promise: Promise<unknown>): Promise<Error> {
  return promise.then(() => { throw new Error('it did not fail'); }, (error) => error);
}

describe('pauses', () => {
  test('double up to ten seconds, with up to half of each left to chance', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    await outcome(withRetries(deadlineIn(MINUTE), 'x', failing(new Answered(503))));
    expect(pauses.slice(0, 8)).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
    jest.spyOn(Math, 'random').mockReturnValue(0);
    pauses.length = 0;
    await outcome(withRetries(deadlineIn(MINUTE), 'x', failing(new Answered(503))));
    expect(pauses.slice(0, 8)).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  });

  test('differ from one client to another', async () => {
    await outcome(withRetries(deadlineIn(MINUTE), 'x', failing(new Answered(503))));
    expect(new Set(pauses).size).toBe(pauses.length);
  });

  test('are what the server asks for, and jitter on top', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    await outcome(withRetries(deadlineIn(MINUTE), 'x', failing(new Answered(429, { 'retry-after': '7' }), new Answered(503, { 'retry-after': '0' }), new Answered(422))));
    expect(pauses).toEqual([7100, 200]);
  });

  test('do not depend on a date that the server gives', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const dated = new Answered(503, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' });
    await outcome(withRetries(deadlineIn(MINUTE), 'x', failing(dated, new Answered(422))));
    expect(pauses).toEqual([200]);
  });
});

describe('the end', () => {
  test('is the first success', async () => {
    const work = failing(new ConnectionError('host', new Error('reset')), new Answered(500));
    work.mockRejectedValueOnce(new Answered(500)).mockResolvedValue('done');
    expect(await withRetries(deadlineIn(MINUTE), 'x', work)).toBe('done');
    expect(work).toHaveBeenCalledTimes(3);
  });

  test('of the invocation leaves the rest to a later one, with the last error', async () => {
    const error = await outcome(withRetries(deadlineIn(MINUTE), 'GET /api', failing(new Answered(500), new Answered(503))));
    expect(error).toBeInstanceOf(NotYet);
    expect(error.message).toBe('GET /api: HTTP 503');
    expect(now - 1_000_000).toBeLessThan(MINUTE);
  });

  test.each([400, 404, 409, 410, 413, 415, 422])('comes with the first %i', async (status) => {
    const work = failing(new Answered(status));
    expect(await outcome(withRetries(deadlineIn(MINUTE), 'x', work))).toMatchObject({ status });
    expect(work).toHaveBeenCalledTimes(1);
  });

  test.each([401, 403])('comes when access with %i has not come in two minutes', async (status) => {
    expect(await outcome(withRetries(deadlineIn(60 * MINUTE), 'x', failing(new Answered(status))))).toMatchObject({ status });
    expect(now - 1_000_000).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(now - 1_000_000).toBeLessThan(3 * MINUTE);
  });

  test('comes with an error that is not of the other side', async () => {
    const work = failing(new TypeError('x is not a function'));
    expect(await outcome(withRetries(deadlineIn(MINUTE), 'x', work))).toBeInstanceOf(TypeError);
    expect(work).toHaveBeenCalledTimes(1);
  });

  test('comes when the caller says so', async () => {
    const abort = new AbortController();
    const work = failing(new Answered(500));
    work.mockImplementationOnce(async () => { abort.abort(); throw new Answered(500); });
    expect(await outcome(withRetries(Deadline.of(now, MINUTE), 'x', work, { signal: abort.signal }))).toBeInstanceOf(NotYet);
    expect(work).toHaveBeenCalledTimes(1);
  });
});

test('the log says of each attempt why it failed, and of the last how many there were, with what all lines of the work have in common', async () => {
  const work = jest.fn<Promise<string>, []>().mockRejectedValueOnce(new Answered(503)).mockRejectedValueOnce(new Answered(500)).mockResolvedValue('done');
  await logging({ chart: 'jobs', phase: 'apply' }, () => withRetries(deadlineIn(MINUTE), 'PATCH /api', work));
  const common = { chart: 'jobs', phase: 'apply', object: 'PATCH /api' };
  expect((console.log as jest.Mock).mock.calls.map(([line]) => JSON.parse(line))).toEqual([
    { message: 'attempt failed', ...common, attempt: 1, reason: 'HTTP 503' },
    { message: 'attempt failed', ...common, attempt: 2, reason: 'HTTP 500' },
    { message: 'succeeded at last', ...common, attempts: 3, milliseconds: expect.any(Number) },
  ]);
});

test('what succeeds at once is not worth a line', async () => {
  await withRetries(deadlineIn(MINUTE), 'PATCH /api', async () => 'done');
  expect(console.log).not.toHaveBeenCalled();
});
