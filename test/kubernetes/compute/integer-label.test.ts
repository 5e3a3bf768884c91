import { Token } from 'aws-cdk-lib';
import { IntegerLabel } from '../../../src';

const KEY = 'eks.amazonaws.com/instance-cpu';
const cpu = IntegerLabel.of(KEY);

test('a label keeps its key', () => {
  expect(cpu.key).toBe(KEY);
});

describe('operators', () => {
  test('in writes its numbers as text, in the order given', () => {
    expect(cpu.in(8, 4)._render()).toEqual([{ key: KEY, operator: 'In', values: ['8', '4'] }]);
  });

  test('notIn writes its numbers as text, in the order given', () => {
    expect(cpu.notIn(8, 4)._render()).toEqual([{ key: KEY, operator: 'NotIn', values: ['8', '4'] }]);
  });

  test.each([
    ['Gt', cpu.gt(4)],
    ['Gte', cpu.gte(4)],
    ['Lt', cpu.lt(4)],
    ['Lte', cpu.lte(4)],
  ])('%s has exactly one value', (operator, requirement) => {
    expect(requirement._render()).toEqual([{ key: KEY, operator, values: ['4'] }]);
  });

  test('exists has no values', () => {
    expect(cpu.exists()._render()).toEqual([{ key: KEY, operator: 'Exists' }]);
  });

  test('doesNotExist has no values', () => {
    expect(cpu.doesNotExist()._render()).toEqual([{ key: KEY, operator: 'DoesNotExist' }]);
  });
});

describe('between', () => {
  test('includes both ends', () => {
    expect(cpu.between(4, 32)._render()).toEqual([
      { key: KEY, operator: 'Gte', values: ['4'] },
      { key: KEY, operator: 'Lte', values: ['32'] },
    ]);
  });

  test('may ask for a single number', () => {
    expect(cpu.between(8, 8)._render()).toMatchObject([{ values: ['8'] }, { values: ['8'] }]);
  });

  test('refuses bounds in the wrong order, and says how to write them', () => {
    expect(() => cpu.between(32, 4)).toThrow(/^between of label \S+instance-cpu must have its lower bound first, got 32 and 4: write between\(4, 32\)$/);
  });

  test('refuses a bound that is no whole number', () => {
    expect(() => cpu.between(4, 8.5)).toThrow(/must be a whole number of 0 or more, got 8.5: write for example 9/);
  });

  test.each([
    ['lower', () => cpu.between(Token.asNumber({ Ref: 'X' }), 8)],
    ['upper', () => cpu.between(8, Token.asNumber({ Ref: 'X' }))],
  ])('refuses a token as its %s bound, and does not compare it', (_, between) => {
    expect(between).toThrow(/must be a number that is known at synthesis, got a token: write the number/);
  });
});

describe('numbers', () => {
  test('must not be missing from in', () => {
    expect(() => cpu.in()).toThrow(/^in of label \S+instance-cpu must have at least one number, got none: name the numbers, or leave the requirement out$/);
  });

  test('must not be missing from notIn', () => {
    expect(() => cpu.notIn()).toThrow(/^notIn of label \S+instance-cpu must have at least one number, got none: name the numbers/);
  });

  test('may be 0', () => {
    expect(cpu.gt(0)._render()).toMatchObject([{ values: ['0'] }]);
  });

  test.each([[-1, 0], [0.5, 1], [NaN, 0], [Infinity, 0], [2 ** 53, 2 ** 53 - 1]])('must not be %s, but %s', (value, fix) => {
    expect(() => cpu.gt(value)).toThrow(new Error(`gt of label ${KEY} must be a whole number of 0 or more, got ${value}: write for example ${fix}`));
  });

  test.each([
    ['in', () => cpu.in(4, -1)],
    ['notIn', () => cpu.notIn(4, -1)],
    ['gt', () => cpu.gt(-1)],
    ['gte', () => cpu.gte(-1)],
    ['lt', () => cpu.lt(-1)],
    ['lte', () => cpu.lte(-1)],
  ])('are checked by %s, which names itself', (operator, requirement) => {
    expect(requirement).toThrow(new RegExp(`^${operator} of label \\S+ must be a whole number of 0 or more, got -1: write for example 0$`));
  });

  test('must not be tokens, whose text would be a meaningless number', () => {
    expect(() => cpu.in(Token.asNumber({ Ref: 'X' }))).toThrow(/^in of label \S+ must be a number that is known at synthesis, got a token: write the number$/);
  });
});
