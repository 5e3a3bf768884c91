import { Token } from 'aws-cdk-lib';
import { NodeLabel, Requirement, TextLabel } from '../../../src';

describe('minValues', () => {
  test.each<[string, Requirement, object[]]>([
    ['exists', NodeLabel.INSTANCE_FAMILY.exists().minValues(50), [{ operator: 'Exists', minValues: 50 }]],
    ['in', NodeLabel.INSTANCE_FAMILY.in('c8g', 'm8g').minValues(2), [{ operator: 'In', minValues: 2 }]],
    ['notIn', NodeLabel.INSTANCE_FAMILY.notIn('t3').minValues(1), [{ operator: 'NotIn', minValues: 1 }]],
    ['gt', NodeLabel.INSTANCE_CPU.gt(4).minValues(3), [{ operator: 'Gt', minValues: 3 }]],
    ['between', NodeLabel.INSTANCE_CPU.between(4, 32).minValues(3), [{ operator: 'Gte', minValues: 3 }, { operator: 'Lte', minValues: 3 }]],
    ['tokens, whose number is unknown', TextLabel.of('a').in(Token.asString({ Ref: 'X' })).minValues(5), [{ operator: 'In', minValues: 5 }]],
  ])('goes with %s', (_, requirement, entries) => {
    expect(requirement._render()).toMatchObject(entries);
  });

  test('makes a new requirement', () => {
    const once = NodeLabel.INSTANCE_FAMILY.exists();
    once.minValues(5);
    expect(once._render()).toEqual([{ key: 'eks.amazonaws.com/instance-family', operator: 'Exists' }]);
  });

  test.each([[0, 1], [51, 50], [1.5, 2], [NaN, 1]])('must not be %s, but %s', (count, fix) => {
    expect(() => NodeLabel.INSTANCE_FAMILY.exists().minValues(count))
      .toThrow(new Error(`minValues of label eks.amazonaws.com/instance-family must be a whole number of 1 to 50, got ${count}: write for example ${fix}`));
  });

  test('must not be more than there are different values', () => {
    expect(() => NodeLabel.INSTANCE_FAMILY.in('c8g', 'c8g').minValues(2)).toThrow(/must be at most the number of its different values, which is 1, got 2: name more values, or lower it$/);
  });

  test('does not go with doesNotExist', () => {
    expect(() => NodeLabel.INSTANCE_GPU_NAME.doesNotExist().minValues(1)).toThrow(/must not follow doesNotExist, which leaves no values, got 1: leave it out$/);
  });

  test('must be known at synthesis', () => {
    expect(() => NodeLabel.ZONE.exists().minValues(Token.asNumber({ Ref: 'X' }))).toThrow(/must be known at synthesis, got a token: write the number$/);
  });
});
