import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Size } from 'cdk8s';
import { AutoModeCluster, ClusterRole } from '../../../src';
import { chartDocument, chartProperties, clusterFixture, stackFixture } from '../../support/fixtures';

const ENV = { account: '123456789012', region: 'us-east-1' };
const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const GRANTS = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];

function statementsOf(stack: Stack, action: string): object[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().includes(action));
}

function expectGrants(stack: Stack, keyArn: unknown): void {
  expect(statementsOf(stack, 'kms:Encrypt')).toEqual([{ Effect: 'Allow', Action: USE, Resource: keyArn }]);
  expect(statementsOf(stack, 'kms:CreateGrant')).toEqual([
    { Effect: 'Allow', Action: GRANTS, Resource: keyArn, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
  ]);
}

describe('a key for the volumes of nodes', () => {
  test('of the same stack: the cluster role may use it, by its own policy', () => {
    const { stack, cluster } = clusterFixture();
    const key = new kms.Key(stack, 'Key');
    cluster.addNodeClass('nodes', { volumeKey: key });
    expectGrants(stack, { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('^ClusterClusterRole') }] });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('of another stack: the cluster role may use it, and the stacks do not depend on each other in a circle', () => {
    const { app, stack, cluster } = clusterFixture();
    const key = new kms.Key(new Stack(app, 'Keys', { env: ENV }), 'Key');
    cluster.addNodeClass('nodes', { volumeKey: key });
    expectGrants(stack, { 'Fn::ImportValue': expect.stringMatching(/^Keys:/) });
    expect(app.synth().getStackArtifact('Keys').dependencies.map(({ id }) => id)).not.toContain('Stack');
    Annotations.fromStack(stack).hasNoWarning('/Stack/Cluster', Match.anyValue());
  });

  test('that is imported: the cluster role may use it, with a warning that lists what its policy must allow', () => {
    const { stack, cluster } = clusterFixture();
    const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    cluster.addNodeClass('nodes', { volumeKey: kms.Key.fromKeyArn(stack, 'Key', keyArn) });
    expectGrants(stack, keyArn);
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster',
      Match.stringLikeRegexp(`policy of key ${keyArn} cannot be changed.*kms:ReEncrypt\\*.*kms:CreateGrant, kms:ListGrants, kms:RevokeGrant with the condition kms:GrantIsForAWSResource`));
  });

  test('is named in the NodeClass, beside the rest of the storage', () => {
    const { app, stack, cluster } = clusterFixture();
    cluster.addNodeClass('nodes', { volumeKey: new kms.Key(stack, 'Key'), ephemeralStorage: { size: Size.gibibytes(160) } });
    const { manifest, values } = chartDocument(app, stack, 'auto-mode').objects[0];
    expect(manifest.spec).toMatchObject({ ephemeralStorage: { size: '160Gi' } });
    const [{ value }] = values!.filter(({ path }) => path.join('.') === 'spec.ephemeralStorage.kmsKeyID');
    expect(Object.values(chartProperties(stack, 'auto-mode').Values!)[value]).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
  });

  test('is granted once, however many NodeClasses it has, and before the charts', () => {
    const { stack, cluster } = clusterFixture();
    const key = new kms.Key(stack, 'Key');
    cluster.addNodeClass('nodes', { volumeKey: key });
    cluster.addNodeClass('more', { volumeKey: key });
    expectGrants(stack, { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
    const [chart] = Object.values(Template.fromStack(stack).findResources('Custom::EksAutoModeChart'));
    expect(chart.DependsOn).toContainEqual(expect.stringMatching(/^ClusterClusterRoleDefaultPolicy/));
  });

  test('by an alias of the app is the key behind it', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('nodes', { volumeKey: new kms.Key(stack, 'Key').addAlias('volumes') });
    expectGrants(stack, { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
  });

  test('by an alias from elsewhere whose key is known is that key, also through another alias', () => {
    const { stack, cluster } = clusterFixture();
    const aliasTargetKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1');
    const alias = kms.Alias.fromAliasAttributes(stack, 'Alias', { aliasName: 'alias/volumes', aliasTargetKey });
    cluster.addNodeClass('nodes', { volumeKey: alias });
    cluster.addNodeClass('more', { volumeKey: kms.Alias.fromAliasAttributes(stack, 'Other', { aliasName: 'alias/other', aliasTargetKey: alias }) });
    expectGrants(stack, 'arn:aws:kms:us-east-1:123456789012:key/1');
  });

  test('by an alias from elsewhere is refused', () => {
    const { stack, cluster } = clusterFixture();
    expect(() => cluster.addNodeClass('nodes', { volumeKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/volumes') }))
      .toThrow('volume key must be a key, got the alias alias/volumes: write the key that it stands for, for example kms.Key.fromLookup (at Stack/Cluster)');
  });

  test('of another Region is refused', () => {
    const { stack, cluster } = clusterFixture();
    const volumeKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/1');
    expect(() => cluster.addNodeClass('nodes', { volumeKey })).toThrow(/^volume key must be a key of the cluster's Region us-east-1, got one of eu-west-1: write a key of that Region/);
  });

  test('together with the id of one is refused', () => {
    const { stack, cluster } = clusterFixture();
    expect(() => cluster.addNodeClass('nodes', { volumeKey: new kms.Key(stack, 'Key'), ephemeralStorage: { kmsKeyId: 'alias/other' } }))
      .toThrow(/^volumeKey and ephemeralStorage.kmsKeyId of a NodeClass must not be given together, got both: write volumeKey/);
  });

  test('is granted to an imported role by a policy whose name contains the stack and its Region', () => {
    const { stack } = stackFixture();
    const clusterRole = iam.Role.fromRoleName(stack, 'Role', 'control-plane');
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole });
    ['One', 'Two'].forEach((id) => cluster.grantVolumeEncryption(new kms.Key(stack, id)));
    const [[id, { Properties }], ...others] = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect([id, Properties.PolicyName, others]).toEqual([expect.stringMatching(/^ClusterVolumePolicy/), expect.stringMatching(/^StackCluster\w+VolumePolicy-us-east-1$/), []]);
    expect(Properties.PolicyDocument.Statement).toHaveLength(4);
  });

  describe.each<[string, boolean, (stacks: { roles: Stack; stack: Stack }) => Stack]>([
    ['the stack of the cluster', true, ({ stack }) => stack],
    ['a stack that comes after that of the role', true, ({ roles }) => {
      const keys = new Stack(roles.node.root, 'Keys', { env: ENV });
      keys.addStackDependency(roles);
      return keys;
    }],
    ['the stack of the role', false, ({ roles }) => roles],
  ])('in %s, with a cluster role of another stack', (_, isOfCluster, stackOf) => {
    test('is granted in no circle', () => {
      const { app, stack } = stackFixture();
      const roles = new Stack(app, 'Roles', { env: ENV });
      const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole: new ClusterRole(roles, 'Role') });
      cluster.addNodeClass('nodes', { volumeKey: new kms.Key(stackOf({ roles, stack }), 'Key') });
      expect(app.synth().getStackArtifact('Roles').dependencies.map(({ id }) => id)).not.toContain('Stack');
      expect([statementsOf(stack, 'kms:Encrypt').length, statementsOf(roles, 'kms:Encrypt').length]).toEqual(isOfCluster ? [1, 0] : [0, 1]);
      Annotations.fromStack(stack).hasNoWarning('/Stack/Cluster', Match.stringLikeRegexp('policy of key'));
    });
  });

  test('that is asymmetric is refused', () => {
    const { stack, cluster } = clusterFixture();
    const volumeKey = new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.RSA_2048, keyUsage: kms.KeyUsage.SIGN_VERIFY });
    expect(() => cluster.addNodeClass('nodes', { volumeKey })).toThrow(/^volume key must be a symmetric key, got one of RSA_2048: write a kms.Key without keySpec/);
  });
});

describe('a cluster role that cannot be changed', () => {
  test('is put into the policy of a key of the same stack', () => {
    const { stack } = stackFixture();
    const clusterRole = new ClusterRole(stack, 'Role').withoutPolicyUpdates();
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole });
    cluster.addNodeClass('nodes', { volumeKey: new kms.Key(stack, 'Key') });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: USE, Principal: { AWS: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Role'), 'Arn'] } }, Resource: '*' }),
          Match.objectLike({ Action: GRANTS, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }),
        ]),
      },
    });
  });

  test('and a key that cannot be changed are warned about', () => {
    const { stack } = stackFixture();
    const clusterRole = iam.Role.fromRoleName(stack, 'Role', 'control-plane', { mutable: false });
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole });
    cluster.addNodeClass('nodes', { volumeKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1') });
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('policy of key arn:aws:kms:us-east-1:123456789012:key/1 cannot be changed'));
  });
});

test('a key for a StorageClass is granted without anything else being made', () => {
  const { stack, cluster } = clusterFixture();
  cluster.grantVolumeEncryption(new kms.Key(stack, 'Key'));
  expectGrants(stack, { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
  Template.fromStack(stack).resourceCountIs('Custom::EksAutoModeChart', 0);
});

test('a key of an app without a known account is granted', () => {
  const stack = new Stack(new App(), 'Stack');
  const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
  cluster.grantVolumeEncryption(new kms.Key(stack, 'Key'));
  expectGrants(stack, { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
});
