import { formatKarpenterDuration, parseKarpenterDuration } from '../../src/rules/karpenter-duration';

describe('reading', () => {
  test.each([
    ['0s', 0],
    ['30s', 30],
    ['90m', 5400],
    ['336h', 1_209_600],
    ['1h30m', 5400],
    ['1h1m1s', 3661],
    ['1s1m1h', 3661],
    ['300h300h', 2_160_000],
    ['007h', 25_200],
  ])('%s', (text, seconds) => {
    expect(parseKarpenterDuration(text)).toBe(seconds);
  });

  test.each(['', '25d', '500ms', '1.5h', '-1h', '1 h', ' 1h', '1h ', '1h\n', 'h', '24', '1H', 'Never'])('%j is none', (text) => {
    expect(parseKarpenterDuration(text)).toBeUndefined();
  });
});

describe('writing', () => {
  test.each([
    [0, '0s'],
    [1, '1s'],
    [60, '1m'],
    [3600, '1h'],
    [5400, '1h30m'],
    [3661, '1h1m1s'],
    [3601, '1h1s'],
    [504 * 3600, '504h'],
  ])('%s seconds', (seconds, text) => {
    expect(formatKarpenterDuration(seconds)).toBe(text);
  });

  test.each([0, 59, 61, 3599, 3661, 86_399, 1_814_400])('%s seconds are read again', (seconds) => {
    expect(parseKarpenterDuration(formatKarpenterDuration(seconds))).toBe(seconds);
  });
});
