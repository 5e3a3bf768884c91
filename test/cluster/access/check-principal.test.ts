import { Aws, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, OTHER_ACCOUNT, roleIn } from './access-fixture';
import { AccessEntryType } from '../../../src/cluster/access';
import { problemsOfPrincipal } from '../../../src/cluster/access/check-principal';
import { PrincipalArn } from '../../../src/cluster/access/principal-arn';
import { stackFixture } from '../../support/fixtures';

const NODE_TYPES = Object.values(AccessEntryType).filter((type) => type !== AccessEntryType.STANDARD);
const IAM = `arn:aws:iam::${ACCOUNT}`;

function problems(arn: string, type = AccessEntryType.STANDARD, stack: Stack = stackFixture().stack): string[] {
  return problemsOfPrincipal(new PrincipalArn(arn, stack), type, undefined, ACCOUNT);
}

describe('a principal can be', () => {
  test.each([
    `${IAM}:role/Admin`, `${IAM}:role/teams/platform/Admin`, `${IAM}:user/joe`, `${IAM}:user/people/joe`,
    `arn:aws-cn:iam::${ACCOUNT}:role/Admin`, `arn:aws-us-gov:iam::${ACCOUNT}:role/Admin`, `arn:aws:iam::${OTHER_ACCOUNT}:role/Admin`,
    `${IAM}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef`,
    `${IAM}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
  ])('%s', (arn) => {
    expect(problems(arn)).toEqual([]);
  });

  test.each(NODE_TYPES)('a role with type %s', (type) => {
    expect(problems(`${IAM}:role/nodes`, type)).toEqual([]);
  });
});

describe('a principal must not be', () => {
  test.each([
    ['the root of an account', `${IAM}:root`, 'write a role or user of the account'],
    ['a session', `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/joe`,
      `write the ARN of the role, which is arn:…:iam::${ACCOUNT}:role/Admin, with the role's path before the name, if it has one`],
    ['a group', `${IAM}:group/admins`, 'write a role that the users of the group may assume'],
    ['an instance profile', `${IAM}:instance-profile/nodes`, 'write the role of the instance profile'],
    ['a federated user', `arn:aws:sts::${ACCOUNT}:federated-user/joe`, 'write a role or user'],
    ['an identity provider', `${IAM}:saml-provider/corp`, 'write a role or user'],
    ['a policy', `${IAM}:policy/admin`, 'write a role or user'],
    ['a function', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:one`, 'write a role or user'],
    ['a bucket', 'arn:aws:s3:::one', 'write an ARN, for example arn:aws:iam::111122223333:role/Admin'],
    ['a name', 'Deployer', 'write an ARN, for example arn:aws:iam::111122223333:role/Deployer'],
    ['an account', ACCOUNT, `write an ARN, for example arn:aws:iam::111122223333:role/${ACCOUNT}`],
    ['an ARN without account', 'arn:aws:iam:::role/Admin', 'write an ARN, for example arn:aws:iam::111122223333:role/Admin'],
    ['a role without name', `${IAM}:role/`, 'write an ARN, for example arn:aws:iam::111122223333:role/Admin'],
    ['nothing', '', 'write an ARN, for example arn:aws:iam::111122223333:role/Admin'],
  ])('%s', (_, arn, fix) => {
    expect(problems(arn)).toEqual([`principal must be an IAM role or user, got "${arn}": ${fix}`]);
  });

  test('a service-linked role', () => {
    const arn = `${IAM}:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS`;
    expect(problems(arn)).toEqual([
      `principal must not be a service-linked role, got "${arn}": for rights of the managed controllers write ManagedControllers, otherwise another role`,
    ]);
  });

  test('a role of IAM Identity Center without its path', () => {
    const arn = `${IAM}:role/AWSReservedSSO_Admin_0123456789abcdef`;
    expect(problems(arn)).toEqual([`principal must be the whole ARN of a role of IAM Identity Center, with its path, got "${arn}": `
      + "write new IdentityCenterRolePrincipal('AWSReservedSSO_Admin_0123456789abcdef', { region: 'the home Region of IAM Identity Center' })"]);
  });

  test.each(NODE_TYPES)('a user with type %s', (type) => {
    expect(problems(`${IAM}:user/joe`, type))
      .toEqual([`principal must be a role with type ${type}, got the user "${IAM}:user/joe": write a role, or type AccessEntryType.STANDARD`]);
  });

  test.each(NODE_TYPES)('of another account with type %s', (type) => {
    const arn = `arn:aws:iam::${OTHER_ACCOUNT}:role/nodes`;
    expect(problems(arn, type)).toEqual([
      `principal must be of the cluster's account ${ACCOUNT} with type ${type}, got "${arn}" of account ${OTHER_ACCOUNT}: write a role of that account`,
    ]);
  });
});

describe('a resource of the app', () => {
  test('that is a group is refused', () => {
    const { stack } = stackFixture();
    expect(problems(new iam.Group(stack, 'Admins').groupArn, AccessEntryType.STANDARD, stack))
      .toEqual(['principal must be an IAM role or user, got "Stack/Admins": write a role that the users of the group may assume']);
  });

  test('that is a user is refused for nodes', () => {
    const { stack } = stackFixture();
    expect(problems(new iam.User(stack, 'Joe').userArn, AccessEntryType.EC2, stack))
      .toEqual(['principal must be a role with type EC2, got the user "Stack/Joe": write a role, or type AccessEntryType.STANDARD']);
  });

  test('that is a role is taken', () => {
    const { stack } = stackFixture();
    expect(problems(roleIn(stack).roleArn, AccessEntryType.EC2, stack)).toEqual([]);
  });

  test('of another account is refused for nodes', () => {
    const { stack } = stackFixture();
    const arn = new PrincipalArn(roleIn(stack).roleArn, stack);
    expect(problemsOfPrincipal(arn, AccessEntryType.EC2, OTHER_ACCOUNT, ACCOUNT)).toEqual([expect.stringMatching(/got "Stack\/Role" of account 444455556666/)]);
    expect(problemsOfPrincipal(arn, AccessEntryType.STANDARD, OTHER_ACCOUNT, ACCOUNT)).toEqual([]);
  });
});

describe('a token', () => {
  test.each<[string, (stack: Stack) => string]>([
    ['as a whole', () => Lazy.string({ produce: () => 'anything' })],
    ['of a parameter', (stack) => new CfnParameter(stack, 'Arn').valueAsString],
    ['as partition and account', () => `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Admin`],
    ['as account', () => `arn:aws:iam::${Lazy.string({ produce: () => OTHER_ACCOUNT })}:role/nodes`],
    ['as name', () => `${IAM}:role/${Lazy.string({ produce: () => '' })}`],
    ['as kind', () => `${IAM}:${Lazy.string({ produce: () => 'root' })}`],
    ['before a name', () => `${Lazy.string({ produce: () => IAM })}role/AWSReservedSSO_Admin_0123456789abcdef`],
  ])('%s is not judged', (_, make) => {
    const { stack } = stackFixture();
    expect(problems(make(stack), AccessEntryType.EC2, stack)).toEqual([]);
  });

  test.each([
    ['root', ':root', /got "arn:…:iam::…:root": write a role or user of the account$/],
    ['a session', ':assumed-role/Admin/joe', /is arn:…:iam::…:role\/Admin, with/],
    ['a group', ':group/admins', /of the group may assume$/],
    ['a service-linked role', ':role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS', /must not be a service-linked role, got "arn:…:iam::…:role\/aws-service-role/],
    ['a role of IAM Identity Center', ':role/AWSReservedSSO_Admin_0123456789abcdef', /write new IdentityCenterRolePrincipal\('AWSReservedSSO_Admin_0123456789abcdef'/],
  ])('before %s hides nothing', (_, end, message) => {
    const { stack } = stackFixture();
    const account = Lazy.string({ produce: () => ACCOUNT });
    expect(problems(`arn:${Aws.PARTITION}:iam::${account}${end}`, AccessEntryType.STANDARD, stack)).toEqual([expect.stringMatching(message)]);
    expect(problems(`${Lazy.string({ produce: () => 'late' })}${end}`, AccessEntryType.STANDARD, stack)).toHaveLength(1);
  });

  test('for the account of the stack is filled in', () => {
    expect(problems(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:root`)[0]).toContain(`got "arn:…:iam::${ACCOUNT}:root"`);
  });

  test('for the account of the cluster or the principal leaves the account open', () => {
    const principal = new PrincipalArn(`arn:aws:iam::${OTHER_ACCOUNT}:role/nodes`, new Stack());
    expect(problemsOfPrincipal(principal, AccessEntryType.EC2, undefined, Aws.ACCOUNT_ID)).toEqual([]);
    expect(problemsOfPrincipal(principal, AccessEntryType.EC2, undefined, undefined)).toEqual([]);
    const late = new PrincipalArn(Lazy.string({ produce: () => 'late' }), new Stack());
    expect(problemsOfPrincipal(late, AccessEntryType.EC2, Aws.ACCOUNT_ID, ACCOUNT)).toEqual([]);
  });
});

test('all is refused at once', () => {
  expect(problems(`arn:aws:iam::${OTHER_ACCOUNT}:user/joe`, AccessEntryType.EC2)).toEqual([
    expect.stringMatching(/^principal must be a role with type EC2/), expect.stringMatching(/^principal must be of the cluster's account/),
  ]);
});
