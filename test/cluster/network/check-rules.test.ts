import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeClusterProps, AutoModeVpc, ClusterEndpoints } from '../../../src';
import { stackFixture, synthesisError } from '../../support/fixtures';

interface Fixture {
  readonly app: App;
  readonly stack: Stack;
  readonly vpc: AutoModeVpc;
  readonly nodes: ec2.SecurityGroup;
  readonly cluster: AutoModeCluster;
}

/** With a group of nodes that is given, which endpoints of a construct of their own are open to. */
function fixture(props: Partial<AutoModeClusterProps> = {}): Fixture {
  const { app, stack } = stackFixture();
  const vpc = new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 });
  const nodes = new ec2.SecurityGroup(stack, 'Nodes', { vpc });
  new ClusterEndpoints(stack, 'Endpoints', { vpc, allowedPeers: [nodes] });
  const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, ...props });
  cluster.addNodeClass('quiet', { nodeSecurityGroups: [cluster.addNodeSecurityGroup('Own'), nodes] });
  return { app, stack, vpc, nodes, cluster };
}

/** Something below the VPC that its users have to be let into. */
function endpointIn(vpc: ec2.Vpc): ec2.InterfaceVpcEndpoint {
  return vpc.addInterfaceEndpoint('Xray', { service: ec2.InterfaceVpcEndpointAwsService.XRAY, open: false });
}

test('endpoints beside the VPC may be open to nodes, and to the cluster', () => {
  const { stack, cluster } = fixture();
  ClusterEndpoints._of(cluster.vpc)!.interfaceEndpoints.eks.connections.allowDefaultPortFrom(cluster);
  // A circle in the template is thrown here.
  Template.fromStack(stack).resourceCountIs('AWS::EKS::Cluster', 1);
});

test('what is below the VPC may be open to both with a public endpoint', () => {
  const { stack, vpc, nodes, cluster } = fixture({ endpointAccess: eks.EndpointAccess.PUBLIC });
  const endpoint = endpointIn(vpc);
  [nodes, cluster].forEach((peer) => endpoint.connections.allowDefaultPortFrom(peer));
  Template.fromStack(stack).resourceCountIs('AWS::EKS::Cluster', 1);
});

test('what is below the VPC may be open to nodes of a cluster with a given name', () => {
  const { stack, vpc, nodes, cluster } = fixture({ clusterName: 'production' });
  const endpoint = endpointIn(vpc);
  [nodes, cluster.addNodeSecurityGroup('More')].forEach((peer) => endpoint.connections.allowDefaultPortFrom(peer));
  Template.fromStack(stack).resourcePropertiesCountIs('AWS::EC2::SecurityGroup', {
    Tags: Match.arrayWith([{ Key: 'eks:eks-cluster-name', Value: 'production' }]),
  }, 3);
});

test('what is below the VPC cannot be open to nodes when the name is made with the cluster', () => {
  const { app, vpc, nodes, cluster } = fixture();
  const endpoint = endpointIn(vpc);
  [nodes, cluster.addNodeSecurityGroup('More')].forEach((peer) => endpoint.connections.allowDefaultPortFrom(peer));
  expect(synthesisError(app)).toContain('clusterName must be given when rules that the cluster waits for name security groups with the tag eks:eks-cluster-name, '
    + 'got Stack/Nodes in Stack/Vpc/Xray/SecurityGroup/from StackNodes');
  expect(synthesisError(app)).toMatch(/got Stack\/Cluster\/NodeSecurityGroups\/More in .*: write clusterName where the cluster is made/);
});

test('what is below the VPC cannot be open to the control plane with a private endpoint', () => {
  const { app, vpc, cluster } = fixture({ clusterName: 'production' });
  endpointIn(vpc).connections.allowDefaultPortFrom(cluster);
  expect(synthesisError(app)).toMatch(/rules that the cluster waits for must not name its security group, got Stack\/Vpc\/Xray\/SecurityGroup\/from \S+: make .* outside of the VPC, or open it to the block of the VPC/);
});

test('what an adopted cluster waits for is looked at as well', () => {
  const { app, stack } = stackFixture();
  const vpc = new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = AutoModeCluster.adopt(new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc }));
  endpointIn(vpc).connections.allowDefaultPortFrom(cluster.addNodeSecurityGroup('Own'));
  expect(synthesisError(app)).toContain('clusterName must be given');
});
