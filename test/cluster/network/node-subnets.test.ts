import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AdoptOptions, AutoModeCluster, AutoModeClusterProps, IAutoModeCluster } from '../../../src';
import { chartFixture, stackFixture } from '../../support/fixtures';

const PUBLIC = { name: 'public', subnetType: ec2.SubnetType.PUBLIC };
const PRIVATE = { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
const ISOLATED = { name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
const VERSION = eks.KubernetesVersion.V1_36;
const ONLY_PUBLIC = 'vpcSubnets must be given for a VPC without private subnets, got only public ones: give it private ones, as new AutoModeVpc(…) has, '
  + 'or write vpcSubnets: [{ subnetType: ec2.SubnetType.PUBLIC }] if the internet may reach nodes';

function vpcWith(stack: Stack, ...subnetConfiguration: ec2.SubnetConfiguration[]): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, subnetConfiguration });
}

function emptyVpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['us-east-1a', 'us-east-1b'] });
}

/** A cluster in a VPC that is made for it. */
function clusterIn(vpcOf: (stack: Stack) => ec2.IVpc, props: Partial<AutoModeClusterProps> = {}): Stack {
  const { stack } = stackFixture();
  new AutoModeCluster(stack, 'Cluster', { version: VERSION, vpc: vpcOf(stack), ...props });
  return stack;
}

function importedIn(vpcOf: (stack: Stack) => ec2.IVpc, options: AdoptOptions = {}): { stack: Stack; cluster: IAutoModeCluster } {
  const { stack } = stackFixture();
  return {
    stack,
    cluster: AutoModeCluster.fromAttributes(stack, 'Cluster', {
      clusterName: 'production',
      clusterEndpoint: 'https://example.com',
      clusterCertificateAuthorityData: 'Y2VydGlmaWNhdGU=',
      clusterSecurityGroupId: 'sg-1',
      vpc: vpcOf(stack),
      ...options,
    }),
  };
}

describe('a VPC without private subnets', () => {
  test.each<[string, (stack: Stack) => ec2.IVpc, string]>([
    ['with public ones', (stack) => vpcWith(stack, PUBLIC), ONLY_PUBLIC],
    ['with isolated ones', (stack) => vpcWith(stack, ISOLATED), 'vpcSubnets must be given for a VPC without private subnets, got none: '
      + 'write vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }], and give the VPC the endpoints of ClusterEndpoints'],
    ['with none that is known', emptyVpc, 'vpcSubnets must be given for a VPC without private subnets, got no subnets at all: '
      + 'import the VPC with the ids of its subnets, or write vpcSubnets: [{ subnets: […] }]'],
  ])('%s asks for a choice', (_, vpcOf, message) => {
    expect(() => clusterIn(vpcOf)).toThrow(`${message} (at Stack/Cluster)`);
    const { cluster } = importedIn(vpcOf);
    expect(() => cluster.addNodeClass('quiet')).toThrow(`${message} (at Stack/Cluster)`);
  });

  test('is reported with what else is wrong', () => {
    expect(() => clusterIn((stack) => vpcWith(stack, PUBLIC), { clusterName: 'my_cluster' })).toThrow(/^clusterName must be 1 to 100.*; vpcSubnets must be given.*public ones/);
  });

  test('does not keep an existing cluster from what needs no subnets', () => {
    const { stack, cluster } = importedIn((scope) => vpcWith(scope, ISOLATED));
    cluster.grantDescribe(new iam.User(stack, 'User'));
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 1);
  });
});

describe('a choice', () => {
  test('that the VPC does not have is refused with what else is wrong', () => {
    const vpcSubnets = [{ subnetGroupName: 'nodes' }];
    expect(() => clusterIn((stack) => vpcWith(stack, PUBLIC, PRIVATE), { clusterName: 'my_cluster', vpcSubnets }))
      .toThrow(/^clusterName must .*; vpcSubnets must select subnets that the VPC has, got "There are no subnet groups with name 'nodes'.*": write another selection \(at Stack\/Cluster\)$/);
    expect(() => importedIn((stack) => vpcWith(stack, PUBLIC, PRIVATE), { vpcSubnets })).toThrow(/^vpcSubnets must select subnets that the VPC has, got "There are no/);
  });

  test('of public subnets is warned about', () => {
    const warning = Match.stringLikeRegexp('vpcSubnets should have no public subnets, got Stack/Vpc/publicSubnet1, Stack/Vpc/publicSubnet2: nodes are placed .*ack: cdk-eks-auto-mode:public-node-subnets');
    const vpcSubnets = [{ subnetType: ec2.SubnetType.PUBLIC }, { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }];
    const vpcOf = (stack: Stack) => vpcWith(stack, PUBLIC, PRIVATE);
    Annotations.fromStack(clusterIn(vpcOf, { vpcSubnets })).hasWarning('/Stack/Cluster', warning);
    Annotations.fromStack(importedIn(vpcOf, { vpcSubnets }).stack).hasWarning('/Stack/Cluster', warning);
  });

  test.each<[string, ec2.SubnetSelection[] | undefined]>([['that is left out', undefined], ['of private subnets', [{ subnetGroupName: 'private' }]]])('%s is not', (_, vpcSubnets) => {
    const vpcOf = (stack: Stack) => vpcWith(stack, PUBLIC, PRIVATE);
    for (const stack of [clusterIn(vpcOf, { vpcSubnets }), importedIn(vpcOf, { vpcSubnets }).stack]) {
      Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('public subnets'));
    }
  });
});

describe('the DNS of a VPC', () => {
  const vpcOf = (props: ec2.VpcProps) => (stack: Stack) => new ec2.Vpc(stack, 'Vpc', props);

  test.each<[string, ec2.VpcProps, string]>([
    ['host names', { enableDnsHostnames: false }, 'without enableDnsHostnames: write enableDnsHostnames: true, or'],
    ['support', { enableDnsSupport: false }, 'without enableDnsSupport: write enableDnsSupport: true, or'],
    ['both', { enableDnsHostnames: false, enableDnsSupport: false },
      'without enableDnsSupport and enableDnsHostnames: write enableDnsSupport: true, enableDnsHostnames: true, or'],
  ])('needs %s for a private endpoint, which is reported with what else is wrong', (_, props, message) => {
    expect(() => clusterIn(vpcOf(props), { clusterName: 'my_cluster' })).toThrow(new RegExp(
      `^clusterName must .*; vpc must have DNS support and DNS host names for the private endpoint of the cluster, got Stack/Vpc ${message} endpointAccess: eks.EndpointAccess.PUBLIC`));
  });

  test('needs nothing for a public endpoint', () => {
    expect(() => clusterIn(vpcOf({ enableDnsHostnames: false }), { endpointAccess: eks.EndpointAccess.PUBLIC })).not.toThrow();
  });

  test('is not judged in an imported VPC', () => {
    const imported = (stack: Stack) => ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
    expect(() => clusterIn(imported, { endpointAccess: eks.EndpointAccess.PRIVATE })).not.toThrow();
  });
});

test('an endpoint that is not open asks for subnets where they are needed', () => {
  const { cluster } = importedIn((stack) => vpcWith(stack, PUBLIC), { endpointAccess: eks.EndpointAccess.PRIVATE });
  expect(() => cluster.provision(chartFixture())).toThrow(ONLY_PUBLIC);
});
