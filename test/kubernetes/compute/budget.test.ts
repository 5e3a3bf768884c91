import { Token } from 'aws-cdk-lib';
import { Cron, Duration } from 'cdk8s';
import { Budget, DisruptionReason } from '../../../src';

describe('share of the nodes', () => {
  test.each([0, 1, 10, 100])('%s percent is written with its sign', (share) => {
    expect(Budget.percent(share)._render()).toEqual({ nodes: `${share}%` });
  });

  test.each([[-1, 0], [101, 100], [0.5, 1], [NaN, 0], [Infinity, 0]])('%s percent is refused, %s is proposed', (share, fix) => {
    expect(() => Budget.percent(share)).toThrow(new Error(`percent of a budget must be a whole number of 0 to 100, got ${share}: write for example ${fix}`));
  });
});

describe('number of nodes', () => {
  test.each([0, 1, 1000])('%s is written as text', (count) => {
    expect(Budget.nodes(count)._render()).toEqual({ nodes: String(count) });
  });

  test.each([[-1, 0], [1.5, 2], [NaN, 0], [Infinity, 0], [1e21, 2 ** 53 - 1]])('%s is refused, %s is proposed', (count, fix) => {
    expect(() => Budget.nodes(count)).toThrow(new Error(`nodes of a budget must be a whole number of 0 or more, got ${count}: write for example ${fix}`));
  });
});

describe('window', () => {
  const schedule = Cron.schedule({ minute: '0', hour: '9', weekDay: '1-5' });

  test('has a schedule and a duration', () => {
    expect(Budget.nodes(0, { schedule, duration: Duration.hours(8) })._render()).toEqual({ nodes: '0', schedule: '0 9 * * 1-5', duration: '8h' });
  });

  test.each([
    [Cron.schedule({ weekDay: '7' }), /^schedule of a budget day of week must be .*, got "7" in ".*": write 0 or SUN for Sunday$/],
    [new Cron({ minute: '60' }), /^schedule of a budget minute must be/],
    [Cron.schedule({ minute: '0', hour: '0', day: '31', month: '2' }), /^schedule of a budget must name a day that some month has/],
  ])('must be one that Karpenter reads: %#', (wrong, problem) => {
    expect(() => Budget.nodes(0, { schedule: wrong, duration: Duration.hours(8) })).toThrow(problem);
  });

  test.each([Cron.everyMinute(), Cron.hourly(), Cron.daily(), Cron.weekly(), Cron.monthly(), Cron.annually()])('may be every one that cdk8s names: %#', (named) => {
    expect(Budget.nodes(0, { schedule: named, duration: Duration.hours(8) })._render()).toMatchObject({ schedule: named.expressionString });
  });

  test('may hold a token', () => {
    const hour = Token.asString({ Ref: 'Hour' });
    expect(Budget.nodes(0, { schedule: Cron.schedule({ minute: '0', hour }), duration: Duration.hours(8) })._render()).toMatchObject({ schedule: expect.stringContaining(hour) });
  });

  test('counts for a share of the nodes as well', () => {
    expect(Budget.percent(0, { schedule, duration: Duration.minutes(90) })._render()).toEqual({ nodes: '0%', schedule: '0 9 * * 1-5', duration: '90m' });
  });

  test('must not have a schedule alone', () => {
    expect(() => Budget.percent(0, { schedule }))
      .toThrow(/^schedule and duration of a budget must be given together, got only schedule: add duration, or leave both out$/);
  });

  test('must not have a duration alone', () => {
    expect(() => Budget.nodes(0, { duration: Duration.hours(8) }))
      .toThrow(/^schedule and duration of a budget must be given together, got only duration: add schedule, or leave both out$/);
  });

  test('must last whole minutes', () => {
    expect(() => Budget.nodes(0, { schedule, duration: Duration.seconds(90) })._render())
      .toThrow(/^duration of a budget must be whole minutes, got 1 minute 30 seconds: write for example Duration.minutes\(2\)$/);
  });

  test('must last at least a minute', () => {
    expect(() => Budget.nodes(0, { schedule, duration: Duration.seconds(0) })._render()).toThrow(/^duration of a budget must be at least a minute, got 0: write for example Duration.minutes\(1\)$/);
  });
});

describe('reasons', () => {
  test('are written as Karpenter knows them', () => {
    const reasons = [DisruptionReason.EMPTY, DisruptionReason.UNDERUTILIZED, DisruptionReason.DRIFTED];
    expect(Budget.percent(20, { reasons })._render()).toEqual({ nodes: '20%', reasons: ['Empty', 'Underutilized', 'Drifted'] });
  });

  test('must not be none, which would match nothing', () => {
    expect(() => Budget.percent(20, { reasons: [] })).toThrow(/^reasons of a budget must have at least one entry, got none: leave it out for all reasons$/);
  });
});
