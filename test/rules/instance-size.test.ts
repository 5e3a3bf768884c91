import { findingsOf, judged, poolRequiring } from './judge';
import { NodeLabel, NodePool } from '../../src';

const RULE = 'instance-size';
const SIZE = 'eks.amazonaws.com/instance-size';
const TYPE = 'node.kubernetes.io/instance-type';
const FAMILY = 'eks.amazonaws.com/instance-family';
const CPU = 'eks.amazonaws.com/instance-cpu';

type Part = [key: string, operator: string, ...values: string[]];

function found(...parts: Part[]): number {
  return findingsOf(RULE, [poolRequiring(...parts.map(([key, operator, ...values]) => ({ key, operator, values })))]).length;
}

test.each<Part[]>([
  [[SIZE, 'In', 'small', 'large']], [[SIZE, 'In', 'medium']], [[SIZE, 'NotIn', 'nano', 'micro', 'small', 'medium']], [[SIZE, 'In', 'medium'], [FAMILY, 'In', 'm7g', 't4g']],
  [[SIZE, 'In', 'medium'], [FAMILY, 'In', 'm99g']], [[TYPE, 'In', 't3.medium']], [[TYPE, 'In', 'm7g.medium', 'm7g.large']], [[TYPE, 'In', 'm99g.medium']], [[TYPE, 'In', 'odd']],
  [[CPU, 'Lte', '2']], [[CPU, 'In', '1', '2']], [[CPU, 'Gt', '0']], [[CPU, 'Exists']], [[CPU, 'NotIn', '1']],
])('something can be launched: %j %j', (...parts) => {
  expect(found(...parts.filter(Array.isArray))).toBe(0);
});

test.each<Part[]>([
  [[SIZE, 'In', 'nano']], [[SIZE, 'In', 'nano', 'micro', 'small']], [[SIZE, 'In', 'small', 'large'], [SIZE, 'NotIn', 'large']],
  [[SIZE, 'In', 'medium'], [FAMILY, 'In', 'm7g', 'c7g']], [[TYPE, 'In', 't3.micro', 't3.small']], [[TYPE, 'In', 'm7g.medium']],
  [['beta.kubernetes.io/instance-type', 'In', 't3.micro']], [[CPU, 'Lte', '1']], [[CPU, 'Lt', '2']], [[CPU, 'In', '1']], [[CPU, 'In', '1', '4'], [CPU, 'Lt', '4']],
])('nothing can be launched: %j %j', (...parts) => {
  expect(found(...parts.filter(Array.isArray))).toBe(1);
});

test('what excludes itself is a matter of requirement-conflict', () => {
  expect(found([CPU, 'Lt', '1'], [CPU, 'Gt', '1'])).toBe(0);
  expect(found([SIZE, 'In', 'nano'], [SIZE, 'NotIn', 'nano'])).toBe(0);
});

test('a typed NodePool is judged', () => {
  const findings = judged((chart) => { new NodePool(chart, 'Pool', { requirements: [NodeLabel.INSTANCE_SIZE.in('small')] }); });
  expect(findings.filter(({ ruleId }) => ruleId === RULE)).toMatchObject([{ field: 'spec.template.spec.requirements[0]', value: '["small"]' }]);
});
