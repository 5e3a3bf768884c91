import { Token } from 'aws-cdk-lib';
import { TextLabel } from '../../../src';

const team = TextLabel.of('example.com/team');

test('a label keeps its key', () => {
  expect(team.key).toBe('example.com/team');
});

describe('operators', () => {
  test('in lists its values in the order given', () => {
    expect(team.in('web', 'data')._render()).toEqual([{ key: 'example.com/team', operator: 'In', values: ['web', 'data'] }]);
  });

  test('notIn lists its values in the order given', () => {
    expect(team.notIn('web', 'data')._render()).toEqual([{ key: 'example.com/team', operator: 'NotIn', values: ['web', 'data'] }]);
  });

  test('exists has no values', () => {
    expect(team.exists()._render()).toEqual([{ key: 'example.com/team', operator: 'Exists' }]);
  });

  test('doesNotExist has no values', () => {
    expect(team.doesNotExist()._render()).toEqual([{ key: 'example.com/team', operator: 'DoesNotExist' }]);
  });
});

describe('values', () => {
  test('must not be missing from in', () => {
    expect(() => team.in()).toThrow(/^in of label example.com\/team must have at least one value, got none: name the values, or leave the requirement out$/);
  });

  test('must not be missing from notIn', () => {
    expect(() => team.notIn()).toThrow(/^notIn of label example.com\/team must have at least one value, got none: name the values/);
  });

  test('may be tokens', () => {
    const zone = Token.asString({ Ref: 'Zone' });
    expect(team.in(zone)._render()).toMatchObject([{ values: [zone] }]);
  });
});
