import { BooleanLabel } from '../../../src';

const encrypted = BooleanLabel.of('example.com/encrypted');

test('a label keeps its key', () => {
  expect(encrypted.key).toBe('example.com/encrypted');
});

test.each([
  [true, 'true'],
  [false, 'false'],
])('is(%s) asks for the text of the value', (value, text) => {
  expect(encrypted.is(value)._render()).toEqual([{ key: 'example.com/encrypted', operator: 'In', values: [text] }]);
});
