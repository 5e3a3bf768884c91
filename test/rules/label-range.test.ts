import { Token } from 'aws-cdk-lib';
import { LabelRange } from '../../src/rules/label-range';

type Part = [operator: string, values?: string[], minValues?: number];

function rangeOf(key: string, parts: Part[]): LabelRange {
  const range = new LabelRange(key);
  parts.forEach(([operator, values, minValues], index) => range.narrow({ field: `[${index}]`, operator, values, minValues, hasUnknownValues: false }));
  return range;
}

const token = Token.asString({ Ref: 'X' });

test.each<[string, Part[]]>([
  ['one In', [['In', ['a']]]],
  ['In twice with one in common', [['In', ['a', 'b']], ['In', ['b', 'c']]]],
  ['NotIn that leaves one', [['In', ['a', 'b']], ['NotIn', ['a']]]],
  ['NotIn alone, whatever it names', [['NotIn', ['a', 'b']]]],
  ['Exists with NotIn', [['Exists'], ['NotIn', ['a']]]],
  ['DoesNotExist with NotIn', [['DoesNotExist'], ['NotIn', ['a']]]],
  ['DoesNotExist alone', [['DoesNotExist']]],
  ['bounds that meet', [['Gte', ['4']], ['Lte', ['4']]]],
  ['bounds that leave one between them', [['Gt', ['3']], ['Lt', ['5']]]],
  ['bounds with one of a list', [['In', ['2', '8']], ['Gt', ['4']]]],
  ['bounds with NotIn that leaves one', [['Gte', ['4']], ['Lte', ['5']], ['NotIn', ['4']]]],
  ['as many values as minValues', [['In', ['a', 'b'], 2]]],
  ['minValues without a list', [['Exists', undefined, 50]]],
  ['as many numbers as minValues', [['Gte', ['1'], 2], ['Lte', ['2'], 2]]],
  ['a token in a list', [['In', [token]], ['In', ['a']]]],
  ['a token in a list that is excluded', [['In', ['a']], ['NotIn', [token]]]],
  ['values without their form', [['Gt', ['x']], ['In', []], ['Foo', ['a']]]],
])('something is left by %s', (_, parts) => {
  expect(rangeOf('example.com/x', parts).isEmpty).toBe(false);
});

test.each<[string, Part[]]>([
  ['In twice with nothing in common', [['In', ['a']], ['In', ['b']]]],
  ['NotIn of all', [['In', ['a', 'b']], ['NotIn', ['b']], ['NotIn', ['a']]]],
  ['DoesNotExist with In', [['DoesNotExist'], ['In', ['a']]]],
  ['DoesNotExist with Exists', [['Exists'], ['DoesNotExist']]],
  ['DoesNotExist with a bound', [['Gt', ['4']], ['DoesNotExist']]],
  ['bounds in the wrong order', [['Gt', ['4']], ['Lt', ['4']]]],
  ['neighbouring bounds', [['Gt', ['4']], ['Lt', ['5']]]],
  ['less than nothing', [['Lt', ['0']]]],
  ['bounds that exclude a list', [['In', ['2', '4']], ['Gt', ['4']]]],
  ['bounds on words', [['In', ['a']], ['Gte', ['0']], ['Lte', ['9']]]],
  ['bounds whose numbers are all excluded', [['Gte', ['4']], ['Lte', ['5']], ['NotIn', ['4', '5']]]],
  ['fewer values than minValues', [['In', ['a', 'b', 'c'], 2], ['NotIn', ['b', 'c']]]],
  ['fewer numbers than minValues', [['Gte', ['1'], 3], ['Lte', ['2'], 3]]],
  ['lists without anything in common beside a token', [['In', ['a']], ['In', [token]], ['In', ['b']]]],
])('nothing is left by %s', (_, parts) => {
  expect(rangeOf('example.com/x', parts).isEmpty).toBe(true);
});

describe('labels that every node has', () => {
  test.each<[string, string, Part[], string[]]>([
    ['an architecture is one of two', 'kubernetes.io/arch', [['NotIn', ['arm64']]], ['amd64']],
    ['a capacity type is one of three', 'karpenter.sh/capacity-type', [['Exists']], ['on-demand', 'spot', 'reserved']],
    ['what is none of them is left out', 'karpenter.sh/capacity-type', [['In', ['spot', 'free']]], ['spot']],
  ])('%s', (_, key, parts, values) => {
    expect(rangeOf(key, parts).values).toEqual(values);
  });

  test.each<[string, Part[]]>([
    ['kubernetes.io/arch', [['In', ['x86_64']]]],
    ['kubernetes.io/arch', [['NotIn', ['amd64', 'arm64']]]],
    ['kubernetes.io/arch', [['DoesNotExist']]],
    ['kubernetes.io/arch', [['Exists', undefined, 3]]],
    ['karpenter.sh/capacity-type', [['In', ['spot', 'free'], 2]]],
  ])('%s: nothing is left by %j', (key, parts) => {
    expect(rangeOf(key, parts).isEmpty).toBe(true);
  });

  test('nothing is known of a token', () => {
    expect(rangeOf('kubernetes.io/arch', [['In', [token]]]).values).toBeUndefined();
    expect(rangeOf('kubernetes.io/arch', [['In', [token]]]).isEmpty).toBe(false);
  });
});

test('keys that are names of JavaScript are labels like others', () => {
  expect(rangeOf('constructor', [['In', ['a']]]).isEmpty).toBe(false);
  expect(rangeOf('toString', [['DoesNotExist']]).isEmpty).toBe(false);
});
