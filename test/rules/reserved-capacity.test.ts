import { Lazy, Token } from 'aws-cdk-lib';
import { findingsOf, judged, rawClass, rawPool } from './judge';
import { CapacityType, NodeClass, NodeLabel, NodePool, RuleLevel } from '../../src';
import { reservedCapacity } from '../../src/rules/reserved-capacity';

const KEY = 'karpenter.sh/capacity-type';
const TERMS = { capacityReservationSelectorTerms: [{ id: 'cr-1' }] };

function pool(nodeClass: string, ...values: string[]): object {
  return rawPool((raw) => {
    raw.spec.template.spec.nodeClassRef.name = nodeClass;
    raw.spec.template.spec.requirements = values.length > 0 ? [{ key: KEY, operator: 'In', values }] : [];
  });
}

const found = (...objects: object[]) => ['reserved-capacity', 'unused-reservation'].flatMap((rule) => findingsOf(rule, objects).map(({ ruleId, level }) => `${ruleId} ${level}`));

test.each<[string, object[]]>([
  ['reservations that the NodeClass selects', [pool('reserving', 'reserved'), rawClass('reserving', TERMS)]],
  ['reservations that it selects by a token', [pool('reserving', 'reserved'), rawClass('reserving', { capacityReservationSelectorTerms: Token.asList({ Ref: 'X' }) })]],
  ['a NodeClass of which nothing is known', [pool('elsewhere', 'reserved')]],
  ['a name that is only known at deployment', [pool(Token.asString({ Ref: 'X' }), 'reserved')]],
  ['other capacity', [pool('default', 'on-demand', 'spot')]],
  ['any capacity', [pool('default')]],
])('%s is in order', (_, objects) => {
  expect(found(...objects)).toEqual([]);
});

test('a NodeClass that is only known at deployment is not looked into', () => {
  const late = { ...rawClass('late'), spec: Lazy.any({ produce: () => ({}) }) };
  expect(reservedCapacity.check({ manifests: [pool('late', 'reserved'), late], facts: {} })).toEqual([]);
});

test('nothing but reserved capacity, which the NodeClass does not select, is an error', () => {
  expect(found(pool('quiet', 'reserved'), rawClass('quiet'))).toEqual(['reserved-capacity error']);
  expect(found(pool('quiet', 'reserved'), rawClass('quiet', { capacityReservationSelectorTerms: [] }))).toEqual(['reserved-capacity error']);
  expect(found(pool('default', 'reserved'))).toEqual(['reserved-capacity error']);
});

test('beside other capacity it is never used, which is a warning', () => {
  expect(found(pool('quiet', 'reserved', 'spot'), rawClass('quiet'))).toEqual(['unused-reservation warning']);
  expect(found(pool('default', 'spot', 'reserved', 'on-demand'))).toEqual(['unused-reservation warning']);
});

test('typed NodePools are judged', () => {
  const requirements = [NodeLabel.CAPACITY_TYPE.in(CapacityType.RESERVED)];
  const findings = judged((chart) => {
    new NodePool(chart, 'Default', { requirements });
    new NodePool(chart, 'Elsewhere', { requirements, nodeClass: NodeClass.fromNodeClassName('elsewhere') });
  }).filter(({ level }) => level === RuleLevel.ERROR);
  expect(findings.map(({ path, ruleId }) => [path, ruleId])).toEqual([['chart/Default/Resource', 'reserved-capacity']]);
});
