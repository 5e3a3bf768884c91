import { Lazy, Token } from 'aws-cdk-lib';
import { App, Chart, JsonPatch, Size } from 'cdk8s';
import {
  AutoModeRules, CapacityReservationSelector, DefaultNetworkPolicy, EphemeralStorage, Ipv4PrefixSize, KernelLockdown, NetworkInterface, NodeClass,
  NodeClassProps, PlacementGroup, PodNetwork, SecondaryAddresses, SecurityGroupSelector, SnatPolicy, SubnetSelector,
} from '../../../src';
import { FULL_NODE_CLASSES } from '../../support/full-node-class';
import { specOf, typedNodeClass } from '../../support/node-class';

const REQUIRED: NodeClassProps = {
  role: 'nodes',
  subnets: [SubnetSelector.id('subnet-1')],
  securityGroups: [SecurityGroupSelector.id('sg-1')],
};

function fixOf(count: number): string {
  return count === 0 ? 'write at least one' : 'select by tags that all of them carry';
}

function many<T>(count: number, selector: T): T[] {
  return Array(count).fill(selector);
}

describe('manifest', () => {
  test.each(Object.entries(FULL_NODE_CLASSES))('of every property: %s', (_, props) => {
    expect(typedNodeClass(props).apiObject.toJson()).toMatchSnapshot();
  });

  test.each(Object.entries(FULL_NODE_CLASSES))('of every property breaks no rule: %s', (_, props) => {
    const findings = AutoModeRules.findings(typedNodeClass(props), { version: '1.36', region: 'us-east-1', builtInNodePools: [] });
    // Which is not a matter of the NodeClass.
    expect(findings.filter(({ ruleId }) => ruleId !== 'network-policy-enablement')).toEqual([]);
  });

  test('is of the kind of EKS, not of Karpenter', () => {
    expect(typedNodeClass().apiObject.toJson()).toMatchObject({ apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass' });
  });
});

describe('defaults', () => {
  test('are left to the service', () => {
    expect(specOf()).toEqual({
      role: 'nodes',
      subnetSelectorTerms: [{ id: 'subnet-1' }],
      securityGroupSelectorTerms: [{ id: 'sg-1' }],
    });
  });

  test.each<[string, Partial<NodeClassProps>]>([
    ['lists', { capacityReservations: [], networkInterfaces: [], certificateBundles: [] }],
    ['structures', { hugepages: {}, kubelet: {}, sysctls: {} }],
    ['structures within structures', { kubelet: { eviction: {}, allowedUnsafeSysctls: [] } }],
    ['lists within structures', { kubelet: { eviction: { hard: [], soft: [] } } }],
  ])('are left to the service where %s are empty', (_, props) => {
    expect(specOf(props)).toEqual(specOf());
  });

  test('of a partly given volume are left to the service', () => {
    expect(specOf({ ephemeralStorage: { iops: 4000 } }).ephemeralStorage).toEqual({ iops: 4000 });
  });
});

describe('network', () => {
  test.each([
    [SnatPolicy.RANDOM, 'Random'],
    [SnatPolicy.DISABLED, 'Disabled'],
  ])('snatPolicy %s is written', (snatPolicy, rendered) => {
    expect(specOf({ snatPolicy }).snatPolicy).toBe(rendered);
  });

  test.each([
    [DefaultNetworkPolicy.ALLOW, 'DefaultAllow'],
    [DefaultNetworkPolicy.DENY, 'DefaultDeny'],
  ])('networkPolicy %s is written', (networkPolicy, rendered) => {
    expect(specOf({ networkPolicy }).networkPolicy).toBe(rendered);
  });

  test.each([
    [true, 'Enabled'],
    [false, 'Disabled'],
  ])('networkPolicyEventLogs %s is written as a word', (networkPolicyEventLogs, rendered) => {
    expect(specOf({ networkPolicyEventLogs }).networkPolicyEventLogs).toBe(rendered);
  });
});

describe('advanced networking and security', () => {
  test.each<[string, Partial<NodeClassProps>, object]>([
    ['associatePublicIpAddress', { associatePublicIpAddress: true }, { associatePublicIPAddress: true }],
    ['associatePublicIpAddress', { associatePublicIpAddress: false }, { associatePublicIPAddress: false }],
    ['ipv4PrefixSize', { ipv4PrefixSize: Ipv4PrefixSize.AUTO }, { ipv4PrefixSize: 'Auto' }],
    ['ipv4PrefixSize', { ipv4PrefixSize: Ipv4PrefixSize.SINGLE_ADDRESS }, { ipv4PrefixSize: '32' }],
    ['ipv4Egress', { ipv4Egress: true }, { enableV4Egress: true }],
    ['ipv4Egress', { ipv4Egress: false }, { enableV4Egress: false }],
  ])('%s is written alone: %#', (_, props, rendered) => {
    expect(specOf(props)).toEqual({ ...specOf(), advancedNetworking: rendered });
  });

  test('networkInterfaces keep their order', () => {
    const networkInterfaces = [NetworkInterface.efaOnly(1, 0), NetworkInterface.primary({ secondaryAddresses: SecondaryAddresses.count(2) })];
    expect(specOf({ networkInterfaces }).advancedNetworking).toEqual({
      networkInterfaces: [
        { networkCardIndex: 1, deviceIndex: 0, interfaceType: 'efa-only' },
        { networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface', secondaryIPv4Count: 2 },
      ],
    });
  });

  test('a public address with several interfaces is refused by a rule', () => {
    const networkInterfaces = [NetworkInterface.primary({ secondaryAddresses: SecondaryAddresses.prefixes(1) }), NetworkInterface.standard(1, 0)];
    const findings = AutoModeRules.findings(typedNodeClass({ associatePublicIpAddress: true, networkInterfaces }));
    expect(findings).toMatchObject([{ ruleId: 'node-class-interfaces', field: 'spec.advancedNetworking.associatePublicIPAddress' }]);
  });

  test.each([
    [KernelLockdown.INTEGRITY, 'integrity'],
    [KernelLockdown.NONE, 'none'],
  ])('kernelLockdown %s is written alone', (kernelLockdown, rendered) => {
    expect(specOf({ kernelLockdown }).advancedSecurity).toEqual({ kernelLockdown: rendered });
  });

  test.each([true, false])('fips %s is written alone', (fips) => {
    expect(specOf({ fips }).advancedSecurity).toEqual({ fips });
  });
});

describe('pod network', () => {
  const pods: PodNetwork = { subnets: [SubnetSelector.id('subnet-2')], securityGroups: [SecurityGroupSelector.id('sg-2')] };

  test('writes both lists', () => {
    expect(specOf({ podNetwork: pods })).toEqual({
      ...specOf(), podSubnetSelectorTerms: [{ id: 'subnet-2' }], podSecurityGroupSelectorTerms: [{ id: 'sg-2' }],
    });
  });

  test.each([0, 31])('must not have %s subnets', (count) => {
    expect(() => typedNodeClass({ podNetwork: { ...pods, subnets: many(count, SubnetSelector.id('subnet-2')) } }))
      .toThrow(new Error(`podNetwork.subnets must have 1 to 30 selectors, got ${count}: ${fixOf(count)}`));
  });

  test.each([0, 31])('must not have %s security groups', (count) => {
    expect(() => typedNodeClass({ podNetwork: { ...pods, securityGroups: many(count, SecurityGroupSelector.id('sg-2')) } }))
      .toThrow(new Error(`podNetwork.securityGroups must have 1 to 30 selectors, got ${count}: ${fixOf(count)}`));
  });
});

describe('capacity', () => {
  test('capacityReservations may be 30, not 31', () => {
    const selector = CapacityReservationSelector.id('cr-1');
    expect(specOf({ capacityReservations: many(30, selector) }).capacityReservationSelectorTerms).toHaveLength(30);
    expect(() => typedNodeClass({ capacityReservations: many(31, selector) })).toThrow(new Error('capacityReservations must have 1 to 30 selectors, got 31: select by tags that all of them carry'));
  });

  test('placementGroup is written as its selector', () => {
    expect(specOf({ placementGroup: PlacementGroup.named('together') }).placementGroupSelector).toEqual({ name: 'together' });
  });
});

describe('instance profile', () => {
  test('is written instead of a role', () => {
    expect(specOf({ role: undefined, instanceProfile: 'nodes' })).toMatchObject({ instanceProfile: 'nodes' });
    expect(specOf({ role: undefined, instanceProfile: 'nodes' })).not.toHaveProperty('role');
  });

  test.each<[string, Partial<NodeClassProps>]>([
    ['both: remove one of them', { role: 'nodes', instanceProfile: 'nodes' }],
    ['none: write the name of a role', { role: undefined, instanceProfile: undefined }],
  ])('and role must be one of the two, got %s', (got, props) => {
    const chart = new Chart(new App(), 'chart');
    expect(() => new NodeClass(chart, 'Nodes', { ...REQUIRED, ...props }))
      .toThrow(new Error(`either role or instanceProfile must be given, got ${got}`));
  });

  test('may have 128 characters, not 129', () => {
    expect(specOf({ instanceProfile: 'n'.repeat(128) }).instanceProfile).toHaveLength(128);
    expect(() => typedNodeClass({ instanceProfile: 'n'.repeat(129) })).toThrow(/^instanceProfile must have 1 to 128 characters, got "n{129}" with 129: write the name as IAM shows it$/);
  });
});

describe('tags', () => {
  test('are not changed by later changes of the map', () => {
    const tags: { [key: string]: string } = { team: 'data' };
    const made = typedNodeClass({ tags });
    tags.team = 'other';
    expect(made.apiObject.toJson().spec.tags).toEqual({ team: 'data' });
  });
});

describe('role', () => {
  test.each(['n', 'n'.repeat(64)])('may be %s', (role) => {
    expect(specOf({ role }).role).toBe(role);
  });

  test('must not be empty', () => {
    expect(() => typedNodeClass({ role: '' })).toThrow(/^role must have 1 to 64 characters, got "" with 0: write the name as IAM shows it$/);
  });

  test('must not have 65 characters', () => {
    expect(() => typedNodeClass({ role: 'n'.repeat(65) })).toThrow(/^role must have 1 to 64 characters, got "n{65}" with 65: write the name as IAM shows it$/);
  });

  test('must not be an ARN, and the error says the name', () => {
    expect(() => typedNodeClass({ role: 'arn:aws:iam::111122223333:role/nodes' }))
      .toThrow(/^role must be a name, got the ARN "arn:aws:iam::111122223333:role\/nodes": write "nodes"$/);
  });

  test('must not be an ARN of another partition with a path, and the error says the name without the path', () => {
    expect(() => typedNodeClass({ role: 'arn:aws-cn:iam::111122223333:role/team/data/nodes' })).toThrow(/: write "nodes"$/);
  });

  test('must not be an ARN around a token', () => {
    expect(() => typedNodeClass({ role: `arn:aws:iam::111122223333:role/${Token.asString({ Ref: 'Role' })}` })).toThrow(/^role must be a name.*: write roleName instead of roleArn$/);
  });

  test.each([
    ['a reference', Token.asString({ Ref: 'Role' })],
    ['a lazy text', Lazy.string({ produce: () => 'late' })],
    ['a long text around a token', 'n'.repeat(65) + Token.asString({ Ref: 'Role' })],
  ])('is not looked into when it is %s', (_, role) => {
    expect(specOf({ role }).role).toBe(role);
  });
});

describe('selectors', () => {
  test('keep their order', () => {
    expect(specOf({ subnets: [SubnetSelector.id('subnet-2'), SubnetSelector.id('subnet-1')] }).subnetSelectorTerms)
      .toEqual([{ id: 'subnet-2' }, { id: 'subnet-1' }]);
  });

  test('may be 30', () => {
    const spec = specOf({ subnets: many(30, SubnetSelector.id('subnet-1')), securityGroups: many(30, SecurityGroupSelector.id('sg-1')) });
    expect(spec.subnetSelectorTerms).toHaveLength(30);
    expect(spec.securityGroupSelectorTerms).toHaveLength(30);
  });

  test.each([0, 31])('of subnets must not be %s', (count) => {
    expect(() => typedNodeClass({ subnets: many(count, SubnetSelector.id('subnet-1')) }))
      .toThrow(new Error(`subnets must have 1 to 30 selectors, got ${count}: ${fixOf(count)}`));
  });

  test.each([0, 31])('of security groups must not be %s', (count) => {
    expect(() => typedNodeClass({ securityGroups: many(count, SecurityGroupSelector.id('sg-1')) }))
      .toThrow(new Error(`securityGroups must have 1 to 30 selectors, got ${count}: ${fixOf(count)}`));
  });

  test('may hold tokens', () => {
    const id = Token.asString({ Ref: 'Subnet' });
    expect(specOf({ subnets: [SubnetSelector.id(id)] }).subnetSelectorTerms).toEqual([{ id }]);
  });
});

describe('ephemeral storage', () => {
  function storageOf(ephemeralStorage: EphemeralStorage) {
    return specOf({ ephemeralStorage }).ephemeralStorage;
  }

  test.each([
    [Size.gibibytes(1), '1Gi'],
    [Size.gibibytes(59_000), '59000Gi'],
    [Size.mebibytes(2048), '2Gi'],
    // The schema of the service refuses 18Ti.
    [Size.tebibytes(18), '18432Gi'],
  ])('size is written in GiB: %#', (size, rendered) => {
    expect(storageOf({ size })).toEqual({ size: rendered });
  });

  test.each([
    [Size.gibibytes(0), '0', 1],
    [Size.gibibytes(59_001), '59001', 59_000],
    [Size.mebibytes(1536), '1.5', 2],
    [Size.tebibytes(58), '59392', 59_000],
  ])('size outside the range or between two GiB is refused: %#', (size, got, fix) => {
    expect(() => typedNodeClass({ ephemeralStorage: { size } }))
      .toThrow(new Error(`ephemeralStorage.size must be a whole number of 1 to 59000 GiB, got ${got}: write for example ${fix}`));
  });

  test.each([3000, 16_000])('iops may be %s', (iops) => {
    expect(storageOf({ iops })).toEqual({ iops });
  });

  test.each([[0, 3000], [2999, 3000], [16_001, 16_000], [3000.4, 3000], [NaN, 3000]])('iops must not be %s', (iops, fix) => {
    expect(() => typedNodeClass({ ephemeralStorage: { iops } }))
      .toThrow(new Error(`ephemeralStorage.iops must be a whole number of 3000 to 16000 operations, got ${iops}: write for example ${fix}`));
  });

  test('iops is not looked into when it is a token', () => {
    const iops = Token.asNumber({ Ref: 'Iops' });
    expect(storageOf({ iops })).toEqual({ iops });
  });

  test.each([
    [Size.mebibytes(125), 125],
    [Size.mebibytes(1000), 1000],
    [Size.kibibytes(256 * 1024), 256],
  ])('throughput is a number of MiB: %#', (throughputPerSecond, throughput) => {
    expect(storageOf({ throughputPerSecond })).toEqual({ throughput });
  });

  test.each([
    [Size.mebibytes(124), '124', 125],
    [Size.gibibytes(1), '1024', 1000],
    [Size.kibibytes(200 * 1024 + 512), '200.5', 201],
  ])('throughput outside the range or between two MiB is refused: %#', (throughputPerSecond, got, fix) => {
    expect(() => typedNodeClass({ ephemeralStorage: { throughputPerSecond } }))
      .toThrow(new Error(`ephemeralStorage.throughputPerSecond must be a whole number of 125 to 1000 MiB, got ${got}: write for example ${fix}`));
  });
});

describe('metadata', () => {
  test('has a name made from the path by default', () => {
    const made = typedNodeClass();
    expect(made.name).toMatch(/^chart-nodes-[0-9a-f]+$/);
    expect(made.apiObject.toJson().metadata).toEqual({ name: made.name });
  });

  test('has the name given', () => {
    const named = typedNodeClass({ metadata: { name: 'private' } });
    expect(named.name).toBe('private');
    expect(named.nodeClassName).toBe('private');
    expect(named.apiObject.toJson().metadata).toEqual({ name: 'private' });
  });

  test('takes labels and annotations later', () => {
    const made = typedNodeClass({ metadata: { labels: { team: 'data' } } });
    made.metadata.addLabel('tier', 'private');
    made.metadata.addAnnotation('example.com/contact', 'data@example.com');
    expect(made.apiObject.toJson().metadata).toMatchObject({
      labels: { team: 'data', tier: 'private' },
      annotations: { 'example.com/contact': 'data@example.com' },
    });
  });

  test('never has the namespace of its chart', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'apps' });
    expect(new NodeClass(chart, 'Nodes', REQUIRED).apiObject.toJson().metadata).not.toHaveProperty('namespace');
  });

  test('never has a namespace of its own', () => {
    expect(typedNodeClass({ metadata: { namespace: 'apps' } }).apiObject.toJson().metadata).not.toHaveProperty('namespace');
  });
});

describe('in an app', () => {
  test('of plain cdk8s the object is rendered', () => {
    const app = new App();
    new NodeClass(new Chart(app, 'chart', { namespace: 'apps' }), 'Nodes', { ...REQUIRED, metadata: { name: 'private' } });
    expect(app.synthYaml()).toBe([
      'apiVersion: eks.amazonaws.com/v1',
      'kind: NodeClass',
      'metadata:',
      '  name: private',
      'spec:',
      '  role: nodes',
      '  securityGroupSelectorTerms:',
      '    - id: sg-1',
      '  subnetSelectorTerms:',
      '    - id: subnet-1',
      '',
    ].join('\n'));
  });

  test('the object takes JSON patches', () => {
    const made = typedNodeClass();
    made.apiObject.addJsonPatch(JsonPatch.add('/spec/tags', { team: 'data' }));
    expect(made.apiObject.toJson().spec.tags).toEqual({ team: 'data' });
  });

  test('a construct that is refused leaves nothing behind', () => {
    const chart = new Chart(new App(), 'chart');
    expect(() => new NodeClass(chart, 'Nodes', { ...REQUIRED, role: '' })).toThrow(/role/);
    expect(chart.node.children).toEqual([]);
  });
});

describe('references', () => {
  test('to the NodeClass of EKS', () => {
    expect(NodeClass.DEFAULT.nodeClassName).toBe('default');
  });

  test('to a NodeClass that exists', () => {
    expect(NodeClass.fromNodeClassName('private').nodeClassName).toBe('private');
  });
});
