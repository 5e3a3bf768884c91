import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeClusterProps, AutoModeVpc } from '../../../src';
import { stackFixture } from '../../support/fixtures';

const { PUBLIC, PRIVATE, PUBLIC_AND_PRIVATE } = eks.EndpointAccess;

function clusterIn(vpcOf: (stack: Stack) => ec2.IVpc, props: Partial<AutoModeClusterProps>): Stack {
  const { stack } = stackFixture();
  new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc: vpcOf(stack), ...props });
  return stack;
}

function warnings(stack: Stack, id: string): string[] {
  return Annotations.fromStack(stack).findWarning('/Stack/Cluster', Match.stringLikeRegexp(`cdk-eks-auto-mode:${id}`)).map(({ entry }) => String(entry.data));
}

describe('isolated subnets', () => {
  const isolated = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', {
    natGateways: 0, maxAzs: 2, subnetConfiguration: [{ name: 'Nodes', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  const imported = (stack: Stack) => ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1', availabilityZones: ['us-east-1a', 'us-east-1b'], isolatedSubnetIds: ['subnet-1', 'subnet-2'],
  });
  const beside = (stack: Stack) => new AutoModeVpc(stack, 'Vpc', { maxAzs: 2, isolatedSubnets: true });
  const vpcSubnets = [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }];

  test.each<[string, (stack: Stack) => ec2.IVpc]>([['of a VPC of the app', isolated], ['of an imported VPC', imported], ['beside private ones', beside]])(
    '%s do not reach a public endpoint', (_, vpcOf) => {
      expect(() => clusterIn(vpcOf, { vpcSubnets, endpointAccess: PUBLIC }))
        .toThrow(/endpointAccess must be private, or public and private, for isolated subnets, from which nothing gets out, got public for Stack\/Vpc\/\S+, Stack\/Vpc\/\S+: write eks\.EndpointAccess\.PRIVATE/);
    });

  test.each([PRIVATE, PUBLIC_AND_PRIVATE, undefined])('reach one with private access: %#', (endpointAccess) => {
    expect(() => clusterIn(isolated, { vpcSubnets, endpointAccess })).not.toThrow();
  });

  test('beside those of the cluster do not matter', () => {
    expect(() => clusterIn(beside, { endpointAccess: PUBLIC })).not.toThrow();
  });
});

describe('an AutoModeVpc without NAT gateways', () => {
  const without = (dualStack = false) => (stack: Stack) => new AutoModeVpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, endpoints: {}, dualStack });

  test.each<[string, boolean]>([['IPv4', false], ['both families, for a cluster of IPv4', true]])('of %s is warned about with a public endpoint', (_, dualStack) => {
    expect(warnings(clusterIn(without(dualStack), { endpointAccess: PUBLIC }), 'public-endpoint-network')).toEqual([
      expect.stringMatching(/^endpointAccess should be private, or public and private, in a VPC without NAT gateways, got public: .*\. Write eks\.EndpointAccess\.PRIVATE, or natGateways, or acknowledge this/),
    ]);
  });

  test.each<[string, (stack: Stack) => ec2.IVpc, Partial<AutoModeClusterProps>]>([
    ['a private endpoint', without(), { endpointAccess: PRIVATE }],
    ['IPv6', without(true), { endpointAccess: PUBLIC, ipFamily: eks.IpFamily.IP_V6 }],
    ['nodes in public subnets', without(), { endpointAccess: PUBLIC, vpcSubnets: [{ subnetType: ec2.SubnetType.PUBLIC }] }],
    ['NAT gateways after all', (stack) => new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 }), { endpointAccess: PUBLIC }],
  ])('is not with %s', (_, vpcOf, props) => {
    expect(warnings(clusterIn(vpcOf, props), 'public-endpoint-network')).toEqual([]);
  });
});

describe('hybrid nodes', () => {
  const remoteNodeNetworks = [{ cidrs: ['192.168.0.0/16'] }];
  const vpcOf = (stack: Stack) => new AutoModeVpc(stack, 'Vpc', { maxAzs: 2, dualStack: true });

  test.each<[string, Partial<AutoModeClusterProps>]>([
    ['the default endpoint', { remoteNodeNetworks }], ['one that is restricted', { remoteNodeNetworks, endpointAccess: PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24') }],
  ])('with %s, public and private, are warned about', (_, props) => {
    expect(warnings(clusterIn(vpcOf, props), 'hybrid-nodes-endpoint')).toEqual([
      expect.stringMatching(/^endpointAccess should be either private or public with remoteNodeNetworks, got public and private: .*\. Write eks\.EndpointAccess\.PRIVATE or eks\.EndpointAccess\.PUBLIC, or acknowledge this/),
    ]);
  });

  test.each<[string, Partial<AutoModeClusterProps>]>([
    ['a private endpoint', { remoteNodeNetworks, endpointAccess: PRIVATE }],
    ['a public one', { remoteNodeNetworks, endpointAccess: PUBLIC }],
    ['no networks of theirs', { remoteNodeNetworks: [] }],
  ])('with %s are not', (_, props) => {
    expect(warnings(clusterIn(vpcOf, props), 'hybrid-nodes-endpoint')).toEqual([]);
  });

  test('are refused with IPv6', () => {
    expect(() => clusterIn(vpcOf, { remoteNodeNetworks, ipFamily: eks.IpFamily.IP_V6 }))
      .toThrow('ipFamily must be IPv4 with remoteNodeNetworks, got IPv6: leave ipFamily out, or remove the networks');
    expect(() => clusterIn(vpcOf, { remoteNodeNetworks: [], ipFamily: eks.IpFamily.IP_V6 })).not.toThrow();
  });
});
