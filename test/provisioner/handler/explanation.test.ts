import { Deadline } from '../../../src/provisioner/handler/control-flow/deadline';
import { explained, pollUntilSolved } from '../../../src/provisioner/handler/control-flow/explanation';
import { matches, queryOf } from '../../../src/provisioner/handler/kubernetes/label-selector';
import { NotYet } from '../../../src/provisioner/handler/report/failure';
import { Problem } from '../../../src/provisioner/handler/report/problem';

function problem(object: string, explanation: string | Error): Problem {
  return { object, reasons: ['late'], explain: async () => { if (typeof explanation !== 'string') { throw explanation; } return [explanation]; } };
}

describe('an explanation', () => {
  let log: jest.SpyInstance;
  beforeEach(() => { log = jest.spyOn(console, 'log').mockImplementation(); });
  afterEach(() => log.mockRestore());

  test('is given for the first five problems', async () => {
    const explain = jest.fn(async () => ['why']);
    expect(await explained([1, 2, 3, 4, 5, 6].map((index) => ({ object: `ConfigMap ${index}`, reasons: [], explain }))))
      .toBe('ConfigMap 1 (why); ConfigMap 2 (why); ConfigMap 3 (why); ConfigMap 4 (why); ConfigMap 5 (why); ConfigMap 6');
    expect(explain).toHaveBeenCalledTimes(5);
  });

  test('that fails leaves the reason, and a line in the log', async () => {
    expect(await explained([problem('Job a', new Error('forbidden')), problem('Job b', 'why')])).toBe('Job a (late); Job b (late; why)');
    expect(log.mock.calls.map(([line]) => JSON.parse(line))).toEqual([{ message: 'no explanation', object: 'Job a', reason: 'forbidden' }]);
  });

  test('that is long does not take the place of names', async () => {
    const text = await explained(Array.from({ length: 8 }, (_, index) => problem(`Job ${index}`, `${index}`.repeat(900))));
    expect(text).toContain(`Job 0 (late; ${'0'.repeat(900)}); Job 1 (late); Job 2 (late)`);
    expect(text).toContain('; Job 7 (late)');
    expect(text).not.toContain('more');
  });
});

test('a request that fails in the last look does not hide what was seen before', async () => {
  const looks = [async () => [problem('Job a', 'why')], async () => { throw new NotYet('GET /: no answer'); }];
  await expect(pollUntilSolved(Deadline.of(Date.now(), 5_000), 'not ready', async () => looks.shift()!()))
    .rejects.toMatchObject({ reason: 'GET /: no answer; before that not ready: Job a (late)' });
});

describe('a label selector', () => {
  const expression = (operator: string, ...values: string[]) => ({ matchExpressions: [{ key: 'tier', operator, values }] });

  test('matches labels as the API server does', () => {
    expect(matches({})).toBe(true);
    expect(matches({ matchLabels: { tier: 'a' } }, { tier: 'a', more: 'b' })).toBe(true);
    expect(matches({ matchLabels: { tier: 'a' } }, { tier: 'b' })).toBe(false);
    expect([matches(expression('In', 'a'), { tier: 'a' }), matches(expression('In', 'a'), { tier: 'b' }), matches(expression('In', 'a'))])
      .toEqual([true, false, false]);
    expect([matches(expression('NotIn', 'a'), { tier: 'a' }), matches(expression('NotIn', 'a'), { tier: 'b' }), matches(expression('NotIn', 'a'))])
      .toEqual([false, true, true]);
    expect([matches(expression('Exists'), { tier: '' }), matches(expression('Exists'))]).toEqual([true, false]);
    expect([matches(expression('DoesNotExist'), { tier: '' }), matches(expression('DoesNotExist'))]).toEqual([false, true]);
  });

  test('is written as requests hold it', () => {
    expect(queryOf({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'a', operator: 'In', values: ['x', 'y'] }, { key: 'b', operator: 'NotIn', values: ['z'] }, { key: 'c', operator: 'Exists' }, { key: 'd', operator: 'DoesNotExist' },
      ],
    })).toBe('app=web,a in (x,y),b notin (z),c,!d');
  });
});
