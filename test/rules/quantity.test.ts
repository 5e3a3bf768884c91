import { parseQuantity } from '../../src/rules/quantity';

test.each([
  ['1', 1], ['0', 0], ['+5', 5], ['1.5', 1.5], ['.5', 0.5], ['5.', 5], ['100m', 0.1], ['1k', 1000], ['1Ki', 1024], ['10Mi', 10_485_760], ['1M', 1e6],
  ['2Gi', 2_147_483_648], ['1T', 1e12], ['1e3', 1000], ['1E3', 1000], ['15e-1', 1.5], ['1E', 1e18],
])('%s is %s', (text, value) => {
  expect(parseQuantity(text)).toBeCloseTo(value, 9);
});

test.each(['', 'Mi', '-1', '10MB', '10 Mi', '10mi', '1,5', '1Kii', '0x10', '.', '1e'])('%j is none', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});
