import { Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster, BuiltInNodePool, IAutoModeCluster, NodeRole, SubnetSelector } from '../../../src';
import { clusterFixture, stackFixture } from '../../support/fixtures';

const POLICY = iam.ManagedPolicy.fromAwsManagedPolicyName('Extra');
const ATTRIBUTES = { clusterName: 'production', clusterEndpoint: 'https://ABC.gr7.us-east-1.eks.amazonaws.com', clusterCertificateAuthorityData: 'Y2E=', clusterSecurityGroupId: 'sg-1' };
const UNKNOWN = /^policy Extra of addNodePolicy does not reach the nodes of the built-in NodePools, whose role is not known: write builtInNodeRole where the cluster is imported or adopted/;

function warningsOf(stack: Stack): unknown[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('addNodePolicy|IManagedPolicy')).map(({ entry }) => entry.data);
}

function roleOf(stack: Stack, id = 'Role'): iam.Role {
  return new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
}

/** Logical ids of the roles that have the policy. */
function holdersOf(stack: Stack): string[] {
  return Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role'))
    .filter(([, { Properties }]) => JSON.stringify(Properties.ManagedPolicyArns ?? []).includes('policy/Extra')).map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));
}

describe('a policy of nodes reaches roles that may be changed, without a warning', () => {
  test('of a cluster that made them, before or after', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodePolicy(POLICY);
    cluster.addNodeClass('nodes');
    expect([holdersOf(stack), warningsOf(stack)]).toEqual([['ClusterBuiltInNodeRole', 'ClusterNodeRole'], []]);
  });

  test('of a cluster without built-in NodePools', () => {
    const { stack, cluster } = clusterFixture({ builtInNodePools: [] });
    cluster.addNodeClass('nodes');
    cluster.addNodePolicy(POLICY);
    expect([holdersOf(stack), warningsOf(stack)]).toEqual([['ClusterNodeRole'], []]);
  });

  test('of the app, both the same', () => {
    const { stack } = stackFixture();
    const role = new NodeRole(stack, 'Role');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, nodeRole: role, builtInNodeRole: role }).addNodePolicy(POLICY);
    expect([holdersOf(stack), warningsOf(stack)]).toEqual([['Role'], []]);
  });

  test('that are imported, if the policy is one of the app', () => {
    const { stack } = stackFixture();
    const role = iam.Role.fromRoleName(stack, 'Role', 'nodes');
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodeRole: role });
    cluster.addNodePolicy(new iam.ManagedPolicy(stack, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { Roles: ['nodes'] });
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('a policy of nodes that does not reach a role is warned about', () => {
  test.each(['builtInNodeRole', 'nodeRole'])('when %s must not be changed', (property) => {
    const { stack } = stackFixture();
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, [property]: roleOf(stack).withoutPolicyUpdates() });
    cluster.addNodePolicy(POLICY);
    expect(holdersOf(stack)).not.toContain('Role');
    expect(warningsOf(stack)).toEqual([expect.stringMatching(new RegExp(`^policy Extra of addNodePolicy does not reach ${property} Stack/ImmutableRoleRole, which is imported or must not be `
      + `changed: attach it where the role is made and acknowledge this, or write ${property} with the role itself, if it is one of the app`))]);
  });

  test.each([
    ['one of AWS', () => POLICY, 'Extra'],
    ['one of AWS whose name is a token', () => iam.ManagedPolicy.fromAwsManagedPolicyName(Lazy.string({ produce: () => 'Extra' })), 'with a token as its name'],
    ['imported by an ARN that is a token', (stack: Stack) => iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Policy', Lazy.string({ produce: () => 'arn' })), 'Stack/Policy'],
    ['imported', (stack: Stack) => iam.ManagedPolicy.fromManagedPolicyName(stack, 'Policy', 'mine'), 'mine'],
  ])('when the role is imported and the policy %s', (_, policyOf, name) => {
    const { stack } = stackFixture();
    const role = iam.Role.fromRoleName(stack, 'Role', 'nodes');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodeRole: role }).addNodePolicy(policyOf(stack));
    expect(warningsOf(stack)).toEqual([expect.stringMatching(new RegExp(`^policy ${name} of addNodePolicy does not reach builtInNodeRole Stack/Role, `))]);
  });

  test('by its path, when it is one of the app', () => {
    const { stack } = stackFixture();
    const role = iam.Role.fromRoleName(stack, 'Role', 'nodes', { mutable: false });
    const policy = new iam.ManagedPolicy(stack, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] });
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodeRole: role }).addNodePolicy(policy);
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/^policy Stack\/Policy of addNodePolicy does not reach builtInNodeRole/)]);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { Roles: Match.absent() });
  });

  test.each([[undefined], [[BuiltInNodePool.SYSTEM]]])('when the role of built-in NodePools is not known: %#', (builtInNodePools) => {
    const { stack } = stackFixture();
    const cluster = AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, builtInNodePools });
    cluster.addNodePolicy(POLICY);
    cluster.addNodeClass('nodes', { subnets: [SubnetSelector.tags({ team: 'a' })] });
    expect(holdersOf(stack)).toEqual(['ClusterNodeRole']);
    expect(warningsOf(stack)).toEqual([expect.stringMatching(UNKNOWN)]);
  });

  test('but not when there are no built-in NodePools', () => {
    const { stack } = stackFixture();
    AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, builtInNodePools: [] }).addNodePolicy(POLICY);
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('of an adopted cluster', () => {
  type RoleOf = (stack: Stack) => iam.IRole;

  function adopted(nodeRoleOf?: RoleOf, builtInNodeRoleOf?: RoleOf): { stack: Stack; cluster: IAutoModeCluster } {
    const { stack } = stackFixture();
    const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, compute: { nodeRole: nodeRoleOf?.(stack) } });
    return { stack, cluster: AutoModeCluster.adopt(l2, { builtInNodeRole: builtInNodeRoleOf?.(stack) }) };
  }

  test('the role that the L2 made gets a policy', () => {
    const { stack, cluster } = adopted();
    cluster.addNodePolicy(POLICY);
    expect([holdersOf(stack), warningsOf(stack)]).toEqual([[expect.stringMatching(/^ClusterClusternodePoolRole/)], []]);
  });

  test.each<[string, RoleOf]>([
    ['a view that must not be changed', (stack) => roleOf(stack).withoutPolicyUpdates()], ['a role', (stack) => roleOf(stack)],
  ])('%s that the L2 was given gets none, with a warning', (_, nodeRoleOf) => {
    const { stack, cluster } = adopted(nodeRoleOf);
    cluster.addNodePolicy(POLICY);
    cluster.addNodeClass('nodes', { role: cluster.builtInNodeRole });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: 'ec2.amazonaws.com' } })] }, ManagedPolicyArns: Match.absent(),
    });
    expect(holdersOf(stack)).toEqual([]);
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/does not reach builtInNodeRole Stack\/ImmutableRoleRole.*or write builtInNodeRole with the role itself/)]);
  });

  test('a role that is named gets it', () => {
    const { stack, cluster } = adopted((scope) => roleOf(scope), (scope) => scope.node.findChild('Role') as iam.Role);
    cluster.addNodePolicy(POLICY);
    expect([holdersOf(stack), warningsOf(stack)]).toEqual([['Role'], []]);
  });

  test.each(['the view', 'the role itself'])('%s has no second access entry', (which) => {
    const { stack, cluster } = adopted((scope) => roleOf(scope));
    const role = which === 'the view' ? cluster.builtInNodeRole : stack.node.findChild('Role') as iam.Role;
    cluster.addNodeClass('nodes', { role });
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 0);
  });
});
