import * as vectors from './data/cron-schedules.json';
import { scheduleProblem } from '../../src/rules/cron-schedule';

// Random schedules and what robfig/cron v3.0.1 said of them, with "TZ=UTC " before, as Karpenter writes it. Of 180,000 such
// schedules it was of another opinion only where we are stricter on purpose: a range from a star, and @every.
describe('the verdict of robfig/cron', () => {
  test.each(vectors.accepted)('accepted: %j', (schedule) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  });

  test.each(vectors.refused)('refused: %j', (schedule) => {
    expect(scheduleProblem(schedule)).toBeDefined();
  });

  test.each([...vectors.never, '0 0 31 2 *', '0 0 30 FEB ?', '0 0 31 4,6,9,11 *'])('a day that never comes, for which the budget would count always: %j', (schedule) => {
    expect(scheduleProblem(schedule)?.problem).toMatch(/^must name a day that some month has, got ".*", which never comes/);
  });
});

describe('stricter, because the reader takes it for something else', () => {
  test.each(vectors.stricter)('%j', (schedule) => {
    expect(scheduleProblem(schedule)).toBeDefined();
  });
});

describe('both sides of a limit', () => {
  test.each([
    '0 0 1 1 0', '59 23 31 12 6', '0 0 29 2 *', '0 0 31 2 1', '0 0 31 2,3 *', '*/1 * * * *', '0-59/59 * * * *', '5/15 * * * *', '1,,2 * * * *', '* * * * ?',
    '0 0 * jan-DEC Sun-SAT', '+5 * * * *', '  0 9 * * 1-5 ', '0\t9\t*\t*\t1', '@midnight',
  ])('accepted: %j', (schedule) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  });

  test.each([
    ['60 * * * *', /^minute must be/], ['* 24 * * *', /^hour must be/], ['* * 0 * *', /^day of month must be/], ['* * 32 * *', /^day of month must be/],
    ['* * * 13 *', /^month must be/], ['* * * * 7', /^day of week must be/], ['5-4 * * * *', /^minute must be/], ['*/0 * * * *', /^minute must be/],
    [', * * * *', /^minute must be/], ['mon * * * *', /^minute must be/], ['1-2-3 * * * *', /^minute must be/], ['1/2/3 * * * *', /^minute must be/],
    ['*-5 * * * *', /^minute must be/], ['-1 * * * *', /^minute must be/], ['1/99999999999999999999 * * * *', /^minute must be/],
    ['* * * *', /^must have five fields .* with 4$/], ['* * * * * *', /^must have five fields .* with 6$/], ['', /^must have five fields .* with 0$/],
    ['0 9 * * 1\n', /^day of week must be/], ['@dailyfoo', /one of @annually/], ['@Daily', /one of/], [' @daily', /five fields/], ['@every 1h', /one of/],
    ['TZ=UTC 0 9 * * *', /^must have no time zone/], ['CRON_TZ=UTC 0 9 * * *', /^must have no time zone/],
  ])('refused: %j', (schedule, problem) => {
    expect(scheduleProblem(schedule)?.problem).toMatch(problem);
  });

  test('Sunday as 7 gets the number to write', () => {
    expect(scheduleProblem('0 0 * * 5-7')?.fix).toBe('write 0 or SUN for Sunday');
  });
});
