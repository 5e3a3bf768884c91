import { Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeVpc, SecurityGroupSelector } from '../../../src';
import { chartProperties, clusterFixture, stackFixture } from '../../support/fixtures';

test('it carries the tag by which EKS may open it to load balancers', () => {
  const { stack, cluster } = clusterFixture();
  cluster.addNodeSecurityGroup('Gpu');
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
    Tags: [{ Key: 'eks:eks-cluster-name', Value: { Ref: Match.stringLikeRegexp('^Cluster') } }],
    VpcId: { Ref: Match.stringLikeRegexp('^ClusterVpc') },
  });
});

test('it carries the tag for discovery, if its VPC has one', () => {
  const tagsIn = (discoveryName?: string) => {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { discoveryName });
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc }).addNodeSecurityGroup('Gpu');
    const groups = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup'));
    return groups.flatMap(({ Properties }) => (Properties.Tags ?? []).filter(({ Key }: { Key: string }) => Key === 'karpenter.sh/discovery'));
  };
  expect(tagsIn('blue')).toEqual([{ Key: 'karpenter.sh/discovery', Value: 'blue' }]);
  expect(tagsIn()).toEqual([]);
});

test('it is open to itself and to the group of the cluster, in both directions', () => {
  const { stack, cluster } = clusterFixture();
  const group = stack.resolve(cluster.addNodeSecurityGroup('Gpu').securityGroupId);
  const ofCluster = stack.resolve(cluster.clusterSecurityGroupId);
  const rules = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties);
  expect(rules.map(({ GroupId, SourceSecurityGroupId, IpProtocol }) => [GroupId, SourceSecurityGroupId, IpProtocol])).toEqual(expect.arrayContaining([
    [group, group, '-1'], [group, ofCluster, '-1'], [ofCluster, group, '-1'],
  ]));
  expect(rules).toHaveLength(3);
});

test('a NodeClass can choose it', () => {
  const { stack, cluster } = clusterFixture();
  const group = cluster.addNodeSecurityGroup('Gpu');
  cluster.addNodeClass('gpu', { securityGroups: [SecurityGroupSelector.id(group.securityGroupId)] });
  expect(Object.values(chartProperties(stack, 'auto-mode').Values!)).toContainEqual(stack.resolve(group.securityGroupId));
});

test('in a cluster without a known VPC it is refused', () => {
  const { stack } = stackFixture();
  const cluster = AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'production' });
  expect(() => cluster.addNodeSecurityGroup('Gpu')).toThrow(/^vpc of the cluster must be known to make a security group in it, got none: write vpc/);
});

test('the connections of a cluster are those of its control plane', () => {
  const { stack, cluster } = clusterFixture();
  const group = cluster.addNodeSecurityGroup('Gpu');
  cluster.connections.allowDefaultPortFrom(group);
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    GroupId: stack.resolve(cluster.clusterSecurityGroupId), SourceSecurityGroupId: stack.resolve(group.securityGroupId), FromPort: 443, ToPort: 443,
  });
});

test('in a cluster of IPv6 it lets nodes out by both families', () => {
  const { stack } = stackFixture();
  const vpc = new AutoModeVpc(stack, 'Vpc', { dualStack: true });
  new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ipFamily: eks.IpFamily.IP_V6, vpc }).addNodeSecurityGroup('Gpu');
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }), Match.objectLike({ CidrIpv6: '::/0', IpProtocol: '-1' })],
    Tags: Match.arrayWith([Match.objectLike({ Key: 'eks:eks-cluster-name' })]),
  });
});
