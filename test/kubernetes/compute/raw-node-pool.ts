import * as fc from 'fast-check';
import { anyText, DURATIONS, durations, KEYS, keys, Limits, mostly, NAMES, names, SCHEDULES, schedules, textOf, VALUES, values } from './boundaries';

/** What replaces a field; `undefined` removes it. */
interface Change {
  readonly path: string[];
  readonly value: unknown;
}

const WRONG_TYPES: unknown[] = [5, 1.5, true, '5', 'x', [], {}, ['x'], { x: 'y' }, [null], [5], -1];
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Now and then something else than the API wants. */
function typed(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 100, arbitrary }, { weight: 1, arbitrary: fc.constantFrom(...WRONG_TYPES) });
}

/** Now and then a field too many, or one missing. */
function struct(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const usual = fc.record(Object.fromEntries(Object.entries(fields).map(([name, arbitrary]) => [name, typed(arbitrary)])));
  return fc.oneof(
    { weight: 100, arbitrary: usual },
    { weight: 1, arbitrary: fc.tuple(usual, fc.constantFrom('foo', 'toString', 'operator')).map(([value, name]) => ({ ...value, [name]: 'x' })) },
    { weight: 1, arbitrary: fc.tuple(usual, fc.constantFrom(...Object.keys(fields))).map(([value, name]) => ({ ...value, [name]: undefined })) },
  );
}

const requirement = struct({
  key: keys,
  operator: mostly(['In', 'In', 'NotIn', 'Exists', 'Gt', 'Gte', 'Lt', 'Lte'], ['DoesNotExist', 'in', '', 'Equals']),
  values: optional(fc.array(values, { maxLength: 4 })),
  minValues: mostly<unknown>([undefined], [0, 1, 2, 3, 50, 51, 1.5, -1]),
});
// With the number of values that their operator wants, so that more of them are in order.
const fitting = fc.oneof(
  struct({ key: keys, operator: fc.constantFrom('In', 'NotIn'), values: fc.array(values, { minLength: 1, maxLength: 4 }) }),
  struct({ key: keys, operator: fc.constantFrom('Gt', 'Gte', 'Lt', 'Lte'), values: mostly(['1', '4', '8'], ['0', '007', '-1', '+1', '1.5', 'a', '']).map((value) => [value]) }),
  struct({ key: keys, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const taint = struct({
  key: keys,
  value: optional(values),
  effect: mostly(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], ['', 'noSchedule', 'NoEntry']),
  timeAdded: mostly<unknown>([undefined], ['2026-01-31T12:00:00Z', '2026-02-30T12:00:00Z', '2026-01-31', '2026-01-31T12:00:00.5+01:00', 'now', '']),
});
const budget = struct({
  nodes: mostly<unknown>(['10%', '5', '100%', '0'], [undefined, '0%', '101%', '-1', '1.5', '', '00', '10 %', '2147483647', '2147483648', '99999999999999999999', '010%'], anyText),
  reasons: mostly<unknown>([undefined, ['Empty'], ['Drifted', 'Underutilized']], [[], ['Empty', 'Empty'], ['empty'], ['Unhealthy'], ['Empty', 'Drifted', 'Underutilized']]),
  schedule: optional(schedules),
  duration: optional(durations),
});
const QUANTITIES: Limits<unknown> = {
  good: ['1000', '64Gi', 10, '0'],
  odd: [0, -1, 1.5, '1.5', '-1', '+1', '1e3', '1e1.5', '1E', '1K', '1k', '.5', '5.', '.', '', 'x', '1 Gi', '1\n', true, 2 ** 53, '1e99', '99999999999999999999999', [], {}],
};
const quantity = mostly(
  QUANTITIES.good, QUANTITIES.odd, fc.oneof(textOf('019.eE+-kKmMiGn', 5), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
);
const resource = mostly(['cpu', 'memory', 'nodes', 'nvidia.com/gpu'], ['gpu', 'pods', 'ephemeral-storage', 'a b', '', 'nvidia.com/', 'toString']);

/** Each field that can be changed, with what it may become. */
const FIELDS: Record<string, fc.Arbitrary<unknown>> = {
  'apiVersion': mostly(['karpenter.sh/v1'], ['karpenter.sh/v1beta1', 'karpenter.sh/v2']),
  'metadata.name': names,
  'spec.weight': typed(mostly([1, 100], [0, 101, -1, 1.5, 2 ** 31])),
  'spec.replicas': typed(mostly([0, 3], [-1, 1.5, 2 ** 53])),
  'spec.limits': typed(fc.dictionary(resource, quantity, { maxKeys: 2 })),
  'spec.disruption': typed(fc.constantFrom({}, { consolidateAfter: '30s' }, { consolidationPolicy: 'WhenEmpty' }, { consolidateAfter: '0s', budgets: [] })),
  'spec.disruption.consolidationPolicy': typed(mostly(['WhenEmpty', 'WhenEmptyOrUnderutilized', 'Balanced'], ['', 'balanced', 'WhenUnderutilized', 'Never'])),
  'spec.disruption.consolidateAfter': typed(durations),
  'spec.disruption.budgets': typed(fc.oneof(
    { weight: 20, arbitrary: fc.array(budget, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(50, 51).map((count) => Array.from({ length: count }, () => ({ nodes: '1' }))) },
  )),
  'spec.template.metadata.labels': typed(fc.oneof(
    { weight: 20, arbitrary: fc.dictionary(keys, typed(values), { maxKeys: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(100, 101).map((count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`label-${index}`, 'x']))) },
  )),
  'spec.template.metadata.annotations': typed(fc.dictionary(keys, typed(fc.constantFrom('', 'anything at all', 'true')), { maxKeys: 3 })),
  'spec.template.spec.expireAfter': typed(durations),
  'spec.template.spec.terminationGracePeriod': typed(durations),
  'spec.template.spec.requirements': typed(fc.oneof(
    { weight: 20, arbitrary: fc.array(fc.oneof(fitting, requirement), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(100, 101).map((count) => Array.from({ length: count }, () => ({ key: 'a', operator: 'Exists' }))) },
  )),
  'spec.template.spec.taints': typed(fc.array(taint, { maxLength: 3 })),
  'spec.template.spec.startupTaints': typed(fc.array(taint, { maxLength: 3 })),
  'spec.template.spec.nodeClassRef': typed(struct({
    group: mostly(['eks.amazonaws.com'], ['', 'karpenter.k8s.aws', 'eks.amazonaws.com/v1', 'a/b']),
    kind: mostly(['NodeClass'], ['', 'EC2NodeClass']),
    name: mostly(['default', 'own'], ['', 'A b']),
  })),
  // Fields that do not exist, and such that must not be missing.
  'spec.foo': anyText,
  'spec.template.foo': anyText,
  'spec.template.metadata.name': anyText,
  'spec.template.spec.kubelet': fc.constant({ maxPods: 5 }),
  'spec.disruption.expireAfter': durations,
  'spec': mostly<unknown>([undefined], WRONG_TYPES),
  'spec.template': mostly<unknown>([undefined], WRONG_TYPES),
  'spec.template.spec': mostly<unknown>([undefined], WRONG_TYPES),
};
const RARE = ['apiVersion', 'spec', 'spec.template', 'spec.template.spec', 'spec.foo', 'spec.template.foo', 'spec.template.metadata.name', 'spec.template.spec.kubelet', 'spec.disruption.expireAfter'];

const change: fc.Arbitrary<Change> = fc.oneof(...Object.entries(FIELDS).map(([path, arbitrary]) => ({
  weight: RARE.includes(path) ? 1 : 10, arbitrary: arbitrary.map((value) => ({ path: path.split('.'), value })),
})));

/** A NodePool in order, with a few fields changed. */
export const rawNodePool: fc.Arbitrary<object> = fc.array(change, { minLength: 1, maxLength: 3 }).map(poolWith);

function poolWith(changes: Change[]): object {
  const pool = {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'batch' },
    spec: {
      template: { spec: { nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'own' }, requirements: [] } },
    },
  };
  for (const { path, value } of changes) { write(pool, path, value); }
  return JSON.parse(JSON.stringify(pool));
}

/** Nothing, where an earlier change has left no place. */
function write(target: any, [key, ...rest]: string[], value: unknown): void {
  if (typeof target !== 'object' || target === null) { return; }
  if (rest.length === 0) {
    target[key] = value;
  } else {
    if (!(key in target)) { target[key] = key === 'disruption' ? { consolidateAfter: '30s' } : {}; }
    write(target[key], rest, value);
  }
}

/** Where each kind of value can be, as it is written there. */
const PLACES: [Limits<unknown>, [path: string, write: (value: any) => unknown][]][] = [
  [NAMES, [['metadata.name', (name) => name]]],
  [KEYS, [
    ['spec.template.spec.requirements', (key) => [{ key, operator: 'Exists' }]],
    ['spec.template.metadata.labels', (key) => ({ [key]: 'a' })],
    ['spec.template.metadata.annotations', (key) => ({ [key]: 'a' })],
    ['spec.template.spec.taints', (key) => [{ key, effect: 'NoSchedule' }]],
    ['spec.limits', (name) => ({ [name]: '1' })],
  ]],
  [VALUES, [
    ...['In', 'NotIn', 'Gt', 'Gte', 'Lt', 'Lte', 'Exists'].map((operator): [string, (value: string) => unknown] =>
      ['spec.template.spec.requirements', (value) => [{ key: 'a', operator, values: [value] }]]),
    ['spec.template.metadata.labels', (value) => ({ a: value })],
    ['spec.template.spec.startupTaints', (value) => [{ key: 'a', value, effect: 'NoSchedule' }]],
  ]],
  [DURATIONS, [
    ['spec.template.spec.expireAfter', (duration) => duration],
    ['spec.template.spec.terminationGracePeriod', (duration) => duration],
    ['spec.disruption.consolidateAfter', (duration) => duration],
    ['spec.disruption.budgets', (duration) => [{ nodes: '1', schedule: '@daily', duration }]],
  ]],
  [SCHEDULES, [['spec.disruption.budgets', (schedule) => [{ nodes: '1', schedule, duration: '1h' }]]]],
  [QUANTITIES, [['spec.limits', (quantityOfCpu) => ({ cpu: quantityOfCpu })]]],
];

/** NodePools in order but for one value, which takes each limit at each of its places. */
export const BOUNDARY_POOLS: object[] = PLACES.flatMap(([{ good, odd }, places]) => places.flatMap(([path, toField]) =>
  [...good, ...odd].map((value) => poolWith([{ path: path.split('.'), value: toField(value) }]))));
