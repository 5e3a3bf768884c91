import { Token } from 'aws-cdk-lib';
import { findingsOf, judged, poolRequiring } from './judge';
import { NodeLabel, NodePool, TextLabel } from '../../src';

const RULE = 'requirement-key';
const NAME = 'n'.repeat(63);
const DOMAIN = `${'d'.repeat(63)}.`.repeat(3) + 'd'.repeat(61);

function problemsOf(key: unknown, operator = 'Exists', values?: unknown[]): string[] {
  return findingsOf(RULE, [poolRequiring({ key, operator, values })]).map(({ message }) => message);
}

test.each([
  'team', 'example.com/team', 'karpenter.sh/capacity-type', 'karpenter.sh.example.com/team', 'kubernetes.io/os', 'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/arch', 'topology.k8s.aws/zone-id', `${DOMAIN.slice(1)}/${NAME}`, 'constructor',
])('%s may be required', (key) => {
  expect(problemsOf(key)).toEqual([]);
});

test.each([
  ['karpenter.sh', /domain that does not end with karpenter\.sh/], ['mykarpenter.sh', /does not end with/], ['mykarpenter.sh/x', /does not end with/],
  ['node.karpenter.sh/x', /does not end with/], ['karpenter.sh/initialized', /does not end with/], ['karpenter.sh/nodepool', /which NodePool a node is of/],
  ['kubernetes.io/hostname', /name of a single node/], ['node.kubernetes.io/windows-build', /label of Windows/],
  ['karpenter.k8s.aws/instance-memory', /write "eks\.amazonaws\.com\/instance-memory"/], ['karpenter.k8s.aws/ec2nodeclass', /leave it out, or write a label of NodeLabel/],
  ['', /only letters/], ['a b', /only letters/], ['Example.com/a', /DNS name/], [`${NAME}n`, /at most 63/], [`${DOMAIN}/${NAME}`, /at most 316 characters, got ".*" with 317/],
])('%s may not', (key, problem) => {
  expect(problemsOf(key)).toEqual([expect.stringMatching(problem)]);
});

describe('the operating system', () => {
  test.each<[string, unknown[]?]>([['In', ['linux']], ['NotIn', ['windows']], ['Exists', undefined], ['In', [Token.asString({ Ref: 'X' })]]])('may be %s %j', (operator, values) => {
    expect(problemsOf('kubernetes.io/os', operator, values)).toEqual([]);
    expect(problemsOf('beta.kubernetes.io/os', operator, values)).toEqual([]);
  });

  test.each<[string, unknown[]?]>([['In', ['windows']], ['In', ['linux', 'windows']], ['NotIn', ['linux']], ['DoesNotExist', undefined]])('must not be %s %j', (operator, values) => {
    expect(problemsOf('kubernetes.io/os', operator, values)).toEqual([expect.stringContaining('must allow linux only')]);
    expect(problemsOf('beta.kubernetes.io/os', operator, values)).toHaveLength(1);
  });
});

test('a typed NodePool is judged, its labels are all in order', () => {
  const labels = Object.values(NodeLabel).filter((label): label is TextLabel => label instanceof TextLabel && label !== NodeLabel.OPERATING_SYSTEM);
  const findings = judged((chart) => {
    new NodePool(chart, 'All', { requirements: labels.map((label) => label.exists()) });
    new NodePool(chart, 'One', { requirements: [TextLabel.of('karpenter.k8s.aws/instance-family').in('c5')] });
  }).filter(({ ruleId }) => ruleId === RULE);
  expect(findings).toMatchObject([{ path: 'chart/One/Resource', field: 'spec.template.spec.requirements[0].key' }]);
});

test('tokens are not looked into', () => {
  expect(problemsOf(Token.asString({ Ref: 'X' }))).toEqual([]);
});
