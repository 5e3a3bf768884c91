import * as fs from 'fs';
import * as path from 'path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  AuthenticationMode, AutoModeCluster, AutoModeClusterProps, AutoModeVpc, BuiltInNodePool, ClusterRole, ControlPlaneEgressMode, NodeRole,
  ScoringStrategy, UpgradePolicy,
} from '../../src';
import { stackFixture } from '../support/fixtures';

const TYPES = fs.readFileSync(path.join(path.dirname(require.resolve('aws-cdk-lib/aws-eks')), 'lib', 'eks.generated.d.ts'), 'utf8');
const TABLE = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'cluster-properties.md'), 'utf8');

/** Fields of an interface in the generated types, with the interface that each holds, if any. */
function fieldsOf(name: string): { name: string; holds?: string }[] {
  const start = TYPES.search(new RegExp(`interface ${name} \\{`));
  expect(start).toBeGreaterThan(0);
  const indent = /\n( *)[^\n]*$/.exec(TYPES.slice(0, start))![1];
  const body = TYPES.slice(start, TYPES.indexOf(`\n${indent}}`, start));
  return [...body.matchAll(/readonly (\w+)\??: ([^;]+);/g)].map(([, field, type]) => ({ name: field, holds: /CfnCluster\.(\w+)/.exec(type)?.[1] }));
}

function pathsOf(name: string): string[] {
  return fieldsOf(name).flatMap(({ name: field, holds }) => {
    const property = field[0].toUpperCase() + field.slice(1);
    if (field === 'tags') { return ['Tags.Key', 'Tags.Value']; }
    return holds ? pathsOf(holds).map((rest) => `${property}.${rest}`) : [property];
  });
}

const rows = [...TABLE.matchAll(/^\| `([\w.]+)` \| (.*) \|$/gm)].filter(([, property]) => !property.startsWith('AWS'));

test('every property of AWS::EKS::Cluster that aws-cdk-lib knows is in the table', () => {
  expect(rows.map(([, property]) => property)).toEqual(pathsOf('CfnClusterProps').sort());
});

/** Rows of what this library writes, and the props that each names. */
const written = rows.filter(([, , here]) => !/^(an answer of the service|never written|not with Auto Mode)/.test(here))
  .map(([, property, here]) => ({ property, props: [...here.matchAll(/`(\w+)[\w.]*`/g)].map(([, prop]) => prop).filter((prop) => prop !== 'secrets') }));
const named = [...new Set(written.flatMap(({ props }) => props))].sort();

/** For each prop a value, and others: together they change every property that the prop sets. */
function changesIn(stack: Stack): { readonly [prop: string]: Partial<AutoModeClusterProps>[] } {
  const [vpc, otherVpc] = ['Vpc', 'OtherVpc'].map((id) => new AutoModeVpc(stack, id, { dualStack: true, maxAzs: 3 }));
  const [clusterRole, otherClusterRole] = ['ClusterRole', 'OtherClusterRole'].map((id) => new ClusterRole(stack, id));
  const [builtInNodeRole, otherNodeRole] = ['NodeRole', 'OtherNodeRole'].map((id) => new NodeRole(stack, id));
  const groups = ['sg-1', 'sg-2', 'sg-3'].map((id) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, id));
  const [one, two] = [['192.168.0.0/20'], ['192.168.16.0/20']].map((cidrs) => [{ cidrs }]);
  return {
    activeCertificateAuthorityId: ['a', 'b'].map((activeCertificateAuthorityId) => ({ activeCertificateAuthorityId })),
    authenticationMode: [AuthenticationMode.API, AuthenticationMode.API_AND_CONFIG_MAP].map((authenticationMode) => ({ authenticationMode })),
    builtInNodePools: [[BuiltInNodePool.SYSTEM], [BuiltInNodePool.GENERAL_PURPOSE]].map((builtInNodePools) => ({ builtInNodePools })),
    builtInNodeRole: [{ builtInNodeRole }, { builtInNodeRole: otherNodeRole }],
    clusterName: ['a', 'b'].map((clusterName) => ({ clusterName })),
    clusterRole: [{ clusterRole }, { clusterRole: otherClusterRole }],
    controlPlaneEgressMode: [ControlPlaneEgressMode.AWS_MANAGED, ControlPlaneEgressMode.CUSTOMER_ROUTED]
      .map((controlPlaneEgressMode) => ({ controlPlaneEgressMode })),
    controlPlaneScalingTier: [eks.ControlPlaneScalingTier.TIER_XL, eks.ControlPlaneScalingTier.of('b')]
      .map((controlPlaneScalingTier) => ({ controlPlaneScalingTier })),
    deletionProtection: [true, false].map((deletionProtection) => ({ deletionProtection })),
    endpointAccess: [eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24'), eks.EndpointAccess.PUBLIC, eks.EndpointAccess.PRIVATE]
      .map((endpointAccess) => ({ endpointAccess })),
    eventTimeToLive: [10, 20].map((minutes) => ({ eventTimeToLive: Duration.minutes(minutes) })),
    forceUpgrade: [true, false].map((forceUpgrade) => ({ forceUpgrade })),
    gatewayApiCrds: [true, false].map((gatewayApiCrds) => ({ gatewayApiCrds })),
    horizontalPodAutoscalerSyncPeriod: [10, 15].map((seconds) => ({ horizontalPodAutoscalerSyncPeriod: Duration.seconds(seconds) })),
    // Before the block of Services and the networks of hybrid nodes, which only IPv4 lets choose.
    ipFamily: [eks.IpFamily.IP_V4, eks.IpFamily.IP_V6]
      .map((ipFamily) => ({ ipFamily, serviceIpv4Cidr: undefined, remoteNodeNetworks: undefined, remotePodNetworks: undefined })),
    logging: [[eks.ClusterLoggingTypes.API], [eks.ClusterLoggingTypes.AUDIT]].map((logging) => ({ logging })),
    remoteNodeNetworks: [{ remoteNodeNetworks: one }, { remoteNodeNetworks: [{ cidrs: ['192.168.32.0/20'] }] }],
    remotePodNetworks: [{ remotePodNetworks: two }, { remotePodNetworks: [{ cidrs: ['192.168.32.0/20'] }] }],
    rollbackTimeout: [3, 4].map((hours) => ({ rollbackTimeout: Duration.hours(hours) })),
    scoringStrategy: [ScoringStrategy.mostAllocated({ cpu: 1 }), ScoringStrategy.leastAllocated({ memory: 2 })]
      .map((scoringStrategy) => ({ scoringStrategy })),
    secretsEncryptionKey: [{ secretsEncryptionKey: new kms.Key(stack, 'Key') }, { secretsEncryptionKey: undefined }],
    securityGroups: [{ securityGroups: groups.slice(0, 2) }, { securityGroups: groups.slice(1) }],
    serviceIpv4Cidr: ['172.20.0.0/16', '172.21.0.0/16'].map((serviceIpv4Cidr) => ({ serviceIpv4Cidr })),
    serviceNodePortRange: [{ from: 30_000, to: 31_000 }, { from: 30_001, to: 31_001 }].map((serviceNodePortRange) => ({ serviceNodePortRange })),
    tags: [{ tags: { one: 'a' } }, { tags: { two: 'b' } }],
    terminatedPodThreshold: [1, 2].map((terminatedPodThreshold) => ({ terminatedPodThreshold })),
    upgradePolicy: [UpgradePolicy.STANDARD, UpgradePolicy.EXTENDED].map((upgradePolicy) => ({ upgradePolicy })),
    version: [eks.KubernetesVersion.V1_36, eks.KubernetesVersion.V1_35].map((version) => ({ version })),
    vpc: [{ vpc }, { vpc: otherVpc }],
    vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }, { subnets: vpc.privateSubnets.slice(1) }]
      .map((selection) => ({ vpcSubnets: [selection] })),
    zonalShift: [true, false].map((zonalShift) => ({ zonalShift })),
  };
}

/** Paths of values in a template, with the values. Items of a list have the same paths. */
function leavesOf(value: unknown, at = ''): [string, string][] {
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => isStructure(item));
  if (isList) { return value.flatMap((item) => leavesOf(item, at)); }
  if (!isStructure(value)) { return [[at, JSON.stringify(value)]]; }
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, at === '' ? key : `${at}.${key}`));
}

/** Not a text, number or list of those, nor a function of CloudFormation that gives one. */
function isStructure(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

function pathsThatDiffer(one: [string, string][], other: [string, string][]): string[] {
  const textsOf = (leaves: [string, string][]) => new Set(leaves.map((leaf) => leaf.join(' ')));
  const [texts, otherTexts] = [textsOf(one), textsOf(other)];
  return [...one.filter((leaf) => !otherTexts.has(leaf.join(' '))), ...other.filter((leaf) => !texts.has(leaf.join(' ')))].map(([at]) => at);
}

describe('a cluster with every prop', () => {
  const { stack } = stackFixture();
  const changes = changesIn(stack);
  const everything = Object.assign({}, ...Object.values(changes).map(([value]) => value)) as AutoModeClusterProps;
  const logicalIdOf = (id: string, props: Partial<AutoModeClusterProps>) =>
    stack.getLogicalId(new AutoModeCluster(stack, id, { ...everything, ...props }).cluster.node.defaultChild as CfnCluster);
  const whole = logicalIdOf('Whole', {});
  const changed = Object.fromEntries(Object.entries(changes).map(([prop, values]) =>
    [prop, values.map((props, index) => logicalIdOf(`${prop}${index}`, props))]));
  const resources = Template.fromStack(stack).findResources('AWS::EKS::Cluster');
  const leavesIn = (logicalId: string) => leavesOf(resources[logicalId].Properties);

  test('has every property that the table says is written, and no other', () => {
    expect([...new Set(leavesIn(whole).map(([at]) => at))].sort()).toEqual(written.map(({ property }) => property));
  });

  test('has every prop that the table names', () => {
    expect(Object.keys(changes).sort()).toEqual(named);
  });

  test.each(named)('has from %s what the table says', (prop) => {
    const [value, ...others] = changed[prop].map(leavesIn);
    expect([...new Set(others.flatMap((other) => pathsThatDiffer(value, other)))].sort())
      .toEqual(written.filter(({ props }) => props.includes(prop)).map(({ property }) => property));
  });
});
