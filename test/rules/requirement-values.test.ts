import { Token } from 'aws-cdk-lib';
import { findingsOf, poolRequiring } from './judge';

const RULE = 'requirement-values';
const FIELD = 'spec.template.spec.requirements[0]';
const token = Token.asString({ Ref: 'X' });

function fields(...requirements: object[]): string[] {
  return findingsOf(RULE, [poolRequiring(...requirements.map((requirement) => ({ key: 'a', ...requirement })))]).map(({ field }) => field);
}

test.each<object>([
  { operator: 'In', values: ['a'] }, { operator: 'In', values: ['', 'a'] }, { operator: 'In', values: ['a', 'a'] }, { operator: 'NotIn', values: ['a'] },
  { operator: 'Exists' }, { operator: 'Exists', values: [] }, { operator: 'DoesNotExist' }, { operator: 'Gt', values: ['0'] }, { operator: 'Gte', values: ['007'] },
  { operator: 'Lt', values: ['9223372036854775807'] }, { operator: 'Lte', values: ['1'] }, { operator: 'In', values: ['x'.repeat(63)] },
  { operator: 'In', values: ['a', 'b'], minValues: 2 }, { operator: 'Exists', minValues: 50 }, { operator: 'NotIn', values: ['a'], minValues: 1 },
  { operator: 'Gt', values: ['1'], minValues: 50 },
])('%j is in order', (requirement) => {
  expect(fields(requirement)).toEqual([]);
});

test.each<[object, string[]]>([
  [{ operator: 'in', values: ['a'] }, ['operator']], [{ operator: '', values: ['a'] }, ['operator']], [{ operator: 'NotExists' }, ['operator']],
  [{ operator: 'In' }, ['values']], [{ operator: 'In', values: [] }, ['values']], [{ operator: 'NotIn' }, ['values']], [{ operator: 'NotIn', values: [] }, ['values']],
  [{ operator: 'Exists', values: ['a'] }, ['values']], [{ operator: 'DoesNotExist', values: ['a'] }, ['values']],
  [{ operator: 'Gt' }, ['values']], [{ operator: 'Gt', values: ['1', '2'] }, ['values']],
  [{ operator: 'Gt', values: ['-1'] }, ['values[0]']], [{ operator: 'Gte', values: ['+1'] }, ['values[0]']], [{ operator: 'Lt', values: ['1.5'] }, ['values[0]']],
  [{ operator: 'Lte', values: ['a'] }, ['values[0]']], [{ operator: 'Lte', values: [''] }, ['values[0]']], [{ operator: 'Lte', values: ['9223372036854775808'] }, ['values[0]']],
  [{ operator: 'Lte', values: ['0'.repeat(64)] }, ['values[0]']],
  [{ operator: 'In', values: ['a', 'b c', 'x'.repeat(64)] }, ['values[1]', 'values[2]']], [{ operator: 'NotIn', values: ['-a'] }, ['values[0]']],
  [{ operator: 'In', values: ['a'], minValues: 2 }, ['minValues']], [{ operator: 'In', values: ['a', 'a'], minValues: 2 }, ['minValues']],
  [{ operator: 'Exists', minValues: 0 }, ['minValues']], [{ operator: 'Exists', minValues: 51 }, ['minValues']], [{ operator: 'DoesNotExist', minValues: 1 }, ['minValues']],
])('%j is not', (requirement, parts) => {
  expect(fields(requirement)).toEqual(parts.map((part) => `${FIELD}.${part}`));
});

test.each([[100, []], [101, ['spec.template.spec.requirements']]])('%s requirements', (count, expected) => {
  expect(fields(...Array.from({ length: count }, () => ({ operator: 'Exists' })))).toEqual(expected);
});

test.each<object>([
  { operator: token }, { operator: token, values: ['a b'.slice(0, 1)] }, { operator: 'In', values: [token] }, { operator: 'Gt', values: [token] }, { operator: 'In', values: Token.asList({ Ref: 'X' }) },
  { operator: 'Exists', values: Token.asList({ Ref: 'X' }) }, { operator: 'In', values: [token], minValues: 5 }, { operator: 'Exists', minValues: Token.asNumber({ Ref: 'X' }) },
])('tokens are not looked into: %#', (requirement) => {
  expect(fields(requirement)).toEqual([]);
});
