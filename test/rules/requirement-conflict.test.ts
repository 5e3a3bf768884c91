import { Token } from 'aws-cdk-lib';
import { findingsOf, judged, poolRequiring, rawPool } from './judge';
import { CapacityType, NodeLabel, NodePool } from '../../src';

const RULE = 'requirement-conflict';

function labelled(labels: object, ...requirements: object[]): string[] {
  return findingsOf(RULE, [rawPool((pool) => {
    pool.spec.template.metadata = { labels };
    pool.spec.template.spec.requirements = requirements;
  })]).map(({ field }) => field);
}

test('requirements on different labels do not exclude each other', () => {
  expect(findingsOf(RULE, [poolRequiring({ key: 'a', operator: 'In', values: ['x'] }, { key: 'b', operator: 'In', values: ['y'] })])).toEqual([]);
});

test('the last of those that exclude each other is named, with all of them', () => {
  const [finding, ...others] = findingsOf(RULE, [poolRequiring(
    { key: 'a', operator: 'In', values: ['x'] }, { key: 'b', operator: 'Exists' }, { key: 'a', operator: 'NotIn', values: ['x'] },
  )]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ field: 'spec.template.spec.requirements[2]', value: '["x"]' });
  expect(finding.message).toContain('must leave a value for label "a", got In [x] and NotIn [x]');
});

test('each label has its own finding', () => {
  expect(findingsOf(RULE, [poolRequiring(...['a', 'b'].flatMap((key) => [{ key, operator: 'Exists' }, { key, operator: 'DoesNotExist' }]))])).toHaveLength(2);
});

test('labels of the template are requirements too', () => {
  expect(labelled({ 'karpenter.sh/capacity-type': 'spot' }, { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot'] })).toEqual([]);
  expect(labelled({ 'karpenter.sh/capacity-type': 'spot' }, { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] }))
    .toEqual(['spec.template.spec.requirements[0]']);
  expect(labelled({ 'karpenter.sh/capacity-type': 'free' })).toEqual(['spec.template.metadata.labels.karpenter.sh/capacity-type']);
});

test('older keys of a label are the same label', () => {
  expect(findingsOf(RULE, [poolRequiring(
    { key: 'beta.kubernetes.io/arch', operator: 'In', values: ['amd64'] }, { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] },
  )])).toHaveLength(1);
});

test('too many minValues of one requirement are a matter of requirement-values', () => {
  expect(findingsOf(RULE, [poolRequiring({ key: 'a', operator: 'In', values: ['x'], minValues: 2 })])).toEqual([]);
});

test('a typed NodePool is judged', () => {
  const findings = judged((chart) => {
    new NodePool(chart, 'Good', { requirements: [NodeLabel.INSTANCE_CPU.between(4, 8), NodeLabel.INSTANCE_CPU.gt(7)] });
    new NodePool(chart, 'Bad', { requirements: [NodeLabel.INSTANCE_CPU.between(4, 8), NodeLabel.INSTANCE_CPU.gt(8)] });
    new NodePool(chart, 'Worse', { requirements: [NodeLabel.CAPACITY_TYPE.in('ondemand')] });
    new NodePool(chart, 'Fine', { requirements: [NodeLabel.CAPACITY_TYPE.in(CapacityType.SPOT)] });
  }).filter(({ ruleId }) => ruleId === RULE);
  expect(findings.map(({ path }) => path)).toEqual(['chart/Bad/Resource', 'chart/Worse/Resource']);
});

test('tokens leave everything', () => {
  const token = Token.asString({ Ref: 'X' });
  expect(findingsOf(RULE, [poolRequiring({ key: 'a', operator: 'In', values: [token] }, { key: 'a', operator: 'NotIn', values: ['x', token] })])).toEqual([]);
  expect(findingsOf(RULE, [poolRequiring({ key: 'a', operator: 'In', values: Token.asList({ Ref: 'X' }) }, { key: 'a', operator: 'In', values: ['x'] })])).toEqual([]);
  expect(labelled({ a: token }, { key: 'a', operator: 'In', values: ['x'] })).toEqual([]);
});
