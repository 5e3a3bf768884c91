import { findingsOf, poolRequiring } from './judge';
import { RuleLevel } from '../../src';
import { ACCELERATED_CATEGORIES, INSTANCE_CATEGORIES, INSTANCE_FAMILIES } from '../../src/rules/instance-families';

test('there are 137 families, of 16 categories', () => {
  expect(INSTANCE_FAMILIES.size).toBe(137);
  expect([...INSTANCE_CATEGORIES].sort()).toEqual(['c', 'd', 'g', 'gr', 'hpc', 'i', 'im', 'inf', 'is', 'm', 'p', 'r', 't', 'trn', 'x', 'z']);
  expect([...ACCELERATED_CATEGORIES].sort()).toEqual(['g', 'gr', 'inf', 'p', 'trn']);
});

describe('unknown-label-value', () => {
  function values(key: string, operator: string, ...given: string[]): string[] {
    return findingsOf('unknown-label-value', [poolRequiring({ key, operator, values: given })]).map(({ value }) => JSON.parse(value));
  }

  test.each([
    ['eks.amazonaws.com/instance-family', ['m9g', 'p6-b300', 'x9z', 'a1'], ['x9z', 'a1']],
    ['eks.amazonaws.com/instance-category', ['c', 'a', 'trn', 'u'], ['a', 'u']],
    ['node.kubernetes.io/instance-type', ['m9g.large', 'p6-b200.48xlarge', 'a1.large', 'nonsense'], ['a1.large', 'nonsense']],
    ['example.com/family', ['x9z'], []],
    ['kubernetes.io/arch', ['amd64', 'x86_64'], ['x86_64']],
    ['karpenter.sh/capacity-type', ['spot', 'ondemand'], ['ondemand']],
    ['karpenter.sh/capacity-type', ['ondemand'], []],
  ])('%s names what Auto Mode does not launch', (key, given, unknown) => {
    expect(values(key, 'In', ...given)).toEqual(unknown);
  });

  test('what is kept away may be unknown', () => {
    expect(values('eks.amazonaws.com/instance-family', 'NotIn', 'x9z')).toEqual([]);
  });

  test('is a warning, because the list grows', () => {
    expect(findingsOf('unknown-label-value', [poolRequiring({ key: 'eks.amazonaws.com/instance-family', operator: 'In', values: ['x9z'] })]))
      .toMatchObject([{ level: RuleLevel.WARNING, field: 'spec.template.spec.requirements[0].values[0]' }]);
  });
});

describe('unknown-instance-label', () => {
  test.each([
    ['eks.amazonaws.com/instance-cpu', 0], ['eks.amazonaws.com/instance-capability-flex', 0], ['eks.amazonaws.com/nodeclass', 0], ['example.com/instance-cpus', 0],
    ['eks.amazonaws.com/instance-cpus', 1], ['eks.amazonaws.com/x', 1],
  ])('%s', (key, count) => {
    const findings = findingsOf('unknown-instance-label', [poolRequiring({ key, operator: 'Exists' })]);
    expect(findings).toHaveLength(count);
    expect(findings.every(({ level }) => level === RuleLevel.WARNING)).toBe(true);
  });
});
