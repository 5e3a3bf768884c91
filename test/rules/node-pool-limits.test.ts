import { Token } from 'aws-cdk-lib';
import { Cpu } from 'cdk8s-plus-28';
import { fieldsOf, findingsOf, judged, rawPool } from './judge';
import { NodePool, RuleLevel, StaticNodePool } from '../../src';

function limited(ruleId: string, limits: unknown, more: object = {}): string[] {
  return fieldsOf(ruleId, rawPool((pool) => { pool.spec = { ...pool.spec, limits, ...more }; }));
}

describe('node-pool-limits', () => {
  test.each<object>([
    {}, { cpu: '1000' }, { cpu: 1000 }, { cpu: '1.5', memory: '64Gi' }, { cpu: '0' }, { nodes: 3 }, { 'nvidia.com/gpu': '8' }, { 'ephemeral-storage': '1Ti' }, { pods: '10' },
    { 'hugepages-2Mi': '1Gi' }, { cpu: '1e3' },
  ])('%j are in order', (limits) => {
    expect(limited('node-pool-limits', limits)).toEqual([]);
  });

  test.each<[object, string]>([
    [{ cpu: '-1' }, 'cpu'], [{ cpu: -1 }, 'cpu'], [{ cpu: '1e1.5' }, 'cpu'], [{ cpu: 'many' }, 'cpu'], [{ memory: '64 GiB' }, 'memory'], [{ memory: '' }, 'memory'],
    [{ gpu: '8' }, 'gpu'], [{ CPU: '8' }, 'CPU'], [{ 'nvidia.com/': '8' }, 'nvidia.com/'],
  ])('%j are not', (limits, name) => {
    expect(limited('node-pool-limits', limits)).toEqual([`spec.limits.${name}`]);
  });

  test('tokens are not looked into', () => {
    const token = Token.asString({ Ref: 'X' });
    expect([...limited('node-pool-limits', token), ...limited('node-pool-limits', { cpu: token, nodes: Token.asNumber({ Ref: 'X' }), [token]: 'x' })]).toEqual([]);
  });
});

describe('unlimited-node-pool', () => {
  const RULE = 'unlimited-node-pool';

  test.each<[unknown, object, number]>([
    [undefined, {}, 1], [{}, {}, 1], [{ cpu: '1' }, {}, 0], [{ nodes: 1 }, {}, 0], [undefined, { replicas: 3 }, 0], [Token.asString({ Ref: 'X' }), {}, 0], [{ cpu: Token.asString({ Ref: 'X' }) }, {}, 0],
  ])('%j with %j: %s', (limits, more, count) => {
    expect(limited(RULE, limits, more)).toHaveLength(count);
  });

  test('is a warning, of typed NodePools as well', () => {
    const findings = judged((chart) => {
      new NodePool(chart, 'Bad');
      new NodePool(chart, 'Empty', { limits: {} });
      new NodePool(chart, 'Good', { limits: { cpu: Cpu.units(1) } });
      new StaticNodePool(chart, 'Static', { replicas: 1 });
    }).filter(({ ruleId }) => ruleId === RULE);
    expect(findings.map(({ path, level }) => [path, level])).toEqual([['chart/Bad/Resource', RuleLevel.WARNING], ['chart/Empty/Resource', RuleLevel.WARNING]]);
  });

  test('nothing is said of a NodePool without a spec, which is refused', () => {
    expect(findingsOf(RULE, [rawPool((pool) => { delete pool.spec; })])).toEqual([]);
  });
});

describe('node-pool-weight', () => {
  test.each<[unknown, number]>([[1, 0], [100, 0], [0, 1], [101, 1], [-1, 1], ['5', 0], [1.5, 0], [undefined, 0], [Token.asNumber({ Ref: 'X' }), 0]])('%j: %s', (weight, count) => {
    expect(fieldsOf('node-pool-weight', rawPool((pool) => { pool.spec.weight = weight; }))).toHaveLength(count);
  });
});
