import { Fn, Lazy, Token } from 'aws-cdk-lib';
import { isToken } from '../../src/private/tokens';

describe('tokens of aws-cdk-lib', () => {
  test.each([
    ['a text', Token.asString({ Ref: 'X' })],
    ['a lazy text', Lazy.string({ produce: () => 'late' })],
    ['a text around a token', `arn:aws:iam::111122223333:role/${Token.asString({ Ref: 'X' })}`],
    ['the text of a function', Fn.importValue('role')],
    ['a number', Token.asNumber({ Ref: 'X' })],
    ['a lazy number', Lazy.number({ produce: () => 1 })],
    ['an object', Token.asAny({ Ref: 'X' })],
    ['a lazy object', Lazy.any({ produce: () => ({}) })],
  ])('%s is recognised', (_, value) => {
    expect(Token.isUnresolved(value)).toBe(true);
    expect(isToken(value)).toBe(true);
  });

  test.each([
    ['a list', Token.asList({ Ref: 'X' })],
    ['a lazy list', Lazy.list({ produce: () => ['late'] })],
  ])('%s is recognised by its only entry', (_, list) => {
    expect(Token.isUnresolved(list)).toBe(true);
    expect(list.map(isToken)).toEqual([true]);
    expect(isToken(list)).toBe(true);
  });

  test('many numbers in a row are recognised', () => {
    const numbers = Array.from({ length: 300 }, (_, index) => Token.asNumber({ Ref: `X${index}` }));
    expect(numbers.filter((value) => !isToken(value))).toEqual([]);
  });
});

describe('plain values', () => {
  test.each([
    ['a text', 'nodes'],
    ['an empty text', ''],
    ['a text with a dollar sign', '${Nothing}'],
    ['a text with the word', 'Token[TOKEN.1]'],
    ['zero', 0],
    ['minus zero', -0],
    ['a negative number', -1],
    ['a fraction', 0.5],
    ['the largest number', Number.MAX_VALUE],
    ['the lowest number', -Number.MAX_VALUE],
    ['infinity', Infinity],
    ['minus infinity', -Infinity],
    ['no number', NaN],
    ['a switch', true],
    ['an object', { key: 'value' }],
    ['an object with a property resolve', { resolve: 'yes' }],
    ['a list', ['a', 'b']],
    ['null', null],
    ['nothing', undefined],
  ])('%s is no token', (_, value) => {
    expect(isToken(value)).toBe(false);
  });
});
