import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { AutoModeRules } from '../../../src';
import { SYSCTL_RANGES } from '../../../src/rules/sysctl-ranges';
import { FULL_NODE_CLASSES } from '../../support/full-node-class';
import { typedNodeClass } from '../../support/node-class';

const ROOT = path.join(__dirname, '..', '..', '..');
const COMPUTE = path.join(ROOT, 'src', 'kubernetes', 'compute');
const SOURCES = fs.readdirSync(COMPUTE).filter((file) => file.endsWith('.ts')).map((file) => fs.readFileSync(path.join(COMPUTE, file), 'utf8')).join('\n')
  + fs.readFileSync(path.join(ROOT, 'src', 'cluster', 'add-node-class-options.ts'), 'utf8');
const CRD = parse(fs.readFileSync(path.join(ROOT, 'test', 'control-plane', 'crds', 'eks.amazonaws.com_nodeclasses.yaml'), 'utf8'));

/** Fields below `spec` by the user guide (create-node-class, auto-advanced-security, auto-kms, auto-odcr); maps with free keys are one field. */
const FIELDS = [
  'role', 'instanceProfile',
  ...['subnetSelectorTerms', 'podSubnetSelectorTerms'].flatMap((list) => ['id', 'tags'].map((key) => `${list}[].${key}`)),
  ...['securityGroupSelectorTerms', 'podSecurityGroupSelectorTerms'].flatMap((list) => ['id', 'name', 'tags'].map((key) => `${list}[].${key}`)),
  ...['id', 'tags', 'owner'].map((key) => `capacityReservationSelectorTerms[].${key}`),
  'placementGroupSelector.name', 'placementGroupSelector.id',
  'snatPolicy', 'networkPolicy', 'networkPolicyEventLogs',
  ...['size', 'iops', 'throughput', 'kmsKeyID'].map((key) => `ephemeralStorage.${key}`),
  ...['associatePublicIPAddress', 'httpsProxy', 'noProxy', 'ipv4PrefixSize', 'enableV4Egress'].map((key) => `advancedNetworking.${key}`),
  ...['networkCardIndex', 'deviceIndex', 'interfaceType', 'secondaryIPv4Count', 'secondaryIPv4PrefixCount'].map((key) => `advancedNetworking.networkInterfaces[].${key}`),
  'advancedSecurity.fips', 'advancedSecurity.kernelLockdown',
  ...['pages[].size', 'pages[].count', 'transparent.enabled', 'transparent.defrag'].map((key) => `advancedCompute.hugepages.${key}`),
  ...[
    'maxPods', 'podPidsLimit', 'idsPerPod', 'singleProcessOOMKill', 'allowedUnsafeSysctls', 'logging.containerLogMaxSize', 'logging.containerLogMaxFiles',
    'eviction.hard', 'eviction.soft', 'eviction.softGracePeriod', 'eviction.maxPodGracePeriod',
  ].map((key) => `advancedCompute.kubelet.${key}`),
  ...[
    'fs.aio-max-nr', 'fs.inotify.max_user_instances', 'fs.inotify.max_user_watches', 'fs.nr_open', 'kernel.perf_event_paranoid', 'net.core.netdev_max_backlog',
    'net.core.rmem_max', 'net.core.wmem_max', 'net.core.somaxconn', 'net.ipv4.neigh.default.gc_thresh1', 'net.ipv4.neigh.default.gc_thresh2',
    'net.ipv4.neigh.default.gc_thresh3', 'net.ipv4.tcp_congestion_control', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_time',
    'net.ipv4.tcp_max_syn_backlog', 'net.ipv4.tcp_tw_reuse', 'user.max_user_namespaces', 'vm.dirty_background_ratio', 'vm.dirty_ratio', 'vm.dirty_expire_centisecs',
    'vm.dirty_writeback_centisecs', 'vm.max_map_count', 'vm.swappiness', 'vm.watermark_scale_factor',
  ].map((key) => `advancedCompute.kernel.sysctl.${key}`),
  'certificateBundles[].name', 'certificateBundles[].data', 'tags',
];

interface Schema {
  readonly type: string;
  readonly properties?: { readonly [key: string]: Schema };
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
}

function fieldsOfSchema({ properties, items }: Schema, at = ''): string[] {
  if (items?.properties) { return fieldsOfSchema(items, `${at}[]`); }
  return properties ? Object.entries(properties).flatMap(([key, schema]) => fieldsOfSchema(schema, at === '' ? key : `${at}.${key}`)) : [at];
}

function fieldsOfValue(value: unknown, at = ''): string[] {
  if (FIELDS.includes(at) || typeof value !== 'object' || value === null) { return [at]; }
  if (Array.isArray(value)) { return value.flatMap((item) => fieldsOfValue(item, `${at}[]`)); }
  return Object.entries(value).flatMap(([key, item]) => fieldsOfValue(item, at === '' ? key : `${at}.${key}`));
}

const page = fs.readFileSync(path.join(ROOT, 'docs', 'node-class-fields.md'), 'utf8').split('\n## ')[0];
const rows = [...page.matchAll(/^\| `([^`]+)` \| (.*?) \|(.*)\|$/gm)].map(([, field, here, rules]) => ({ field, here, rules: namesIn(rules) }));
const specSchema: Schema = CRD.spec.versions[0].schema.openAPIV3Schema.properties.spec;

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
}

test('every documented field is in the table, once', () => {
  expect(rows.map(({ field }) => field).sort()).toEqual([...FIELDS].sort());
});

test('every documented field is in the CRD of the tests, and no other', () => {
  expect(fieldsOfSchema(specSchema).sort()).toEqual([...FIELDS].sort());
});

test('every documented field can be written by typed props, and no other is', () => {
  const written = Object.values(FULL_NODE_CLASSES).flatMap((props) => fieldsOfValue(typedNodeClass(props).apiObject.toJson().spec));
  expect([...new Set(written)].sort()).toEqual([...FIELDS].sort());
});

test('every prop and factory that the table names exists', () => {
  const names = rows.flatMap(({ here }) => namesIn(here)).filter((name) => name !== 'addNodeClass').flatMap((name) => name.split('.'));
  const missing = names.filter((name) => !new RegExp(`readonly ${name}\\??:|public (static )?${name}\\(|class ${name} `).test(SOURCES));
  expect([...new Set(missing)]).toEqual([]);
});

test('every rule that the table names exists, and every rule of NodeClasses is named', () => {
  const ids = AutoModeRules.descriptions.map(({ id }) => id);
  const named = [...new Set(rows.flatMap(({ rules }) => rules))];
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id) => id.startsWith('node-class-') && !named.includes(id))).toEqual(['node-class-name', 'node-class-ref']); // the second is about NodePools
});

test('the CRD of the tests has the same ranges of sysctls as the rule', () => {
  const { properties } = specSchema.properties!.advancedCompute.properties!.kernel.properties!.sysctl;
  const ranges = Object.entries(properties!).filter(([, { type }]) => type === 'integer').map(([name, { minimum, maximum }]) => [name, { least: minimum, most: maximum }]);
  expect(Object.fromEntries(ranges)).toEqual(SYSCTL_RANGES);
});
