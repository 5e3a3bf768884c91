import { Token } from 'aws-cdk-lib';
import { findingsOf, judged, poolRequiring, rawPool } from './judge';
import { NodeLabel, NodePool, RuleLevel, Taint } from '../../src';

const SPEC = 'spec.template.spec';

function fields(taints: unknown, startupTaints?: unknown): string[] {
  return findingsOf('node-pool-taints', [rawPool((pool) => { Object.assign(pool.spec.template.spec, { taints, startupTaints }); })]).map(({ field }) => field);
}

const taint = (key: unknown, value?: unknown, effect: unknown = 'NoSchedule') => ({ key, value, effect });

test.each([
  [[taint('a')]], [[taint('example.com/a', 'b')]], [[taint('a', 'example.com/b')]], [[taint('a', 'x'.repeat(63))]],
  [[taint('a'), taint('a', undefined, 'NoExecute'), taint('a', undefined, 'PreferNoSchedule'), taint('b')]],
])('are in order: %#', (taints) => {
  expect(fields(taints)).toEqual([]);
});

test.each<[object[], string[]]>([
  [[taint('')], ['key']], [[taint('a b')], ['key']], [[taint('x'.repeat(64))], ['key']], [[taint('a', '')], ['value']], [[taint('a', 'b c')], ['value']],
  [[taint('a', 'x'.repeat(64))], ['value']], [[taint('a', 'b', 'noSchedule')], ['effect']], [[taint('a', 'b', '')], ['effect']],
])('are not: %j', (taints, parts) => {
  expect(fields(taints)).toEqual(parts.map((part) => `${SPEC}.taints[0].${part}`));
  expect(fields(undefined, taints)).toEqual(parts.map((part) => `${SPEC}.startupTaints[0].${part}`));
});

test('one key with one effect is there once, also across both lists and with other values', () => {
  expect(fields([taint('a', 'x'), taint('a', 'y')])).toEqual([`${SPEC}.taints[1]`]);
  expect(fields([taint('a', 'x')], [taint('a', 'y')])).toEqual([`${SPEC}.startupTaints[0]`]);
  expect(fields([taint('a', 'x')], [taint('a', 'x', 'NoExecute')])).toEqual([]);
});

test('tokens are not looked into', () => {
  const token = Token.asString({ Ref: 'X' });
  expect([...fields(token), ...fields([token]), ...fields([taint(token, token, token), taint(token, token, token)]), ...fields(Token.asList({ Ref: 'X' }))]).toEqual([]);
});

test('a typed NodePool is judged', () => {
  const findings = judged((chart) => {
    new NodePool(chart, 'Pool', { taints: [Taint.noSchedule('a')], startupTaints: [Taint.noSchedule('a'), Taint.noSchedule('b c')] });
  }).filter(({ ruleId }) => ruleId === 'node-pool-taints');
  expect(findings.map(({ field }) => field)).toEqual([`${SPEC}.startupTaints[1].key`, `${SPEC}.startupTaints[0]`]);
});

describe('accelerator-taint', () => {
  const RULE = 'accelerator-taint';
  const pool = (requirements: object[], taints?: unknown) => {
    const raw = poolRequiring(...requirements);
    raw.spec.template.spec.taints = taints;
    return raw;
  };
  const requirement = (name: string, operator: string, ...values: string[]) => ({ key: name.includes('/') ? name : `eks.amazonaws.com/instance-${name}`, operator, values });

  test.each([
    requirement('category', 'In', 'g', 'p'), requirement('category', 'In', 'inf', 'trn'), requirement('family', 'In', 'g6e', 'g6'), requirement('gpu-name', 'In', 'l4'),
    requirement('gpu-count', 'Gte', '1'), requirement('gpu-manufacturer', 'Exists'), requirement('gpu-memory', 'Gt', '20000'), requirement('node.kubernetes.io/instance-type', 'In', 'p5.48xlarge'),
  ])('%j has only nodes with accelerators', (given) => {
    expect(findingsOf(RULE, [pool([given])])).toMatchObject([{ level: RuleLevel.WARNING, field: `${SPEC}.taints` }]);
    expect(findingsOf(RULE, [pool([given], [taint('a', undefined, 'PreferNoSchedule')])])).toHaveLength(1);
    expect(findingsOf(RULE, [pool([given], [taint('nvidia.com/gpu')])])).toEqual([]);
    expect(findingsOf(RULE, [pool([given], [taint('nvidia.com/gpu', undefined, 'NoExecute')])])).toEqual([]);
  });

  test.each([
    requirement('category', 'In', 'g', 'c'), requirement('family', 'In', 'g6', 'm8g'), requirement('category', 'NotIn', 'c'), requirement('gpu-name', 'DoesNotExist'),
    requirement('gpu-name', 'NotIn', 'l4'), requirement('cpu', 'Gt', '1'), requirement('node.kubernetes.io/instance-type', 'In', 'p5.48xlarge', 'c8g.large'),
  ])('%j has others too', (given) => {
    expect(findingsOf(RULE, [pool([given])])).toEqual([]);
  });

  test('tokens may be taints', () => {
    const token = Token.asString({ Ref: 'X' });
    for (const taints of [token, [token], Token.asList({ Ref: 'X' }), [taint('a', undefined, token)]]) {
      expect(findingsOf(RULE, [pool([requirement('category', 'In', 'g')], taints)])).toEqual([]);
    }
  });

  test('a typed NodePool is judged', () => {
    const requirements = [NodeLabel.INSTANCE_GPU_COUNT.between(1, 8)];
    const findings = judged((chart) => {
      new NodePool(chart, 'Bad', { requirements });
      new NodePool(chart, 'Good', { requirements, taints: [Taint.noSchedule('nvidia.com/gpu')] });
    }).filter(({ ruleId }) => ruleId === RULE);
    expect(findings.map(({ path }) => path)).toEqual(['chart/Bad/Resource']);
  });
});
