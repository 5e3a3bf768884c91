import { Lazy, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { fieldsOf, findingsOf, rawPool } from './judge';
import { nodePoolFields } from '../../src/rules/node-pool-fields';
import { NODE_POOL_SHAPE } from '../../src/rules/node-pool-shape';
import { hasShape, shapeViolations } from '../../src/rules/shape';
import { rawNodePool } from '../kubernetes/compute/raw-node-pool';

const RULE = 'node-pool-fields';
const SPEC = 'spec.template.spec';

function changed(change: (pool: any) => void): string[] {
  return fieldsOf(RULE, rawPool(change));
}

test('every field of the API may be there', () => {
  expect(changed((pool) => {
    pool.metadata.labels = { team: 'a' };
    pool.status = { nodes: 3 };
    pool.spec.replicas = 1;
    pool.spec.weight = 5;
    pool.spec.limits = { nodes: 3, cpu: '1' };
    pool.spec.template.metadata = { labels: { a: 'b' }, annotations: { a: 'b' } };
    pool.spec.template.spec.taints = [{ key: 'a', value: 'b', effect: 'NoSchedule', timeAdded: '2026-01-31T12:00:00Z' }];
    pool.spec.template.spec.requirements = [{ key: 'a', operator: 'In', values: ['b'], minValues: 1 }];
    pool.spec.disruption = {
      consolidationPolicy: 'WhenEmpty', consolidateAfter: '0s', budgets: [{ nodes: '1', reasons: ['Empty'], schedule: '@daily', duration: '1h' }, {}],
    };
  })).toEqual([]);
});

describe('fields that do not exist', () => {
  test.each<[string, (pool: any) => void]>([
    ['foo', (pool) => { pool.foo = 1; }],
    ['spec.foo', (pool) => { pool.spec.foo = 1; }],
    ['spec.toString', (pool) => { pool.spec = { ...pool.spec, toString: 'x' }; }],
    ['spec.template.foo', (pool) => { pool.spec.template.foo = {}; }],
    ['spec.template.metadata.name', (pool) => { pool.spec.template.metadata = { name: 'a' }; }],
    [`${SPEC}.nodeClassRef.apiVersion`, (pool) => { pool.spec.template.spec.nodeClassRef.apiVersion = 'v1'; }],
    [`${SPEC}.requirements[1].value`, (pool) => { pool.spec.template.spec.requirements = [{ key: 'a', operator: 'Exists' }, { key: 'a', operator: 'In', value: 'b' }]; }],
    [`${SPEC}.startupTaints[0].operator`, (pool) => { pool.spec.template.spec.startupTaints = [{ key: 'a', effect: 'NoSchedule', operator: 'Exists' }]; }],
    ['spec.disruption.budgets[0].maxNodes', (pool) => { pool.spec.disruption = { consolidateAfter: '0s', budgets: [{ maxNodes: 1 }] }; }],
  ])('%s', (field, change) => {
    expect(changed(change)).toEqual([field]);
  });

  test('of older versions and other tools get the one to write', () => {
    const [{ message }] = findingsOf(RULE, [rawPool((pool) => { pool.spec.disruption = { consolidateAfter: '30s', expireAfter: '24h' }; })]);
    expect(message).toContain('got "expireAfter": write spec.template.spec.expireAfter');
  });
});

describe('fields that are missing', () => {
  test.each<[string, (pool: any) => void]>([
    ['spec', (pool) => { delete pool.spec; }],
    ['spec.template', (pool) => { delete pool.spec.template; }],
    [SPEC, (pool) => { pool.spec.template = {}; }],
    [`${SPEC}.requirements`, (pool) => { delete pool.spec.template.spec.requirements; }],
    [`${SPEC}.nodeClassRef.name`, (pool) => { delete pool.spec.template.spec.nodeClassRef.name; }],
    [`${SPEC}.requirements[0].operator`, (pool) => { pool.spec.template.spec.requirements = [{ key: 'a' }]; }],
    [`${SPEC}.taints[0].effect`, (pool) => { pool.spec.template.spec.taints = [{ key: 'a' }]; }],
    ['spec.disruption.consolidateAfter', (pool) => { pool.spec.disruption = {}; }],
  ])('%s', (field, change) => {
    expect(changed(change)).toEqual([field]);
  });
});

describe('fields of another type', () => {
  test.each<[string, (pool: any) => void]>([
    ['spec', (pool) => { pool.spec = 'x'; }],
    ['spec.template', (pool) => { pool.spec.template = []; }],
    [`${SPEC}.requirements`, (pool) => { pool.spec.template.spec.requirements = {}; }],
    [`${SPEC}.requirements[0]`, (pool) => { pool.spec.template.spec.requirements = ['a']; }],
    [`${SPEC}.requirements[0]`, (pool) => { pool.spec.template.spec.requirements = [null]; }],
    [`${SPEC}.requirements[0].values[0]`, (pool) => { pool.spec.template.spec.requirements = [{ key: 'a', operator: 'In', values: [4] }]; }],
    [`${SPEC}.requirements[0].minValues`, (pool) => { pool.spec.template.spec.requirements = [{ key: 'a', operator: 'Exists', minValues: 1.5 }]; }],
    [`${SPEC}.expireAfter`, (pool) => { pool.spec.template.spec.expireAfter = 336; }],
    [`${SPEC}.taints[0].timeAdded`, (pool) => { pool.spec.template.spec.taints = [{ key: 'a', effect: 'NoSchedule', timeAdded: 'now' }]; }],
    ['spec.template.metadata.labels.on', (pool) => { pool.spec.template.metadata = { labels: { on: true } }; }],
    ['spec.template.metadata.annotations', (pool) => { pool.spec.template.metadata = { annotations: ['a'] }; }],
    ['spec.disruption.budgets[0].nodes', (pool) => { pool.spec.disruption = { consolidateAfter: '0s', budgets: [{ nodes: 1 }] }; }],
    ['spec.limits.cpu', (pool) => { pool.spec.limits.cpu = 1.5; }],
    ['spec.limits.cpu', (pool) => { pool.spec.limits.cpu = true; }],
    ['spec.weight', (pool) => { pool.spec.weight = '10'; }],
    ['spec.replicas', (pool) => { pool.spec.replicas = 1e300; }],
  ])('%s', (field, change) => {
    expect(changed(change)).toEqual([field]);
  });
});

test.each([
  ['2026-01-31T12:00:00Z', 0], ['2024-02-29t23:59:59.123+01:00', 0], ['2026-02-29T12:00:00Z', 1], ['2026-02-30T12:00:00Z', 1], ['2026-13-01T12:00:00Z', 1], ['2026-01-31T24:00:00Z', 1],
  ['2026-01-31', 1], ['2026-01-31T12:00:00', 1], ['', 1],
])('a time is one of RFC 3339: %j', (timeAdded, count) => {
  expect(changed((pool) => { pool.spec.template.spec.taints = [{ key: 'a', effect: 'NoSchedule', timeAdded }]; })).toHaveLength(count);
});

test('the quick look and the close one agree', () => {
  for (const pool of fc.sample(rawNodePool, 2_000)) {
    expect({ pool, isInOrder: hasShape(pool, NODE_POOL_SHAPE) }).toEqual({ pool, isInOrder: shapeViolations(pool, NODE_POOL_SHAPE, '', new Map()).length === 0 });
  }
});

describe('versions', () => {
  test('other than v1 are not served, and nothing more is said of them', () => {
    expect(changed((pool) => {
      pool.apiVersion = 'karpenter.sh/v1beta1';
      delete pool.spec.template;
    })).toEqual(['apiVersion']);
  });
});

describe('tokens', () => {
  const text = Token.asString({ Ref: 'X' });

  test.each<[string, (pool: any) => void]>([
    ['for text', (pool) => { pool.spec.template.spec.expireAfter = text; }],
    ['for a number', (pool) => { pool.spec.weight = Token.asNumber({ Ref: 'X' }); }],
    ['for a number, as text', (pool) => { pool.spec.weight = text; }],
    ['for a list', (pool) => { pool.spec.template.spec.requirements = Token.asList({ Ref: 'X' }); }],
    ['in a list', (pool) => { pool.spec.template.spec.taints = [text]; }],
    ['for an object', (pool) => { pool.spec.template = text; }],
  ])('are not looked into: %s', (_, change) => {
    expect(changed(change)).toEqual([]);
  });

  test('that are objects are not looked into', () => {
    const token = Lazy.any({ produce: () => ({ nonsense: true }) });
    expect(nodePoolFields.check({ manifests: [{ ...rawPool(), spec: token }], facts: {} })).toEqual([]);
  });
});
