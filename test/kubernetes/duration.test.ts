import { Duration } from 'cdk8s';
import { renderDuration } from '../../src/kubernetes/duration';

describe('units', () => {
  test.each([
    ['days', Duration.days(14), '336h'],
    ['hours', Duration.hours(24), '24h'],
    ['minutes that make whole hours', Duration.minutes(120), '2h'],
    ['minutes that do not', Duration.minutes(90), '90m'],
    ['seconds that make whole hours', Duration.seconds(3600), '1h'],
    ['seconds that make whole minutes', Duration.seconds(120), '2m'],
    ['seconds that do not', Duration.seconds(3601), '3601s'],
    ['milliseconds that make whole seconds', Duration.millis(3000), '3s'],
    ['a fraction that comes out even', Duration.hours(1.5), '90m'],
    ['nothing', Duration.seconds(0), '0s'],
  ])('%s are written in the largest unit that Karpenter knows and that comes out even', (_, duration, rendered) => {
    expect(renderDuration('after', duration)).toBe(rendered);
  });
});

describe('milliseconds', () => {
  test('are refused with the property and the value', () => {
    expect(() => renderDuration('expireAfter', Duration.millis(1500))).toThrow(/^expireAfter must be whole seconds, got 1 second 500 millis: write for example Duration\.seconds\(2\)$/);
  });

  test('are refused below one second', () => {
    expect(() => renderDuration('expireAfter', Duration.millis(1))).toThrow(/expireAfter must be whole seconds, got 1 millis?/);
  });
});

describe('where minutes are the finest unit', () => {
  test.each([
    [Duration.minutes(1), '1m'],
    [Duration.seconds(120), '2m'],
    [Duration.hours(8), '8h'],
  ])('%s is written', (duration, rendered) => {
    expect(renderDuration('duration', duration, 'minutes')).toBe(rendered);
  });

  test('seconds are refused', () => {
    expect(() => renderDuration('duration', Duration.seconds(90), 'minutes')).toThrow(/^duration must be whole minutes, got 1 minute 30 seconds: write for example Duration\.minutes\(2\)$/);
  });

  test('nothing is refused', () => {
    expect(() => renderDuration('duration', Duration.minutes(0), 'minutes')).toThrow(/^duration must be at least a minute, got 0: write for example Duration\.minutes\(1\)$/);
  });
});
