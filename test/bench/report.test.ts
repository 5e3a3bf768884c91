import { jsonLine, table } from '../../bench/report';
import { median } from '../../bench/timing';

const TIME = { name: 'synthesis', unit: 's', values: { ours: 0.51239, peer: 1.02478 } } as const;
const SIZE = { name: 'handler', unit: 'bytes', values: { ours: 82_007, peer: 59_567_364 } } as const;
const COUNT = { name: 'resources', unit: 'count', values: { ours: 40, peer: 32 } } as const;

describe('median', () => {
  test('is the value in the middle, by number and not by text', () => {
    expect(median([10, 9, 100])).toBe(10);
  });
  test('is the mean of two values in the middle', () => {
    expect(median([4, 1, 3, 10])).toBe(3.5);
  });
  test('leaves the values as they are', () => {
    const values = [2, 1];
    median(values);
    expect(values).toEqual([2, 1]);
  });
});

describe('a line for programs', () => {
  test('has the peer as baseline', () => {
    expect(JSON.parse(jsonLine(TIME))).toEqual({ name: 'synthesis', value: 0.5124, unit: 's', baseline: 1.025, ratio: 0.5 });
  });
  test('keeps bytes exact, and small ratios apart from zero', () => {
    expect(JSON.parse(jsonLine(SIZE))).toEqual({ name: 'handler', value: 82_007, unit: 'bytes', baseline: 59_567_364, ratio: 0.001377 });
  });
});

test('the table for people has units and two digits that say something', () => {
  expect(table([TIME, SIZE, COUNT])).toEqual([
    '  figure     ours     baseline  ratio',
    '  synthesis  0.51 s   1.02 s    0.50',
    '  handler    82.0 KB  59.6 MB   0.0014',
    '  resources  40       32        1.25',
  ]);
});
