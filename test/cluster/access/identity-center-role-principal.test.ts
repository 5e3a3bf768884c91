import { Aws, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IdentityCenterRolePrincipal } from '../../../src/cluster/access';

const NAME = 'AWSReservedSSO_Platform+Admins_0123456789abcdef';
const late = Lazy.string({ produce: () => 'anything at all' });

function arnOf(principal: iam.ArnPrincipal): unknown {
  return new Stack().resolve(principal.arn);
}

test('the ARN has the path with the home Region', () => {
  expect(arnOf(new IdentityCenterRolePrincipal(NAME, { region: 'eu-west-1' }))).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:role/aws-reserved/sso.amazonaws.com/eu-west-1/${NAME}`]],
  });
});

test('the ARN has no Region when home is us-east-1', () => {
  expect(arnOf(new IdentityCenterRolePrincipal(NAME, { region: 'us-east-1' }))).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:role/aws-reserved/sso.amazonaws.com/${NAME}`]],
  });
});

test('the ARN has the account', () => {
  expect(arnOf(new IdentityCenterRolePrincipal(NAME, { region: 'eu-west-1', account: '444455556666' }))).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::444455556666:role/aws-reserved/sso.amazonaws.com/eu-west-1/${NAME}`]],
  });
});

test.each(['us-east-2', 'us-gov-west-1', 'cn-north-1', 'ap-southeast-2', 'us-isob-east-1'])('home can be %s', (region) => {
  expect(JSON.stringify(arnOf(new IdentityCenterRolePrincipal(NAME, { region })))).toContain(`sso.amazonaws.com/${region}/AWSReservedSSO_`);
});

test('the name is kept', () => {
  expect(new IdentityCenterRolePrincipal(NAME, { region: 'eu-west-1' }).roleName).toBe(NAME);
});

test.each([`AWSReservedSSO_a_${'0'.repeat(16)}`, `AWSReservedSSO_with_many_parts_${'f'.repeat(16)}`, `AWSReservedSSO_${'a'.repeat(32)}_${'0'.repeat(16)}`])('%s is a name', (name) => {
  expect(new IdentityCenterRolePrincipal(name, { region: 'eu-west-1' }).roleName).toBe(name);
});

describe('a name', () => {
  test.each([
    'PlatformAdmins', 'AWSReservedSSO_PlatformAdmins', 'AWSReservedSSO_PlatformAdmins_0123', 'AWSReservedSSO_PlatformAdmins_0123456789ABCDEF',
    `AWSReservedSSO_${'a'.repeat(33)}_${'0'.repeat(16)}`, `AWSReservedSSO__${'0'.repeat(16)}`, '',
  ])('must not be "%s"', (name) => {
    expect(() => new IdentityCenterRolePrincipal(name, { region: 'eu-west-1' })).toThrow(new Error(
      `roleName must be AWSReservedSSO_, the name of a permission set, _ and 16 hexadecimal digits, got "${name}": `
      + 'write the name that aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/ shows'));
  });

  test('must not have a path', () => {
    const arn = `arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/${NAME}`;
    expect(() => new IdentityCenterRolePrincipal(arn, { region: 'eu-west-1' }))
      .toThrow(new Error(`roleName must be a name without path, got "${arn}": write "${NAME}"`));
  });
});

describe('a Region', () => {
  test.each(['Ireland', 'eu-west', 'eu_west_1', ''])('must not be "%s"', (region) => {
    expect(() => new IdentityCenterRolePrincipal(NAME, { region })).toThrow(new Error(
      `region must be the home Region of IAM Identity Center and known at synthesis, got "${region}": write it out, for example eu-west-1`));
  });

  test('must not be a token, on which the form of the ARN would depend', () => {
    expect(() => new IdentityCenterRolePrincipal(NAME, { region: Aws.REGION })).toThrow(/known at synthesis, got a token: write it out/);
  });
});

test.each(['1234', '12345678901a', ''])('an account must not be "%s"', (account) => {
  expect(() => new IdentityCenterRolePrincipal(NAME, { region: 'eu-west-1', account }))
    .toThrow(new Error(`account must be 12 digits, got "${account}": write the account of the assignment, or leave it out`));
});

test('all is refused at once', () => {
  expect(() => new IdentityCenterRolePrincipal('Admins', { region: 'home', account: 'mine' })).toThrow(/^roleName.*; region.*; account.*$/);
});

test('a name and an account can be tokens', () => {
  expect(arnOf(new IdentityCenterRolePrincipal(late, { region: 'eu-west-1', account: Aws.ACCOUNT_ID }))).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':role/aws-reserved/sso.amazonaws.com/eu-west-1/anything at all']],
  });
});
