import { ControlPlane } from './control-plane';
import { describeWithControlPlane } from './describe';
import { AutoModeRules } from '../../src';
import { FULL_NODE_CLASSES } from '../support/full-node-class';
import { findingsOfSpec, MINIMAL_SPEC, typedNodeClass } from '../support/node-class';

const PRIMARY = { networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface' };
const EFA = { networkCardIndex: 1, deviceIndex: 0, interfaceType: 'efa-only' };
const interfaces = (...networkInterfaces: object[]) => ({ advancedNetworking: { networkInterfaces } });
const kubelet = (fields: object) => ({ advancedCompute: { kubelet: fields } });
const sysctl = (fields: object) => ({ advancedCompute: { kernel: { sysctl: fields } } });
const hugepages = (fields: object) => ({ advancedCompute: { hugepages: fields } });
const POD_TERMS = { podSubnetSelectorTerms: [{ id: 'subnet-2' }], podSecurityGroupSelectorTerms: [{ id: 'sg-2' }] };

/** What the rules refuse and the server as well: fields, and the part of the rules that says so. */
const REFUSED: [string, object, string][] = [
  ['no role', { role: undefined }, 'role'],
  ['role and profile', { instanceProfile: 'nodes' }, 'role'],
  ['an empty role', { role: '' }, 'role'],
  ['a long role', { role: 'n'.repeat(65) }, 'role'],
  ['no subnets', { subnetSelectorTerms: undefined }, 'selectors'],
  ['an empty list of security groups', { securityGroupSelectorTerms: [] }, 'selectors'],
  ['31 terms', { subnetSelectorTerms: Array(31).fill({ id: 'subnet-1' }) }, 'selectors'],
  ['an empty term', { subnetSelectorTerms: [{ id: 'subnet-1' }, {}] }, 'selectors'],
  ['id and tags', { subnetSelectorTerms: [{ id: 'subnet-1', tags: { a: 'b' } }] }, 'selectors'],
  ['id and name', { securityGroupSelectorTerms: [{ id: 'sg-1', name: 'nodes' }] }, 'selectors'],
  ['another id', { subnetSelectorTerms: [{ id: 'my-subnet-1' }] }, 'selectors'],
  ['an empty tag', { subnetSelectorTerms: [{ tags: { a: '' } }] }, 'selectors'],
  ['21 tags', { subnetSelectorTerms: [{ tags: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, 'v'])) }] }, 'selectors'],
  ['another owner', { capacityReservationSelectorTerms: [{ id: 'cr-1', owner: 'self' }] }, 'selectors'],
  ['an owner of Karpenter', { capacityReservationSelectorTerms: [{ id: 'cr-1', ownerID: '111122223333' }] }, 'selectors'],
  ['an empty placement group', { placementGroupSelector: {} }, 'selectors'],
  ['half a pod network', { podSubnetSelectorTerms: POD_TERMS.podSubnetSelectorTerms }, 'pod-network'],
  ['a size without unit', { ephemeralStorage: { size: '80' } }, 'storage'],
  ['a unit without size', { ephemeralStorage: { size: 'Ti' } }, 'storage'],
  ['18 Ti', { ephemeralStorage: { size: '18Ti' } }, 'storage'],
  ['few operations', { ephemeralStorage: { iops: 2999 } }, 'storage'],
  ['much throughput', { ephemeralStorage: { throughput: 1001 } }, 'storage'],
  ['another key', { ephemeralStorage: { kmsKeyID: 'nodes' } }, 'storage'],
  ['a number as prefix size', { advancedNetworking: { ipv4PrefixSize: 32 } }, 'values'],
  ['another lockdown', { advancedSecurity: { kernelLockdown: 'confidentiality' } }, 'values'],
  ['another policy', { networkPolicy: 'Deny' }, 'values'],
  ['no URL', { advancedNetworking: { httpsProxy: '192.0.2.4:3128' } }, 'proxy'],
  ['a long URL', { advancedNetworking: { httpsProxy: `http://${'p'.repeat(249)}` } }, 'proxy'],
  ['51 hosts', { advancedNetworking: { noProxy: Array(51).fill('a') } }, 'proxy'],
  ['an empty host', { advancedNetworking: { noProxy: [''] } }, 'proxy'],
  ['EFA as primary', interfaces({ ...EFA, networkCardIndex: 0 }), 'interfaces'],
  ['another type', interfaces({ ...PRIMARY, interfaceType: 'efa' }), 'interfaces'],
  ['addresses on another card', interfaces(PRIMARY, { ...PRIMARY, networkCardIndex: 1, secondaryIPv4Count: 1 }), 'interfaces'],
  ['addresses and prefixes', interfaces({ ...PRIMARY, secondaryIPv4Count: 1, secondaryIPv4PrefixCount: 1 }), 'interfaces'],
  ['addresses of EFA', interfaces(PRIMARY, { ...EFA, networkCardIndex: 0, deviceIndex: 1, secondaryIPv4Count: 1 }), 'interfaces'],
  ['a public address of several', { advancedNetworking: { networkInterfaces: [PRIMARY, EFA], associatePublicIPAddress: true } }, 'interfaces'],
  ['pod subnets and primary addresses', { ...POD_TERMS, ...interfaces({ ...PRIMARY, secondaryIPv4PrefixCount: 1 }) }, 'interfaces'],
  ['other hugepages', hugepages({ pages: [{ size: '4Ki', count: 1 }] }), 'hugepages'],
  ['a size twice', hugepages({ pages: [{ size: '2Mi', count: 1 }, { size: '2Mi', count: 2 }] }), 'hugepages'],
  ['hugepages and EFA', { ...hugepages({ pages: [{ size: '2Mi', count: 1 }] }), ...interfaces(PRIMARY, EFA) }, 'hugepages'],
  ['defragmentation for nothing', hugepages({ transparent: { enabled: 'never', defrag: 'always' } }), 'hugepages'],
  ['no pods', kubelet({ maxPods: 0 }), 'kubelet'],
  ['many pods', kubelet({ maxPods: 111 }), 'kubelet'],
  ['few processes', kubelet({ podPidsLimit: 99 }), 'kubelet'],
  ['IDs without namespaces', kubelet({ idsPerPod: 65_536 }), 'kubelet'],
  ['IDs with no namespaces', { advancedCompute: { kubelet: { idsPerPod: 65_536 }, kernel: { sysctl: { 'user.max_user_namespaces': 0 } } } }, 'kubelet'],
  ['a part of a block of IDs', { advancedCompute: { kubelet: { idsPerPod: 65_537 }, kernel: { sysctl: { 'user.max_user_namespaces': 1 } } } }, 'kubelet'],
  ['one log file', kubelet({ logging: { containerLogMaxFiles: 1 } }), 'kubelet'],
  ['other unsafe sysctls', kubelet({ allowedUnsafeSysctls: ['vm.swappiness'] }), 'kubelet'],
  ['65 unsafe sysctls', kubelet({ allowedUnsafeSysctls: Array(65).fill('net.*') }), 'kubelet'],
  ['another signal', kubelet({ eviction: { hard: { 'memory.free': '1Gi' } } }), 'eviction'],
  ['no quantity', kubelet({ eviction: { hard: { 'memory.available': 'little' } } }), 'eviction'],
  ['no grace period', kubelet({ eviction: { soft: { 'memory.available': '1Gi' } } }), 'eviction'],
  ['the grace period of another signal', kubelet({ eviction: { soft: { 'memory.available': '1Gi' }, softGracePeriod: { 'pid.available': '1m' } } }), 'eviction'],
  ['a low value', sysctl({ 'vm.max_map_count': 65_529 }), 'sysctls'],
  ['a high value', sysctl({ 'vm.swappiness': 201 }), 'sysctls'],
  ['another congestion control', sysctl({ 'net.ipv4.tcp_congestion_control': 'bbr' }), 'sysctls'],
  ['one ratio', sysctl({ 'vm.dirty_ratio': 20 }), 'sysctls'],
  ['equal ratios', sysctl({ 'vm.dirty_background_ratio': 20, 'vm.dirty_ratio': 20 }), 'sysctls'],
  ['two thresholds', sysctl({ 'net.ipv4.neigh.default.gc_thresh1': 1, 'net.ipv4.neigh.default.gc_thresh3': 1024 }), 'sysctls'],
  ['falling thresholds', sysctl({
    'net.ipv4.neigh.default.gc_thresh1': 1, 'net.ipv4.neigh.default.gc_thresh2': 2048, 'net.ipv4.neigh.default.gc_thresh3': 1024,
  }), 'sysctls'],
  ['a certificate as text', { certificateBundles: [{ name: 'own', data: '-----BEGIN CERTIFICATE-----' }] }, 'certificates'],
  ['a certificate without name', { certificateBundles: [{ name: '', data: 'YWJj' }] }, 'certificates'],
  ['a reserved tag', { tags: { 'karpenter.sh/nodepool': 'a' } }, 'tags'],
];

describeWithControlPlane('NodeClasses on the API server', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
    controlPlane = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials });
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  /** Server-side apply, as the provisioner does it: unknown fields are refused. */
  const apply = async (object: { metadata?: { name?: string } }) => controlPlane.request(
    'PATCH', `/apis/eks.amazonaws.com/v1/nodeclasses/${object.metadata?.name}?dryRun=All&fieldManager=test&fieldValidation=Strict`, object, 'application/apply-patch+yaml',
  );
  const raw = async (fields: object) => apply({
    apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', metadata: { name: 'raw' }, spec: { ...MINIMAL_SPEC, ...fields },
  } as object);

  test.each(Object.entries(FULL_NODE_CLASSES))('every field that is typed is accepted: %s', async (_, props) => {
    const { status, body } = await apply(typedNodeClass(props).apiObject.toJson());
    expect({ status, message: body.message }).toEqual({ status: 201, message: undefined });
  });

  test.each(REFUSED)('refuses as the rules do: %s', async (_, fields, rule) => {
    expect(findingsOfSpec({ ...MINIMAL_SPEC, ...fields })).toContainEqual(expect.objectContaining({ ruleId: `node-class-${rule}`, level: 'error' }));
    const { status } = await raw(fields);
    expect([422, 500]).toContain(status); // 500 is how apply reports fields that are unknown or of another type
  });

  test('every rule about single NodeClasses that is an error is tried', () => {
    const errors = AutoModeRules.descriptions.filter(({ id, level }) => id.startsWith('node-class-') && id !== 'node-class-ref' && level === 'error').map(({ id }) => id);
    expect([...new Set(REFUSED.map(([, , rule]) => `node-class-${rule}`)), 'node-class-name'].sort()).toEqual(errors.sort());
  });
});
