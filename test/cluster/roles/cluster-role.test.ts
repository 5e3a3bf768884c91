import { Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster, ClusterRole } from '../../../src';
import { stackFixture } from '../../support/fixtures';

const POLICIES = [
  'AmazonEKSClusterPolicy', 'AmazonEKSComputePolicy', 'AmazonEKSBlockStoragePolicyV2', 'AmazonEKSLoadBalancingPolicy', 'AmazonEKSNetworkingPolicy',
];

function policiesOf(template: Template, service: string): string[][] {
  const roles = template.findResources('AWS::IAM::Role', {
    Properties: { AssumeRolePolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: service } })]) } },
  });
  return Object.values(roles).map((role) => (JSON.stringify(role.Properties.ManagedPolicyArns ?? []).match(/policy\/\w+/g) ?? []).map((arn) => arn.slice(7)));
}

function clusterWith(clusterRole: (stack: Stack) => iam.IRole): { stack: Stack; cluster: AutoModeCluster } {
  const { stack } = stackFixture();
  return { stack, cluster: new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole: clusterRole(stack) }) };
}

describe('alone', () => {
  test('it has the documented policies and lets EKS tag sessions', () => {
    const { stack } = stackFixture();
    new ClusterRole(stack, 'Role');
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'eks.amazonaws.com')).toEqual([POLICIES]);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] }] },
      Description: 'Control plane of an EKS Auto Mode cluster',
      RoleName: Match.absent(),
      Path: Match.absent(),
      PermissionsBoundary: Match.absent(),
    });
  });

  test('name, path, boundary, description and further policies can be given', () => {
    const { stack } = stackFixture();
    new ClusterRole(stack, 'Role', {
      roleName: 'control-plane',
      path: '/platform/',
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::123456789012:policy/boundary'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('Extra')],
      description: 'mine',
    });
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'eks.amazonaws.com')).toEqual([[...POLICIES, 'Extra']]);
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'control-plane', Path: '/platform/', PermissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary', Description: 'mine',
    });
  });

  test('name and path may be tokens', () => {
    const { stack } = stackFixture();
    new ClusterRole(stack, 'Role', { roleName: Lazy.string({ produce: () => 'late' }), path: Lazy.string({ produce: () => '/late/' }) });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { RoleName: 'late', Path: '/late/' });
  });

  test.each([['cn-north-1'], ['us-gov-west-1']])('its policies are those of the partition in %s', (region) => {
    const { app } = stackFixture();
    const stack = new Stack(app, 'Other', { env: { account: '123456789012', region } });
    new ClusterRole(stack, 'Role');
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
    expect(Properties.ManagedPolicyArns[0]).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonEKSClusterPolicy']] });
  });
});

describe('given to a cluster', () => {
  test('it is used as it is', () => {
    const { stack, cluster } = clusterWith((scope) => new ClusterRole(scope, 'Role'));
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'eks.amazonaws.com')).toEqual([POLICIES]);
    template.hasResourceProperties('AWS::EKS::Cluster', { RoleArn: stack.resolve(cluster.clusterRole.roleArn) });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('another role of the app gets what it lacks, and not the first version of the storage policy', () => {
    const { stack } = clusterWith((scope) => new iam.Role(scope, 'Role', {
      assumedBy: new iam.ServicePrincipal('eks.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSClusterPolicy')],
    }));
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'eks.amazonaws.com')).toEqual([POLICIES]);
    const [role] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith('Role')).map(([, resource]) => resource);
    const actions = role.Properties.AssumeRolePolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action);
    expect([...new Set(actions)].sort()).toEqual(['sts:AssumeRole', 'sts:TagSession']);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('an imported one is taken as it is, with a warning that lists what it must have', () => {
    const { stack } = clusterWith((scope) => iam.Role.fromRoleArn(scope, 'Role', 'arn:aws:iam::123456789012:role/control-plane'));
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', { RoleArn: 'arn:aws:iam::123456789012:role/control-plane' });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(warnings.map(({ entry }) => entry.data)).toEqual([expect.stringMatching(
      /^clusterRole Stack\/Role is imported.*sts:AssumeRole and sts:TagSession, and have the policies AmazonEKSClusterPolicy, .*AmazonEKSBlockStoragePolicyV2.*imported-cluster-role\]$/)]);
  });

  test('one without policy updates is not changed, with the same warning', () => {
    const { stack } = clusterWith((scope) => new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('eks.amazonaws.com') }).withoutPolicyUpdates());
    expect(policiesOf(Template.fromStack(stack), 'eks.amazonaws.com')).toEqual([[]]);
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('clusterRole Stack/.* is imported or must not be changed'));
  });

  test('one of another stack is used', () => {
    const { app, stack } = stackFixture();
    const role = new ClusterRole(new Stack(app, 'Roles', { env: { account: '123456789012', region: 'us-east-1' } }), 'Role');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole: role });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', { RoleArn: { 'Fn::ImportValue': Match.stringLikeRegexp('Roles:ExportsOutput') } });
  });

  test.each(['builtInNodeRole', 'nodeRole'])('it is refused as %s at the same time', (property) => {
    const { stack } = stackFixture();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('eks.amazonaws.com') });
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole: role, [property]: role.withoutPolicyUpdates() }))
      .toThrow(new RegExp(`^${property} must not be the role of the cluster, got Stack/.*Role: leave it out, or write new NodeRole\\(…\\) \\(at Stack/Cluster\\)$`));
  });

  test('it is refused as the role of a NodeClass', () => {
    const { cluster } = clusterWith((scope) => new ClusterRole(scope, 'Role'));
    expect(() => cluster.addNodeClass('nodes', { role: cluster.clusterRole })).toThrow(/^role must not be the role of the cluster/);
  });
});
