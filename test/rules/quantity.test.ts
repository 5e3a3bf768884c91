import { parseQuantity } from '../../src/rules/quantity';

test.each<[unknown, number]>([
  ['1', 1], ['0', 0], ['1.5', 1.5], ['.5', 0.5], ['5.', 5], ['+5', 5], ['-1', -1], ['500m', 0.5], ['1k', 1000], ['1M', 1e6], ['1E', 1e18], ['1e3', 1000], ['1E3', 1000], ['1e-3', 0.001],
  ['1Ki', 1024], ['2Gi', 2 * 1024 ** 3], ['1Ei', 1024 ** 6], [5, 5], [-1, -1],
])('%j stands for %s', (quantity, amount) => {
  expect(parseQuantity(quantity)).toBeCloseTo(amount, 9);
});

test.each(['', 'a', '1K', '1 k', '1ki', '1e1.5', '1e', '1,5', '1m5', '--1', '.', ' 1', '1\n', 1.5, NaN, 1e300, true, null, undefined, {}])('%j is none', (quantity) => {
  expect(parseQuantity(quantity)).toBeUndefined();
});
