import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster } from '../../../src';

const ENV = { account: '123456789012', region: 'us-east-1' };

function fixture(adminsOf: (people: Stack) => iam.IPrincipal[] = () => []) {
  const app = new App();
  const [people, stack] = ['People', 'Stack'].map((id) => new Stack(app, id, { env: ENV }));
  const admins = adminsOf(people);
  return { app, people, stack, admins, cluster: new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, admins }) };
}

function roleIn(stack: Stack, id = 'Role'): iam.Role {
  return new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() });
}

const DESCRIBE = { Statement: [Match.objectLike({ Action: 'eks:DescribeCluster' })] };

test('admins of another stack may describe the cluster, by one policy in the stack of the cluster', () => {
  const { app, people, stack, cluster, admins } = fixture((scope) => [roleIn(scope), new iam.User(scope, 'User')]);
  admins.forEach((admin) => expect(cluster.grantDescribe(admin).success).toBe(true));
  cluster.grantDescribe(admins[0]);
  app.synth();
  Template.fromStack(people).resourceCountIs('AWS::IAM::Policy', 0);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyName: Match.stringLikeRegexp('^StackCluster\\w+DescribePolicy$'),
    PolicyDocument: DESCRIBE,
    Roles: [{ 'Fn::ImportValue': Match.stringLikeRegexp('^People:') }],
    Users: [{ 'Fn::ImportValue': Match.stringLikeRegexp('^People:') }],
  });
});

test('a role of a stack that comes later gets a policy there', () => {
  const { app, stack, cluster } = fixture();
  const later = new Stack(app, 'Later', { env: ENV });
  cluster.grantDescribe(roleIn(later));
  expect(app.synth().getStackArtifact('Later').dependencies.map(({ id }) => id)).toContain('Stack');
  Template.fromStack(later).hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: DESCRIBE });
  Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
});

test.each<[string, (stack: Stack) => iam.Role]>([
  ['of the same stack', (stack) => roleIn(stack)], ['of a nested stack', (stack) => roleIn(new NestedStack(stack, 'Nested'))],
])('an admin %s keeps its own policy', (_, roleOf) => {
  const { app, stack, cluster } = fixture();
  const role = roleOf(stack);
  cluster.access.grantAdmin(role);
  cluster.grantDescribe(role);
  app.synth();
  Template.fromStack(Stack.of(role)).hasResourceProperties('AWS::IAM::Policy', { PolicyName: Match.stringLikeRegexp('RoleDefaultPolicy'), PolicyDocument: DESCRIBE });
});
