import { Token } from 'aws-cdk-lib';
import { findingsOf, judged, rawPool } from './judge';
import { NodePool, RuleLevel, StaticNodePool } from '../../src';

const RULES = ['static-node-pool', 'static-node-pool-room', 'static-node-pool-consolidation'];

function found(spec: object): string[] {
  const pool = rawPool((raw) => { raw.spec = { ...raw.spec, limits: undefined, ...spec }; });
  return RULES.flatMap((rule) => findingsOf(rule, [pool]).map(({ ruleId, field }) => `${ruleId} ${field}`));
}

test.each<object>([
  { replicas: 0 }, { replicas: 2 ** 31 - 1 }, { replicas: 3 }, { replicas: 3, limits: {} }, { replicas: 3, limits: { nodes: 4 } }, { replicas: 3, limits: { nodes: '4' } }, { replicas: 0, limits: { nodes: 0 } },
  { replicas: 3, disruption: { consolidateAfter: '0s', budgets: [] } }, { replicas: 3, disruption: { consolidateAfter: 'Never' } },
  { weight: 3, limits: { cpu: '1', nodes: 1 }, disruption: { consolidationPolicy: 'WhenEmpty', consolidateAfter: '30s' } },
  { replicas: Token.asNumber({ Ref: 'X' }), limits: { nodes: 1 } }, { replicas: 3, limits: { nodes: Token.asNumber({ Ref: 'X' }) } }, { replicas: 3, limits: { nodes: Token.asString({ Ref: 'X' }) } },
])('%j is in order', (spec) => {
  expect(found(spec)).toEqual([]);
});

test.each<[object, string[]]>([
  [{ replicas: -1 }, ['static-node-pool spec.replicas']],
  [{ replicas: 2 ** 31 }, ['static-node-pool spec.replicas']],
  [{ replicas: 1, weight: 1 }, ['static-node-pool spec.weight']],
  [{ replicas: 1, limits: { cpu: '1', nodes: '2' } }, ['static-node-pool spec.limits.cpu']],
  [{ replicas: 3, limits: { nodes: '2' } }, ['static-node-pool spec.limits.nodes']],
  [{ replicas: 3, limits: { nodes: 3 } }, ['static-node-pool-room spec.limits.nodes']],
  [{ replicas: 1, disruption: { consolidationPolicy: 'Balanced', consolidateAfter: 'Never' } }, ['static-node-pool-consolidation spec.disruption.consolidationPolicy']],
  [{ replicas: 1, disruption: { consolidateAfter: '30s' } }, ['static-node-pool-consolidation spec.disruption.consolidateAfter']],
])('%j is not', (spec, findings) => {
  expect(found(spec)).toEqual(findings);
});

test('what is only ignored or slow is a warning', () => {
  const levels = judged((chart) => {
    new StaticNodePool(chart, 'Full', { replicas: 3, nodeLimit: 3 });
    new NodePool(chart, 'Patched').apiObject.addJsonPatch({ _toJson: () => ({ op: 'add', path: '/spec/replicas', value: 1 }) } as any);
  }).filter(({ ruleId }) => RULES.includes(ruleId)).map(({ ruleId, level }) => [ruleId, level]);
  expect(levels).toEqual([
    ['static-node-pool-room', RuleLevel.WARNING], ['static-node-pool-consolidation', RuleLevel.WARNING], ['static-node-pool-consolidation', RuleLevel.WARNING],
  ]);
});
