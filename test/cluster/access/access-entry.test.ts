import { Annotations as CoreAnnotations, App, CfnOutput, Fn, Lazy, Stack, Tags, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  ACCOUNT, ADMIN_ARN, entryFixture, entryProperties, inCluster, inNamespaces, OTHER_ACCOUNT, policyArn, roleIn,
} from './access-fixture';
import { AccessEntry, AccessEntryProps, AccessEntryType, AccessPolicy, IdentityCenterRolePrincipal } from '../../../src/cluster/access';
import { clusterFixture, stackFixture } from '../../support/fixtures';

const NODE_TYPES = Object.values(AccessEntryType).filter((type) => type !== AccessEntryType.STANDARD);
const late = Lazy.string({ produce: () => 'late' });

describe('an entry', () => {
  test('says no more than what is given', () => {
    expect(entryProperties(entryFixture().stack)).toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: 'STANDARD' });
  });

  test('is one resource', () => {
    const { stack, entry } = entryFixture();
    expect(entry.node.findChild('Resource')).toBe(entry.node.defaultChild);
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toEqual(['Entry3541236C']);
  });

  test('comes after a cluster of the same stack', () => {
    const { stack, cluster } = clusterFixture();
    new AccessEntry(stack, 'Entry', { cluster: cluster.cluster, principal: new iam.ArnPrincipal(ADMIN_ARN), policies: [AccessPolicy.VIEW] });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::AccessEntry', { ClusterName: { Ref: Match.stringLikeRegexp('^Cluster') }, PrincipalArn: ADMIN_ARN });
  });

  test('can be for a plain cluster of the CDK', () => {
    const { stack } = stackFixture();
    const cluster = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_34 });
    new AccessEntry(stack, 'Entry', { cluster, principal: new iam.ArnPrincipal(ADMIN_ARN), policies: [AccessPolicy.VIEW] });
    expect(entryProperties(stack)).toMatchObject({ ClusterName: { Ref: expect.stringMatching(/^Cluster/) } });
  });

  test('tells its ARN, that of its principal and its type', () => {
    const { stack, entry } = entryFixture({ type: AccessEntryType.EC2 });
    expect(stack.resolve(entry.accessEntryArn)).toEqual({ 'Fn::GetAtt': ['Entry3541236C', 'AccessEntryArn'] });
    expect(entry.principalArn).toBe(ADMIN_ARN);
    expect(entry.type).toBe(AccessEntryType.EC2);
  });

  test('can be waited for', () => {
    const { stack, entry } = entryFixture();
    new iam.Group(stack, 'Later').node.addDependency(entry);
    Template.fromStack(stack).hasResource('AWS::IAM::Group', { DependsOn: ['Entry3541236C'] });
  });
});

test('an entry does not ask a Lazy before synthesis', () => {
  let arn = 'early';
  const lazy = Lazy.string({ produce: () => arn });
  const { stack } = entryFixture({ principal: new iam.ArnPrincipal(lazy), username: lazy, kubernetesGroups: [Fn.join('', [lazy, '-group'])] });
  const joined = entryFixture({ principal: new iam.ArnPrincipal(Fn.join('', [lazy, ':root'])) });
  arn = 'late';
  expect(entryProperties(stack)).toMatchObject({ PrincipalArn: 'late', Username: 'late', KubernetesGroups: ['late-group'] });
  expect(entryProperties(joined.stack)).toMatchObject({ PrincipalArn: 'late:root' });
});

describe('a property', () => {
  test.each<[string, Partial<AccessEntryProps>, object]>([
    ['policies', { policies: [AccessPolicy.CLUSTER_ADMIN, AccessPolicy.EDIT.inNamespaces('shop', 'dev-*')] },
      { AccessPolicies: [inCluster('AmazonEKSClusterAdminPolicy'), inNamespaces('AmazonEKSEditPolicy', 'shop', 'dev-*')] }],
    ['a repeated policy', { policies: [AccessPolicy.VIEW, AccessPolicy.VIEW] }, { AccessPolicies: [inCluster('AmazonEKSViewPolicy')] }],
    ['a policy whose name is a token', { policies: [AccessPolicy.of(late)] }, { AccessPolicies: [inCluster('late')] }],
    ['a namespace that is a token', { policies: [AccessPolicy.VIEW.inNamespaces(late)] }, { AccessPolicies: [inNamespaces('AmazonEKSViewPolicy', 'late')] }],
    ['groups', { kubernetesGroups: ['developers', 'testers', 'developers'] }, { KubernetesGroups: ['developers', 'testers'] }],
    ['a group that is a token', { kubernetesGroups: [late] }, { KubernetesGroups: ['late'] }],
    ['groups that are a token', { kubernetesGroups: Token.asList({ Ref: 'Groups' }) }, { KubernetesGroups: { Ref: 'Groups' } }],
    ['the username', { username: 'corp:{{SessionName}}' }, { Username: 'corp:{{SessionName}}' }],
    ['a username that is a token', { username: late }, { Username: 'late' }],
    ['tags', { tags: { team: 'platform', stage: late } }, { Tags: [{ Key: 'stage', Value: 'late' }, { Key: 'team', Value: 'platform' }] }],
    ['a principal that is a token', { principal: new iam.ArnPrincipal(late) }, { PrincipalArn: 'late' }],
  ])('%s', (_, props, expected) => {
    expect(entryProperties(entryFixture(props).stack)).toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: 'STANDARD', ...expected });
  });

  test('of no policies and groups is not written', () => {
    expect(entryProperties(entryFixture({ policies: [], kubernetesGroups: [], tags: {} }).stack)).toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: 'STANDARD' });
  });

  test('of tags goes with those of the stack', () => {
    const { stack } = entryFixture({ tags: { team: 'platform' } });
    Tags.of(stack).add('stage', 'test');
    expect(entryProperties(stack).Tags).toEqual([{ Key: 'stage', Value: 'test' }, { Key: 'team', Value: 'platform' }]);
  });
});

describe('the partition', () => {
  test.each([['us-east-1', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov']])('of %s is that of the policies and the principal', (region, partition) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region } });
    entryFixture({ principal: new iam.ArnPrincipal(`arn:${partition}:iam::${ACCOUNT}:role/Admin`), policies: [AccessPolicy.VIEW] }, stack);
    expect(entryProperties(stack)).toMatchObject({
      PrincipalArn: `arn:${partition}:iam::${ACCOUNT}:role/Admin`, AccessPolicies: [{ PolicyArn: policyArn('AmazonEKSViewPolicy') }],
    });
  });
});

describe('a type', () => {
  test.each(NODE_TYPES)('%s is written', (type) => {
    expect(entryProperties(entryFixture({ type }).stack)).toMatchObject({ Type: type });
  });

  test.each(NODE_TYPES.filter((type) => type !== AccessEntryType.EC2))('%s has nothing else', (type) => {
    expect(entryProperties(entryFixture({ type }).stack)).toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: type });
  });

  test.each<[string, Partial<AccessEntryProps>]>([
    ['without policies', {}], ['with no policies', { policies: [] }], ['with its policy', { policies: [AccessPolicy.AUTO_NODE] }],
  ])('EC2 %s has what nodes need', (_, props) => {
    expect(entryProperties(entryFixture({ type: AccessEntryType.EC2, ...props }).stack))
      .toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: 'EC2', AccessPolicies: [inCluster('AmazonEKSAutoNodePolicy')] });
  });
});

describe('a principal', () => {
  test.each<[string, (stack: Stack) => iam.IPrincipal, unknown]>([
    ['a role', (stack) => roleIn(stack), { 'Fn::GetAtt': ['Role1ABCC5F0', 'Arn'] }],
    ['a view of a role', (stack) => roleIn(stack).withoutPolicyUpdates(), { 'Fn::GetAtt': ['Role1ABCC5F0', 'Arn'] }],
    ['a role by ARN', (stack) => iam.Role.fromRoleArn(stack, 'Role', ADMIN_ARN), ADMIN_ARN],
    ['a role by name', (stack) => iam.Role.fromRoleName(stack, 'Role', 'Admin'),
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:role/Admin`]] }],
    ['a role of another account', (stack) => iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${OTHER_ACCOUNT}:role/Admin`), `arn:aws:iam::${OTHER_ACCOUNT}:role/Admin`],
    ['a user', (stack) => new iam.User(stack, 'User'), { 'Fn::GetAtt': ['User00B015A1', 'Arn'] }],
    ['a user by name', (stack) => iam.User.fromUserName(stack, 'User', 'joe'),
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:user/joe`]] }],
    ['a role of IAM Identity Center', () => new IdentityCenterRolePrincipal('AWSReservedSSO_Admin_0123456789abcdef', { region: 'eu-west-1' }), {
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' },
        ':role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef']],
    }],
  ])('can be %s', (_, make, expected) => {
    const { stack } = stackFixture();
    const { entry } = entryFixture({ principal: make(stack) }, stack);
    expect(entryProperties(stack).PrincipalArn).toEqual(expected);
    expect(stack.resolve(entry.principalArn)).toEqual(expected);
  });

  test('can be a role of another stack', () => {
    const { app, stack } = stackFixture();
    const roles = new Stack(app, 'Roles', { env: { account: ACCOUNT, region: 'us-east-1' } });
    entryFixture({ principal: roleIn(roles) }, stack);
    expect(entryProperties(stack).PrincipalArn).toEqual({ 'Fn::ImportValue': expect.stringMatching(/^Roles:ExportsOutput.*Arn/) });
  });

  test('can be a role of a stack of another account, by its name', () => {
    const { app, stack } = stackFixture();
    const roles = new Stack(app, 'Roles', { env: { account: OTHER_ACCOUNT, region: 'us-east-1' } });
    entryFixture({ principal: roleIn(roles, 'Role', { roleName: 'Deployer' }) }, stack);
    expect(entryProperties(stack).PrincipalArn).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${OTHER_ACCOUNT}:role/Deployer`]] });
  });

  test('of nodes must not be a role of a stack of another account', () => {
    const { app, stack } = stackFixture();
    const roles = new Stack(app, 'Roles', { env: { account: OTHER_ACCOUNT, region: 'us-east-1' } });
    expect(() => entryFixture({ type: AccessEntryType.EC2, principal: roleIn(roles, 'Role', { roleName: 'nodes' }) }, stack)).toThrow(new Error(
      `principal must be of the cluster's account ${ACCOUNT} with type EC2, got "Roles/Role" of account ${OTHER_ACCOUNT}: write a role of that account (at Stack/Entry)`));
  });

  test('must not be a service', () => {
    expect(() => entryFixture({ principal: new iam.ServicePrincipal('ec2.amazonaws.com') })).toThrow(
      /^principal must be one IAM role or user, got a principal of kind Service: write the role that the service assumes \(at Stack\/Entry\)$/);
  });

  test('must not be a group', () => {
    const { stack } = stackFixture();
    expect(() => entryFixture({ principal: new iam.Group(stack, 'Group') }, stack)).toThrow(/^principal must be an IAM role or user, got "Stack\/Group": write a role/);
  });
});

describe('what is refused', () => {
  test('is refused all at once', () => {
    expect(() => entryFixture({
      principal: new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:root`),
      policies: [AccessPolicy.VIEW, AccessPolicy.VIEW.inNamespaces('a'), AccessPolicy.AUTO_NODE],
      kubernetesGroups: ['system:masters'],
      username: 'iam:joe',
    })).toThrow(/^principal must.*; policies must not.*; policies must contain.*; kubernetesGroups must.*; username must.* \(at Stack\/Entry\)$/);
  });

  test('of a principal without ARN goes with the rest', () => {
    expect(() => entryFixture({ principal: new iam.AnyPrincipal(), kubernetesGroups: ['eks:managed'] }))
      .toThrow(/^principal must be one IAM role or user, got "\*".*; kubernetesGroups must not begin with eks:/);
  });

  test('has a code of its own', () => {
    expect(() => entryFixture({ username: '' })).toThrow(expect.objectContaining({ name: 'InvalidInput:AccessEntry' }));
  });

  test('is the same when it comes later', () => {
    const { entry } = entryFixture({ type: AccessEntryType.EC2 });
    expect(() => entry.addPolicies(AccessPolicy.VIEW)).toThrow(/^policies must be AccessPolicy\.AUTO_NODE .* \(at Stack\/Entry\)$/);
    expect(() => entry.addKubernetesGroups('a')).toThrow(/^kubernetesGroups must be left out with type EC2/);
  });

  test('is not added in part', () => {
    const { stack, entry } = entryFixture({ policies: [AccessPolicy.VIEW] });
    expect(() => entry.addPolicies(AccessPolicy.EDIT, AccessPolicy.VIEW.inNamespaces('a'))).toThrow(/write the one for the whole cluster alone/);
    expect(() => entry.addKubernetesGroups('fine', 'aws:x')).toThrow(/must not begin with aws:/);
    expect(entryProperties(stack)).toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: 'STANDARD', AccessPolicies: [inCluster('AmazonEKSViewPolicy')] });
  });
});

describe('what comes later', () => {
  test('is added once', () => {
    const { stack, entry } = entryFixture({ policies: [AccessPolicy.VIEW], kubernetesGroups: ['a'] });
    entry.addPolicies(AccessPolicy.VIEW, AccessPolicy.EDIT.inNamespaces('a', 'b'));
    entry.addPolicies(AccessPolicy.EDIT.inNamespaces('b', 'a'));
    entry.addPolicies();
    entry.addKubernetesGroups('b', 'a');
    expect(entryProperties(stack)).toMatchObject({
      AccessPolicies: [inCluster('AmazonEKSViewPolicy'), inNamespaces('AmazonEKSEditPolicy', 'a', 'b')], KubernetesGroups: ['a', 'b'],
    });
  });

  test('can be what nodes have already', () => {
    const { stack, entry } = entryFixture({ type: AccessEntryType.EC2 });
    entry.addPolicies(AccessPolicy.AUTO_NODE);
    expect(entryProperties(stack).AccessPolicies).toHaveLength(1);
  });

  test('must not be a policy in other namespaces', () => {
    const { entry } = entryFixture({ policies: [AccessPolicy.EDIT.inNamespaces('a')] });
    expect(() => entry.addPolicies(AccessPolicy.EDIT.inNamespaces('b'))).toThrow(new Error(
      'policies must contain AmazonEKSEditPolicy once, got it for namespaces a and for namespaces b: write one with inNamespaces(\'a\', \'b\') (at Stack/Entry)'));
  });
});

describe('an entry without rights', () => {
  const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('access-entry-without-rights'));

  test('is warned of', () => {
    const { stack } = entryFixture();
    expect(warnings(stack)).toEqual([expect.objectContaining({
      id: '/Stack/Entry',
      entry: expect.objectContaining({
        data: 'an access entry of type STANDARD should have policies, kubernetesGroups or a username, got none: its principal can sign in, but do no more than '
          + 'every authenticated user. Write for example policies: [AccessPolicy.VIEW] [ack: cdk-eks-auto-mode:access-entry-without-rights]',
      }),
    })]);
  });

  test.each<[string, Partial<AccessEntryProps>]>([
    ['policies', { policies: [AccessPolicy.VIEW] }],
    ['groups', { kubernetesGroups: ['a'] }],
    ['a username', { username: 'joe' }],
    ['another type', { type: AccessEntryType.EC2_LINUX }],
  ])('is no other with %s', (_, props) => {
    expect(warnings(entryFixture(props).stack)).toEqual([]);
  });

  test('is no other when rights come later', () => {
    const one = entryFixture();
    one.entry.addPolicies(AccessPolicy.VIEW);
    const two = entryFixture();
    two.entry.addKubernetesGroups('a');
    expect([...warnings(one.stack), ...warnings(two.stack)]).toEqual([]);
  });

  test('can be acknowledged', () => {
    const { stack, entry } = entryFixture();
    CoreAnnotations.of(entry).acknowledgeWarning('cdk-eks-auto-mode:access-entry-without-rights');
    expect(warnings(stack)).toEqual([]);
  });
});

test('the ARN of an entry can be an output', () => {
  const { stack, entry } = entryFixture();
  new CfnOutput(stack, 'Output', { value: entry.accessEntryArn });
  Template.fromStack(stack).hasOutput('Output', { Value: { 'Fn::GetAtt': ['Entry3541236C', 'AccessEntryArn'] } });
});

test('an escape hatch is left alone by what comes later', () => {
  const { stack, entry } = entryFixture({ policies: [AccessPolicy.VIEW] });
  (entry.node.defaultChild as CfnAccessEntry).username = 'mine';
  entry.addPolicies(AccessPolicy.EDIT);
  expect(entryProperties(stack)).toMatchObject({ Username: 'mine' });
});
