import { App, CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { inOneUnit, problemsOfUnit } from '../../../src/cluster/settings/service-duration';

const late = Lazy.number({ produce: () => 90 });

test.each([
  [Duration.seconds(90), '90s'], [Duration.seconds(120), '2m'], [Duration.minutes(90), '90m'], [Duration.minutes(120), '2h'], [Duration.days(1), '24h'],
])('a duration is in the largest unit in which it is whole: %#', (duration, expected) => {
  expect(inOneUnit(duration)).toBe(expected);
});

test.each([[Duration.seconds(late), '90s'], [Duration.minutes(late), '90m'], [Duration.hours(late), '90h']])('a token stays in its unit: %#', (duration, expected) => {
  expect(new Stack(new App()).resolve(inOneUnit(duration))).toBe(expected);
});

test('a parameter is filled in at deployment', () => {
  const stack = new Stack(new App());
  const seconds = new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber;
  expect(stack.resolve(inOneUnit(Duration.seconds(seconds)))).toEqual({ 'Fn::Join': ['', [{ Ref: 'Seconds' }, 's']] });
});

test('a token in another unit cannot be converted', () => {
  expect(problemsOfUnit('rollbackTimeout', Duration.minutes(late), ['minutes'])).toEqual([]);
  expect(problemsOfUnit('rollbackTimeout', Duration.days(late), ['minutes'])).toEqual([
    'rollbackTimeout must be in minutes when it is only known at deployment, got a token in days: write Duration.minutes(…)',
  ]);
});
