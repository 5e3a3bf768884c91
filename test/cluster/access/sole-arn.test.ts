import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, ADMIN_ARN, roleIn } from './access-fixture';
import { soleArn } from '../../../src/cluster/access/sole-arn';

const admin = new iam.ArnPrincipal(ADMIN_ARN);

describe('one ARN', () => {
  test.each<[string, (stack: Stack) => { principal: iam.IPrincipal; arn: string }]>([
    ['of a role', (stack) => ({ principal: roleIn(stack), arn: (stack.node.findChild('Role') as iam.Role).roleArn })],
    ['of a view of a role', (stack) => ({ principal: roleIn(stack).withoutPolicyUpdates(), arn: (stack.node.findChild('Role') as iam.Role).roleArn })],
    ['of a role that exists', (stack) => ({ principal: iam.Role.fromRoleArn(stack, 'Role', ADMIN_ARN), arn: ADMIN_ARN })],
    ['of a user', (stack) => ({ principal: new iam.User(stack, 'User'), arn: (stack.node.findChild('User') as iam.User).userArn })],
    ['of a user that exists', (stack) => ({ principal: iam.User.fromUserArn(stack, 'User', `arn:aws:iam::${ACCOUNT}:user/joe`), arn: `arn:aws:iam::${ACCOUNT}:user/joe` })],
    ['of a principal', () => ({ principal: admin, arn: ADMIN_ARN })],
    ['of a principal with tags of sessions', () => ({ principal: admin.withSessionTags(), arn: ADMIN_ARN })],
  ])('%s', (_, make) => {
    const { principal, arn } = make(new Stack());
    expect(soleArn(principal)).toEqual({ arn });
  });
});

describe('what is not one ARN', () => {
  test.each<[string, iam.IPrincipal, string]>([
    ['a service', new iam.ServicePrincipal('ec2.amazonaws.com'), 'got a principal of kind Service: write the role that the service assumes'],
    ['federated identities', new iam.FederatedPrincipal('accounts.google.com'), 'got a principal of kind Federated: write the role that the federated identities assume'],
    ['identities of the web', new iam.WebIdentityPrincipal('accounts.google.com', { StringEquals: {} }), 'got a principal of kind Federated: write the role that the federated identities assume'],
    ['a canonical user', new iam.CanonicalUserPrincipal('79a5'), 'got a principal of kind CanonicalUser: write a role or user'],
    ['everything', new iam.StarPrincipal(), 'got a principal of kind LiteralString: write a role or user'],
    ['anyone', new iam.AnyPrincipal(), 'got "*": write a role or user without wildcards'],
    ['an organization', new iam.OrganizationPrincipal('o-1234567890'), 'got "*": write a role or user without wildcards'],
    ['a pattern', new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/dev-*`), `got "arn:aws:iam::${ACCOUNT}:role/dev-*": write a role or user without wildcards`],
    ['an account', new iam.AccountPrincipal(ACCOUNT), 'got an account: write a role or user of the account'],
    ['the account of the stack', new iam.AccountRootPrincipal(), 'got an account: write a role or user of the account'],
    ['several principals', new iam.CompositePrincipal(admin, admin), 'got several principals: grant to each of them'],
    ['several with conditions', new iam.CompositePrincipal(admin, admin.withConditions({ Bool: { 'aws:MultiFactorAuthPresent': true } })), 'got several principals: grant to each of them'],
    ['several ARNs', new (class extends iam.ArnPrincipal {
      public get policyFragment() { return new iam.PrincipalPolicyFragment({ AWS: [ADMIN_ARN, ADMIN_ARN] }); }
    })(ADMIN_ARN), 'got 2 ARNs: grant to each of them'],
    ['a principal with conditions', admin.withConditions({ Bool: { 'aws:MultiFactorAuthPresent': true } }),
      'got conditions on Bool: leave them out here and put them into the trust policy of the role'],
  ])('%s', (_, principal, message) => {
    expect(soleArn(principal)).toEqual({ problem: `principal must be one IAM role or user, ${message}` });
  });
});
