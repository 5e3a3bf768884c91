import { Token } from 'aws-cdk-lib';
import { Duration, Size } from 'cdk8s';
import { CapacityEvictionSignal, CountEvictionSignal, EvictionSignal } from '../../../src';
import { EVICTION_SIGNALS } from '../../../src/rules/node-class-eviction';

const CAPACITIES: [string, CapacityEvictionSignal][] = [
  ['memory.available', EvictionSignal.MEMORY_AVAILABLE],
  ['nodefs.available', EvictionSignal.NODEFS_AVAILABLE],
  ['imagefs.available', EvictionSignal.IMAGEFS_AVAILABLE],
];
const COUNTS: [string, CountEvictionSignal][] = [
  ['nodefs.inodesFree', EvictionSignal.NODEFS_INODES_FREE],
  ['imagefs.inodesFree', EvictionSignal.IMAGEFS_INODES_FREE],
  ['pid.available', EvictionSignal.PID_AVAILABLE],
];

test('all signals are there that the rule knows', () => {
  expect(Object.values(EvictionSignal).map(({ signalName }) => signalName).sort()).toEqual([...EVICTION_SIGNALS].sort());
});

test.each(CAPACITIES)('%s has thresholds in bytes', (signal, { signalName, below }) => {
  expect(signalName).toBe(signal);
  expect(below.call({ signalName }, Size.mebibytes(100))).toMatchObject({ signal, value: '100Mi' });
});

test.each(COUNTS)('%s has thresholds in numbers', (signal, capacity) => {
  expect(capacity.below(1000)).toMatchObject({ signal, value: '1000' });
});

test.each([...CAPACITIES, ...COUNTS])('%s has thresholds in percent', (signal, capacity) => {
  expect(capacity.belowPercent(1)).toMatchObject({ signal, value: '1%' });
  expect(capacity.belowPercent(99)).toMatchObject({ signal, value: '99%' });
});

test.each([0, 100, 12.5, -1])('%s percent is refused', (share) => {
  expect(() => EvictionSignal.MEMORY_AVAILABLE.belowPercent(share)).toThrow(`percent of memory.available must be a whole number of 1 to 99, got ${share}: write for example `);
  expect(() => EvictionSignal.PID_AVAILABLE.belowPercent(share)).toThrow(`percent of pid.available must be a whole number of 1 to 99, got ${share}: write for example `);
});

test('nothing is refused as a threshold', () => {
  expect(() => EvictionSignal.MEMORY_AVAILABLE.below(Size.mebibytes(0)))
    .toThrow(new Error('threshold of memory.available must be whole KiB, at least one, got 0 KiB: write for example Size.mebibytes(10)'));
  expect(() => EvictionSignal.PID_AVAILABLE.below(0)).toThrow(new Error('threshold of pid.available must be a whole number of 1 or more, got 0: write for example 1'));
});

test('numbers that are only known at deployment are refused: they would become part of a text', () => {
  const token = Token.asNumber({ Ref: 'Number' });
  const message = 'must be known at synthesis, got a value that is only known at deployment: write the number';
  expect(() => EvictionSignal.PID_AVAILABLE.below(token)).toThrow(new Error(`threshold of pid.available ${message}`));
  expect(() => EvictionSignal.MEMORY_AVAILABLE.belowPercent(token)).toThrow(new Error(`percent of memory.available ${message}`));
});

describe('a soft threshold', () => {
  const threshold = EvictionSignal.MEMORY_AVAILABLE.belowPercent(5);

  test.each([[Duration.seconds(1), '1s'], [Duration.seconds(90), '90s'], [Duration.minutes(2), '2m']])('has its grace period: %#', (gracePeriod, rendered) => {
    expect(threshold.after(gracePeriod)).toMatchObject({ threshold, gracePeriod: rendered });
  });

  test('needs one of at least a second', () => {
    expect(() => threshold.after(Duration.seconds(0)))
      .toThrow(new Error('grace period of memory.available must be at least a second, got 0: without one write a hard threshold'));
    expect(() => threshold.after(Duration.millis(1500))).toThrow(/^grace period of memory.available must be whole seconds, got/);
  });
});
