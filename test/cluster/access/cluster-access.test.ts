import { App, Aws, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { accessFixture, ACCOUNT, ADMIN_ARN, entryIds, entryProperties, inCluster, inNamespaces, OTHER_ACCOUNT, roleIn } from './access-fixture';
import { AccessEntryType, AccessPolicy, ClusterAccess, IdentityCenterRolePrincipal } from '../../../src/cluster/access';
import { clusterFixture, stackFixture } from '../../support/fixtures';

const admin = new iam.ArnPrincipal(ADMIN_ARN);

describe('a grant', () => {
  test('makes an entry', () => {
    const { stack, access } = accessFixture();
    const entry = access.grant(admin, { policies: [AccessPolicy.VIEW], kubernetesGroups: ['a'], username: 'joe', tags: { team: 'b' } });
    expect(entry.principalArn).toBe(ADMIN_ARN);
    expect(entryProperties(stack)).toEqual({
      ClusterName: 'blue',
      PrincipalArn: ADMIN_ARN,
      Type: 'STANDARD',
      AccessPolicies: [inCluster('AmazonEKSViewPolicy')],
      KubernetesGroups: ['a'],
      Username: 'joe',
      Tags: [{ Key: 'team', Value: 'b' }],
    });
  });

  test('makes one of another type', () => {
    const { stack, access } = accessFixture();
    expect(access.grant(admin, { type: AccessEntryType.HYBRID_LINUX }).type).toBe(AccessEntryType.HYBRID_LINUX);
    expect(entryProperties(stack)).toMatchObject({ Type: 'HYBRID_LINUX' });
  });

  test('of everything has the policy of administrators', () => {
    const { stack, access } = accessFixture();
    access.grantAdmin(admin);
    expect(entryProperties(stack).AccessPolicies).toEqual([inCluster('AmazonEKSClusterAdminPolicy')]);
  });

  test('is for a cluster of the same stack', () => {
    const { stack, cluster } = clusterFixture();
    new ClusterAccess(stack, 'Access', { cluster: cluster.cluster, nodeRoleOfEks: cluster.builtInNodeRole }).grantAdmin(admin);
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { PrincipalArn: ADMIN_ARN }, 1);
  });

  test('refuses what is not one principal, with all else that is wrong', () => {
    const { access } = accessFixture();
    expect(() => access.grant(new iam.ServicePrincipal('ec2.amazonaws.com'), { kubernetesGroups: ['eks:x'], username: '' })).toThrow(
      /^principal must be one IAM role or user, got a principal of kind Service.*; kubernetesGroups must.*; username must.* \(at Stack\/Access\)$/);
  });

  test('refuses what EKS would refuse, all at once', () => {
    const { access } = accessFixture();
    expect(() => access.grant(new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:root`), { username: '' }))
      .toThrow(/^principal must.*; username must.* \(at Stack\/Access\/root\)$/);
  });
});

describe('a second grant', () => {
  test('adds policies, groups and tags', () => {
    const { stack, access } = accessFixture();
    const first = access.grant(admin, { policies: [AccessPolicy.VIEW], kubernetesGroups: ['a'], tags: { team: 'a' } });
    const second = access.grant(new iam.ArnPrincipal(ADMIN_ARN), {
      policies: [AccessPolicy.VIEW, AccessPolicy.EDIT.inNamespaces('shop')], kubernetesGroups: ['b', 'a'], username: 'joe', tags: { stage: 'b', team: 'a' },
    });
    expect(second).toBe(first);
    expect(entryProperties(stack)).toEqual({
      ClusterName: 'blue',
      PrincipalArn: ADMIN_ARN,
      Type: 'STANDARD',
      AccessPolicies: [inCluster('AmazonEKSViewPolicy'), inNamespaces('AmazonEKSEditPolicy', 'shop')],
      KubernetesGroups: ['a', 'b'],
      Username: 'joe',
      Tags: [{ Key: 'stage', Value: 'b' }, { Key: 'team', Value: 'a' }],
    });
  });

  test('keeps the username and adds nothing by itself', () => {
    const { stack, access } = accessFixture();
    access.grant(admin, { username: 'joe' });
    access.grant(admin, { username: 'joe', type: AccessEntryType.STANDARD });
    access.grant(admin);
    expect(entryProperties(stack)).toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: 'STANDARD', Username: 'joe' });
  });

  test('must not have another type', () => {
    const { access } = accessFixture();
    access.grant(admin);
    expect(() => access.grant(admin, { type: AccessEntryType.EC2 })).toThrow(new Error('type must be the same in all grants to a principal, got STANDARD and EC2: '
      + 'leave it out, or grant to another role (at Stack/Access/role:Admin)'));
  });

  test('must not have another username', () => {
    const { access } = accessFixture();
    access.grant(admin, { username: 'joe' });
    expect(() => access.grant(admin, { username: 'jim' })).toThrow(/^username must be the same in all grants to a principal, got "joe" and "jim": write it once/);
  });

  test('must not have another value of a tag', () => {
    const { access } = accessFixture();
    access.grant(admin, { tags: { team: 'a' } });
    expect(() => access.grant(admin, { tags: { team: 'b' } })).toThrow(/^tags must give a key one value, got "a" and "b" for team: write it once/);
  });

  test('must not have a policy in other namespaces', () => {
    const { access } = accessFixture();
    access.grant(admin, { policies: [AccessPolicy.EDIT.inNamespaces('a')] });
    expect(() => access.grant(admin, { policies: [AccessPolicy.EDIT.inNamespaces('b')] })).toThrow(/write one with inNamespaces\('a', 'b'\) \(at Stack\/Access\/role:Admin\)$/);
  });

  test('is refused as a whole', () => {
    const { stack, access } = accessFixture();
    access.grant(admin, { username: 'joe', tags: { team: 'a' } });
    expect(() => access.grant(admin, { type: AccessEntryType.EC2, username: 'jim', policies: [AccessPolicy.VIEW], tags: { team: 'b' } }))
      .toThrow(/^type must.*; username must.*; tags must/);
    expect(entryProperties(stack)).toEqual({ ClusterName: 'blue', PrincipalArn: ADMIN_ARN, Type: 'STANDARD', Username: 'joe', Tags: [{ Key: 'team', Value: 'a' }] });
  });

  test.each<[string, (stack: Stack) => iam.IPrincipal[]]>([
    ['a role and a view of it', (stack) => { const role = roleIn(stack); return [role, role.withoutPolicyUpdates(), new iam.ArnPrincipal(role.roleArn)]; }],
    ['imports of one role', (stack) => [
      iam.Role.fromRoleArn(stack, 'A', ADMIN_ARN), iam.Role.fromRoleName(stack, 'B', 'Admin'), iam.Role.fromRoleArn(stack, 'C', ADMIN_ARN, { mutable: false }), admin,
    ]],
    ['tokens of one value', () => [new iam.ArnPrincipal(Fn.importValue('Admin')), new iam.ArnPrincipal(Fn.importValue('Admin'))]],
    ['ways to write a role of IAM Identity Center', () => [
      new IdentityCenterRolePrincipal('AWSReservedSSO_Admin_0123456789abcdef', { region: 'eu-west-1' }),
      new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef`),
    ]],
  ])('knows %s', (_, make) => {
    const { stack, access } = accessFixture();
    const principals = make(stack);
    const entries = principals.map((principal) => access.grant(principal, { policies: [AccessPolicy.VIEW] }));
    expect(new Set(entries).size).toBe(1);
    const ids = entryIds(stack);
    expect(ids).toHaveLength(1);

    const reverse = accessFixture();
    make(reverse.stack).reverse().forEach((principal) => reverse.access.grant(principal, { policies: [AccessPolicy.VIEW] }));
    expect(entryIds(reverse.stack)).toEqual(ids);
  });

  test('tells roles of two stacks apart', () => {
    const { app, stack } = stackFixture();
    const { access } = accessFixture({}, stack);
    const other = new Stack(app, 'Other', { env: { account: ACCOUNT, region: 'us-east-1' } });
    access.grantAdmin(roleIn(stack));
    access.grantAdmin(roleIn(other));
    expect(entryIds(stack)).toHaveLength(2);
  });
});

describe('ids', () => {
  const make = (stack: Stack): iam.IPrincipal[] => [
    admin,
    new iam.ArnPrincipal(`arn:aws:iam::${OTHER_ACCOUNT}:role/teams/Admin`),
    new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/joe`),
    iam.Role.fromRoleName(stack, 'Import', 'Viewer'),
    roleIn(stack, 'Deployer'),
    new iam.User(stack, 'Jim'),
    roleIn(new Stack(App.of(stack) as App, 'Other', { env: { account: ACCOUNT, region: 'us-east-1' } }), 'Deployer'),
    new iam.ArnPrincipal(new CfnParameter(stack, 'Arn').valueAsString),
    new iam.ArnPrincipal(Fn.importValue('Admin')),
    new IdentityCenterRolePrincipal('AWSReservedSSO_Admin_0123456789abcdef', { region: 'us-east-1' }),
  ];

  test('are a contract: another one makes a second entry, which EKS refuses', () => {
    const { stack, access } = accessFixture();
    make(stack).forEach((principal) => access.grantAdmin(principal));
    expect(entryIds(stack)).toMatchInlineSnapshot(`
[
  "AccessroleAdmin537D469E",
  "Access444455556666roleteamsAdmin290A9ED7",
  "Accessuserjoe6961E37C",
  "AccessroleViewer1235FB28",
  "AccessDeployer6CDD1C42",
  "AccessJimBA852D0D",
  "AccessOtherDeployer7F3EA042",
  "AccessPrincipal278db35de9041EF15D7D",
  "AccessPrincipal71a6a7022cc27168AA13",
  "AccessroleawsreservedssoamazonawscomAWSReservedSSOAdmin0123456789abcdef08889E3E",
]
`);
  });

  test('depend neither on the order of grants nor on what is granted', () => {
    const [one, two] = [accessFixture(), accessFixture()];
    make(one.stack).forEach((principal) => one.access.grantAdmin(principal));
    make(two.stack).reverse().forEach((principal) => two.access.grant(principal, { kubernetesGroups: ['a'] }));
    expect(entryIds(two.stack).sort()).toEqual(entryIds(one.stack).sort());
  });

  test('tell a path from a name', () => {
    const { stack, access } = accessFixture();
    for (const name of ['a/b', 'a-b', 'a--b']) { access.grantAdmin(new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/${name}`)); }
    expect(new Set(entryIds(stack)).size).toBe(3);
  });
});

describe('nodes', () => {
  test('get an entry of their type', () => {
    const { stack, access } = accessFixture();
    const entry = access.grantNodes(roleIn(stack));
    expect(entry?.type).toBe(AccessEntryType.EC2);
    expect(entryProperties(stack)).toEqual({
      ClusterName: 'blue', PrincipalArn: { 'Fn::GetAtt': ['Role1ABCC5F0', 'Arn'] }, Type: 'EC2', AccessPolicies: [inCluster('AmazonEKSAutoNodePolicy')],
    });
  });

  test('get it once', () => {
    const { stack, access } = accessFixture();
    const role = roleIn(stack);
    const entry = access.grantNodes(role);
    expect(access.grantNodes(role)).toBe(entry);
    expect(access.grantNodes(role.withoutPolicyUpdates())).toBe(entry);
    expect(access.grant(role, { type: AccessEntryType.EC2, tags: { team: 'a' } })).toBe(entry);
    expect(entryIds(stack)).toHaveLength(1);
  });

  test('can have a role that exists', () => {
    const { stack, access } = accessFixture();
    access.grantNodes(iam.Role.fromRoleName(stack, 'Nodes', 'nodes'));
    expect(entryIds(stack)).toEqual([expect.stringMatching(/^Accessrolenodes[0-9A-F]{8}$/)]);
  });

  test('can be waited for', () => {
    const { stack, access } = accessFixture();
    new iam.Group(stack, 'Later').node.addDependency(access.grantNodes(roleIn(stack))!);
    Template.fromStack(stack).hasResource('AWS::IAM::Group', { DependsOn: entryIds(stack) });
  });

  test('with the role of the built-in pools get none, because EKS makes it', () => {
    const { stack } = stackFixture();
    const role = roleIn(stack);
    const { access } = accessFixture({ nodeRoleOfEks: role }, stack);
    expect(access.grantNodes(role)).toBeUndefined();
    expect(access.grantNodes(role.withoutPolicyUpdates())).toBeUndefined();
    expect(entryIds(stack)).toEqual([]);
  });

  test('with another role than that of the built-in pools get one', () => {
    const { stack } = stackFixture();
    const { access } = accessFixture({ nodeRoleOfEks: roleIn(stack, 'BuiltIn') }, stack);
    expect(access.grantNodes(roleIn(stack))).toBeDefined();
  });

  test.each([undefined, AccessEntryType.STANDARD, AccessEntryType.EC2_LINUX])('must not have a role with an entry of type %s', (type) => {
    const { stack, access } = accessFixture();
    const role = roleIn(stack);
    access.grant(role, { type });
    expect(() => access.grantNodes(role)).toThrow(new Error(`role of nodes must have an access entry of type EC2, got one of type ${type ?? 'STANDARD'} for "Stack/Role": `
      + 'give the nodes a role of their own (at Stack/Access)'));
  });

  test('can be granted nothing else', () => {
    const { stack, access } = accessFixture();
    const role = roleIn(stack);
    access.grantNodes(role);
    expect(() => access.grant(role, { policies: [AccessPolicy.VIEW], kubernetesGroups: ['a'] })).toThrow(/^policies must be AccessPolicy\.AUTO_NODE.*; kubernetesGroups must be left out/);
    expect(() => access.grantAdmin(role)).toThrow(/^policies must be AccessPolicy\.AUTO_NODE/);
  });

  test('must not have a role of another account', () => {
    const { stack, access } = accessFixture();
    expect(() => access.grantNodes(iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${OTHER_ACCOUNT}:role/nodes`)))
      .toThrow(/^principal must be of the cluster's account 123456789012 with type EC2, got "arn:aws:iam::444455556666:role\/nodes" of account 444455556666/);
  });
});

describe('the role of the built-in pools', () => {
  test.each<[string, (role: iam.Role) => iam.IPrincipal]>([
    ['itself', (role) => role],
    ['by a view', (role) => role.withoutPolicyUpdates()],
    ['by ARN', (role) => new iam.ArnPrincipal(role.roleArn)],
  ])('cannot be granted anything %s', (_, principalOf) => {
    const { stack } = stackFixture();
    const role = roleIn(stack);
    const { access } = accessFixture({ nodeRoleOfEks: role }, stack);
    const message = 'principal must not be the role of the built-in NodePools, for which EKS makes the access entry, got "Stack/Role": grant to another role (at Stack/Access)';
    expect(() => access.grant(principalOf(role), { type: AccessEntryType.EC2 })).toThrow(new Error(message));
    expect(() => access.grantAdmin(principalOf(role))).toThrow(new Error(message));
  });

  test('is known when it exists already', () => {
    const { stack } = stackFixture();
    const { access } = accessFixture({ nodeRoleOfEks: iam.Role.fromRoleName(stack, 'Role', 'Admin') }, stack);
    expect(() => access.grant(admin)).toThrow(/for which EKS makes the access entry, got "arn:aws:iam::123456789012:role\/Admin"/);
  });
});

test('tokens in everything go into the template', () => {
  const { stack, access } = accessFixture();
  const late = (value: string) => Lazy.string({ produce: () => value });
  access.grant(new iam.ArnPrincipal(late('arn')), {
    policies: [AccessPolicy.of(late('policy')).inNamespaces(late('namespace'))], kubernetesGroups: [late('group')], username: late('name'), tags: { key: late('value') },
  });
  access.grant(new iam.ArnPrincipal(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${late('role')}`));
  const [first] = Object.values(Template.fromStack(stack).findResources('AWS::EKS::AccessEntry'));
  expect(first.Properties).toEqual({
    ClusterName: 'blue',
    PrincipalArn: 'arn',
    Type: 'STANDARD',
    AccessPolicies: [inNamespaces('policy', 'namespace')],
    KubernetesGroups: ['group'],
    Username: 'name',
    Tags: [{ Key: 'key', Value: 'value' }],
  });
});
