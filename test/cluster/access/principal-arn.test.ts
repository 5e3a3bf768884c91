import { App, Aws, CfnParameter, CustomResource, Fn, Lazy, NestedStack, ScopedAws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ACCOUNT, ADMIN_ARN, roleIn } from './access-fixture';
import { PrincipalArn } from '../../../src/cluster/access/principal-arn';
import { stackFixture } from '../../support/fixtures';

const late = (value: string) => Lazy.string({ produce: () => value });

describe('what is known', () => {
  test('of an ARN', () => {
    const arn = new PrincipalArn(`arn:aws:iam::${ACCOUNT}:role/teams/platform/Admin`, new Stack());
    expect(arn).toMatchObject({ kind: 'role', name: 'teams/platform/Admin', account: ACCOUNT, isWellFormed: true, text: arn.value });
  });

  test('of an ARN with pseudo parameters', () => {
    expect(new PrincipalArn(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Admin`, stackFixture().stack))
      .toMatchObject({ kind: 'role', name: 'Admin', account: ACCOUNT, text: `arn:…:iam::${ACCOUNT}:role/Admin` });
    expect(new PrincipalArn(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Admin`, new Stack()))
      .toMatchObject({ kind: 'role', name: 'Admin', account: undefined, text: 'arn:…:iam::…:role/Admin' });
  });

  test('of an ARN with pseudo parameters of a stack', () => {
    const { stack } = stackFixture();
    const { partition, accountId } = new ScopedAws(stack);
    expect(new PrincipalArn(`arn:${partition}:iam::${accountId}:role/Admin`, stack)).toMatchObject({ kind: 'role', name: 'Admin', account: ACCOUNT });
  });

  test('of a resource', () => {
    const { stack } = stackFixture();
    expect(new PrincipalArn(roleIn(stack).roleArn, stack)).toMatchObject({ kind: 'role', account: undefined, text: 'Stack/Role' });
  });

  test('of a token', () => {
    expect(new PrincipalArn(late(ADMIN_ARN), new Stack())).toMatchObject({ kind: undefined, account: undefined, isWellFormed: true, text: '…' });
  });
});

describe('two ARNs are the same', () => {
  const same = (stack: Stack, one: string, two: string) => {
    const [first, second] = [one, two].map((arn) => new PrincipalArn(arn, stack));
    return first.equals(second) && second.equals(first) && (one === two || first.constructId === second.constructId);
  };

  test('when they are written alike', () => {
    expect(same(new Stack(), ADMIN_ARN, ADMIN_ARN)).toBe(true);
    const arn = late('one');
    expect(same(new Stack(), arn, arn)).toBe(true);
  });

  test('when a token has another value by then', () => {
    let value = 1;
    const [one, two] = [Lazy.uncachedString({ produce: () => `${value++}` })].flatMap((arn) => [arn, arn]).map((arn) => new PrincipalArn(arn, new Stack()));
    expect(one.identity).not.toBe(two.identity);
    expect(one.equals(two)).toBe(true);
  });

  test('with and without pseudo parameters', () => {
    expect(same(stackFixture().stack, ADMIN_ARN, `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Admin`)).toBe(true);
    expect(same(new Stack(), ADMIN_ARN, `arn:${Aws.PARTITION}:iam::${ACCOUNT}:role/Admin`)).toBe(true);
    expect(same(new Stack(), ADMIN_ARN, `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Admin`)).toBe(false);
  });

  test('with different tokens of one value', () => {
    expect(same(new Stack(), Fn.importValue('Admin'), Fn.importValue('Admin'))).toBe(true);
    expect(same(new Stack(), late('one'), late('one'))).toBe(true);
    expect(same(new Stack(), `${ADMIN_ARN}${late('one')}`, `${ADMIN_ARN}${late('one')}`)).toBe(true);
  });

  test('of one resource', () => {
    const { stack } = stackFixture();
    const role = roleIn(stack);
    expect(same(stack, role.roleArn, (role.node.defaultChild as iam.CfnRole).attrArn)).toBe(true);
    expect(same(stack, role.roleArn, role.withoutPolicyUpdates().roleArn)).toBe(true);
  });

  test('of one resource whose logical id was changed in between', () => {
    const { stack } = stackFixture();
    const role = roleIn(stack);
    const before = new PrincipalArn(role.roleArn, stack);
    (role.node.defaultChild as iam.CfnRole).overrideLogicalId('Other');
    expect(before.equals(new PrincipalArn((role.node.defaultChild as iam.CfnRole).attrArn, stack))).toBe(true);
  });

  test('but not of different principals', () => {
    const { app, stack } = stackFixture();
    expect(same(stack, ADMIN_ARN, `${ADMIN_ARN}s`)).toBe(false);
    expect(same(stack, ADMIN_ARN, `arn:aws:iam::${ACCOUNT}:user/Admin`)).toBe(false);
    expect(same(stack, Fn.importValue('Admin'), Fn.importValue('Viewer'))).toBe(false);
    expect(same(stack, roleIn(stack, 'One').roleArn, roleIn(stack, 'Two').roleArn)).toBe(false);
    // Their logical ids are equal.
    expect(same(stack, roleIn(stack, 'Role').roleArn, roleIn(new Stack(app, 'Other'), 'Role').roleArn)).toBe(false);
  });

  test('but not of parameters of one name in two stacks', () => {
    const { app, stack } = stackFixture();
    const [one, two] = [stack, new Stack(app, 'Other')].map((each) => new CfnParameter(each, 'Arn').valueAsString);
    expect(same(stack, one, two)).toBe(false);
    expect(same(stack, `${one}/x`, `${two}/x`)).toBe(false);
  });

  test('but not of attributes of one resource', () => {
    const { stack } = stackFixture();
    const resource = new CustomResource(stack, 'Roles', { serviceToken: 'arn:aws:lambda:us-east-1:123456789012:function:one' });
    expect(same(stack, resource.getAttString('Admin'), resource.getAttString('Viewer'))).toBe(false);
    expect(same(stack, resource.getAttString('Admin'), resource.getAttString('Admin'))).toBe(true);
  });
});

describe('the id of a construct', () => {
  const idIn = (stack: Stack, arn: string) => new PrincipalArn(arn, stack).constructId;

  test.each([
    [ADMIN_ARN, 'role:Admin'],
    [`arn:aws-cn:iam::${ACCOUNT}:role/Admin`, 'role:Admin'],
    [`arn:aws:iam::${ACCOUNT}:role/teams/platform/Admin`, 'role:teams:platform:Admin'],
    [`arn:aws:iam::${ACCOUNT}:role/teams/platform--Admin`, 'role:teams:platform--Admin'],
    [`arn:aws:iam::${ACCOUNT}:user/joe@example.com`, 'user:joe@example.com'],
    [`arn:${Aws.PARTITION}:iam::${ACCOUNT}:role/Admin`, 'role:Admin'],
    [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Admin`, 'role:Admin'],
  ])('of %s is readable', (arn, id) => {
    expect(idIn(stackFixture().stack, arn)).toBe(id);
  });

  test('of another account says so', () => {
    expect(idIn(stackFixture().stack, 'arn:aws:iam::444455556666:role/Admin')).toBe('444455556666:role:Admin');
  });

  test('stays when the stack gets an environment', () => {
    const arn = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Admin`;
    expect(idIn(new Stack(new App(), 'Stack'), arn)).toBe(idIn(stackFixture().stack, arn));
  });

  test('of a resource with a name is that of the name, as when it is imported', () => {
    const { stack } = stackFixture();
    const role = new iam.Role(stack, 'Named', { roleName: 'Admin', path: '/teams/', assumedBy: new iam.AccountRootPrincipal() });
    expect(idIn(stack, role.roleArn)).toBe('role:teams:Admin');
    expect(idIn(stack, iam.Role.fromRoleName(stack, 'Import', 'teams/Admin').roleArn)).toBe('role:teams:Admin');
  });

  test('of a resource is its path', () => {
    const { stack } = stackFixture();
    expect(idIn(stack, roleIn(stack, 'Deployer').roleArn)).toBe('Deployer');
    expect(idIn(stack, roleIn(new Construct(stack, 'Team'), 'Deployer').roleArn)).toBe('Team:Deployer');
    expect(idIn(stack, new iam.User(stack, 'Joe').userArn)).toBe('Joe');
    expect(idIn(stack, new iam.CfnRole(stack, 'Plain', { assumeRolePolicyDocument: {} }).attrArn)).toBe('Plain');
  });

  test('of a resource in another stack says so', () => {
    const { app, stack } = stackFixture();
    expect(idIn(stack, roleIn(new Stack(app, 'Other'), 'Deployer').roleArn)).toBe('Other::Deployer');
  });

  test('of a resource in a nested stack is its path in the whole stack', () => {
    const { stack } = stackFixture();
    const nested = new NestedStack(stack, 'Nested');
    expect(idIn(stack, roleIn(nested, 'Deployer').roleArn)).toBe('Nested:Deployer');
    expect(idIn(nested, roleIn(stack, 'Deployer').roleArn)).toBe('Deployer');
  });

  test('of a resource does not depend on where its stack is', () => {
    const [one, two] = [new Stack(new App(), 'One'), new Stack(new Construct(new App(), 'Group'), 'Two')];
    expect(idIn(one, roleIn(one).roleArn)).toBe(idIn(two, roleIn(two).roleArn));
  });

  test('of a token is short', () => {
    expect(idIn(new Stack(), Fn.importValue('Admin'))).toBe('Principal71a6a7022cc2');
    expect(idIn(new Stack(), late('anything'))).toMatch(/^Principal[0-9a-f]{12}$/);
  });
});
