import { ApiObject, App, Chart } from 'cdk8s';
import { INGRESS_VIOLATIONS, rawIngress, rawIngressClass, rawParams, rawService } from './ingress-violations';
import { rawClass, rawPool } from './judge';
import { LOAD_BALANCER_VIOLATIONS } from './load-balancer-violations';
import { NETWORK_VIOLATIONS } from './raw-gateway';
import { NETWORK_POLICY_VIOLATIONS } from './raw-network-policy';
import { STORAGE_VIOLATIONS } from './raw-storage';
import { VIOLATIONS } from './violations';
import { AutoModeRules, ClusterFacts } from '../../src';
import { MINIMAL_SPEC } from '../support/node-class';
import { REFUSED } from '../support/refused-node-classes';

interface Example {
  /** What is given, in words or as what differs from an object in order. */
  readonly input: string;
  readonly objects: object[];
  readonly facts?: ClusterFacts;
}

const PRIMARY = { networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface' };

/** What the tables for the API server leave out: warnings, and what facts of the cluster decide. */
const FURTHER: Example[] = [
  { input: 'a NodeClass default', objects: [rawClass('default')] },
  { input: 'a Secret with a password', objects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'database' }, stringData: { password: 'hunter2' } }] },
  { input: 'a pool on default without built-in pools', objects: [rawPool()], facts: { builtInNodePools: [] } },
  ...Object.entries<[object, ClusterFacts?]>({
    'a role with a path': [{ role: 'team/nodes' }],
    'reservations beside another NodeClass': [{ capacityReservationSelectorTerms: [{ id: 'cr-1' }] }, { builtInNodePools: ['system'] }],
    'more throughput than operations': [{ ephemeralStorage: { size: '80Gi', iops: 3000, throughput: 1000 } }],
    'a proxy without exceptions': [{ advancedNetworking: { httpsProxy: 'http://192.0.2.4:3128' } }],
    'a primary interface without addresses': [{ advancedNetworking: { networkInterfaces: [PRIMARY] } }],
    'FIPS in Ireland': [{ advancedSecurity: { fips: true } }, { region: 'eu-west-1' }],
    'singleProcessOOMKill on 1.31': [{ advancedCompute: { kubelet: { singleProcessOOMKill: true } } }, { version: '1.31' }],
    'a reserved tag': [{ tags: { 'aws:team': 'a' } }],
  }).map(([input, [fields, facts]]) => ({ input, objects: [rawClass('nodes', fields)], facts })),
];

const EXAMPLES: Example[] = [
  ...FURTHER,
  ...REFUSED.map(([input, fields]) => ({ input, objects: [{ ...rawClass('nodes'), spec: { ...MINIMAL_SPEC, ...fields } }] })),
  ...Object.values(LOAD_BALANCER_VIOLATIONS).flat().map(([input, object]) => ({ input: `${object.kind}: ${input}`, objects: [object] })),
  ...Object.values(INGRESS_VIOLATIONS).flatMap(({ refused }) => refused.map(([objects]) => ({ input: inputOf(objects), objects }))),
  ...Object.values(STORAGE_VIOLATIONS).flat().map(([input, objects]) => ({ input: `${(objects[0] as { kind: string }).kind}: ${input}`, objects })),
  ...Object.entries({ ...NETWORK_POLICY_VIOLATIONS, ...NETWORK_VIOLATIONS }).flatMap(([id, examples]) => examples.map((example) => ({ ...example, input: `${id}: ${example.input}` }))),
  ...Object.values(VIOLATIONS).flat().map((objects) => ({ input: objects.map((object) => differences(object, rawPool())).join(' and '), objects })),
];

/** Fields of an object that are not those of another: `spec.weight: 500`. */
function differences(object: unknown, base: unknown, path = ''): string {
  if (JSON.stringify(object) === JSON.stringify(base)) { return path === '' ? 'a NodePool in order' : ''; }
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(object) || !isMap(base)) { return `${path}: ${JSON.stringify(object)}`; }
  return [...new Set([...Object.keys(object), ...Object.keys(base)])]
    .map((key) => differences(object[key], base[key], path === '' ? key : `${path}.${key}`)).filter((text) => text !== '').join(', ');
}

/** How objects about Application Load Balancers differ from those in order. */
function inputOf(objects: object[]): string {
  const inOrder: { [kind: string]: object } = {
    Ingress: rawIngress(), IngressClass: rawIngressClass(), IngressClassParams: rawParams(), Service: rawService({}),
  };
  return objects.map((object) => {
    const { kind } = object as { kind: string };
    return `${kind}: ${JSON.stringify(object) === JSON.stringify(inOrder[kind]) ? 'in order' : differences(object, inOrder[kind])}`;
  }).join('; ');
}

function findingsOf({ objects, facts }: Example) {
  const chart = new Chart(new App(), 'chart');
  objects.forEach((object, index) => new ApiObject(chart, `Object${index}`, object as never));
  return AutoModeRules.findings(chart, facts);
}

test('every rule has an example', () => {
  const found = new Set(EXAMPLES.flatMap(findingsOf).map(({ ruleId }) => ruleId));
  expect(AutoModeRules.descriptions.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
});

test('all messages with what they are about, for review', () => {
  const lines = EXAMPLES.flatMap((example) => [
    `- ${example.input}`,
    ...findingsOf(example).map(({ level, message }) => `    ${level}: ${message.replace(/ \(rule ([a-z-]+), .*\)$/s, ' [$1]')}`),
  ]);
  expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
});
