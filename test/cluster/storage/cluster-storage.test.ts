import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { EbsVolume, VolumeIops } from '../../../src';
import { chartDocument, chartProperties, clusterFixture } from '../../support/fixtures';

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const GRANTS = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];

/** What the class of the cluster names as its key, as CloudFormation sees it. */
function keyArnsOf(app: App, stack: Stack): unknown[] {
  const values = Object.values(chartProperties(stack, 'auto-mode').Values!);
  return chartDocument(app, stack, 'auto-mode').objects.flatMap(({ values: placements = [] }) =>
    placements.filter(({ path }) => path.join('.') === 'parameters.kmsKeyId').map(({ value }) => values[value]));
}

/** What the cluster role may do with keys. */
function grantsOf(stack: Stack): { readonly Action: string[]; readonly Resource: unknown }[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('ClusterClusterRole'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('kms:')));
}

test('a default class in one word', () => {
  const { app, stack, cluster } = clusterFixture();
  expect(cluster.storage.addDefaultClass().storageClassName).toBe('auto-ebs');
  const [{ manifest }] = chartDocument(app, stack, 'auto-mode').objects;
  expect(manifest).toMatchObject({
    kind: 'StorageClass',
    metadata: { name: 'auto-ebs', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    parameters: { type: 'gp3', encrypted: 'true' },
  });
});

test('a key: the cluster role may use it, and the class names its ARN', () => {
  const { app, stack, cluster } = clusterFixture();
  cluster.storage.addClass('fast', { encryptionKey: new kms.Key(stack, 'Key'), volume: EbsVolume.gp3({ iops: VolumeIops.total(6000) }) });
  const { manifest, values } = chartDocument(app, stack, 'auto-mode').objects[0];
  expect(manifest).toMatchObject({ parameters: { type: 'gp3', iops: '6000', encrypted: 'true' } });
  expect(values!.map(({ path }) => path.join('.'))).toEqual(['parameters.kmsKeyId']);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['kms:Encrypt']), Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } })]) },
    Roles: [{ Ref: Match.stringLikeRegexp('^ClusterClusterRole') }],
  });
});

test('a key of another stack: the cluster role may use it, and that stack does not come after this one', () => {
  const { app, stack, cluster } = clusterFixture();
  const keys = new Stack(app, 'Keys', { env: { account: '123456789012', region: 'us-east-1' } });
  cluster.storage.addClass('fast', { encryptionKey: new kms.Key(keys, 'Key') });
  const imported = { 'Fn::ImportValue': expect.stringMatching(/^Keys:ExportsOutputFnGetAttKey/) };
  expect(keyArnsOf(app, stack)).toEqual([imported]);
  expect(grantsOf(stack)).toEqual([
    { Effect: 'Allow', Action: USE, Resource: imported },
    { Effect: 'Allow', Action: GRANTS, Resource: imported, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
  ]);
  expect(app.synth().getStackArtifact('Keys').dependencies.map(({ id }) => id)).not.toContain('Stack');
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('policy of key'));
});

test('an imported key: the cluster role may use it, with a warning that says what its policy must allow', () => {
  const { app, stack, cluster } = clusterFixture();
  const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  cluster.storage.addDefaultClass({ encryptionKey: kms.Key.fromKeyArn(stack, 'Key', keyArn) });
  expect(chartDocument(app, stack, 'auto-mode').objects[0].manifest).toMatchObject({ parameters: { encrypted: 'true', kmsKeyId: keyArn } });
  expect(grantsOf(stack)).toEqual([
    { Effect: 'Allow', Action: USE, Resource: keyArn },
    { Effect: 'Allow', Action: GRANTS, Resource: keyArn, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
  ]);
  Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp(`policy of key ${keyArn} cannot be changed from here.*kms:CreateGrant`));
});

test.each<[string, (key: kms.Key) => kms.IKey]>([
  ['of the app', (key) => key.addAlias('volumes')],
  ['from elsewhere whose key is known', (key) => kms.Alias.fromAliasAttributes(key.stack, 'Alias', { aliasName: 'alias/volumes', aliasTargetKey: key })],
])('an alias %s stands for its key', (_, aliasOf) => {
  const { app, stack, cluster } = clusterFixture();
  cluster.storage.addDefaultClass({ encryptionKey: aliasOf(new kms.Key(stack, 'Key')) });
  const keyArn = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
  expect(keyArnsOf(app, stack)).toEqual([keyArn]);
  expect(grantsOf(stack).map(({ Resource }) => Resource)).toEqual([keyArn, keyArn]);
});

test('an alias whose key is not known is refused', () => {
  const { stack, cluster } = clusterFixture();
  expect(() => cluster.storage.addDefaultClass({ encryptionKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/volumes') }))
    .toThrow('volume key must be a key, got the alias alias/volumes: write the key that it stands for, for example kms.Key.fromLookup (at Stack/Cluster)');
});

test('tags: the cluster role gets the policy for them', () => {
  const { stack, cluster } = clusterFixture();
  cluster.storage.addDefaultClass({ tags: { team: 'data' } });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'Storage' })]) } });
});

test('a VolumeAttributesClass, also of the name of a StorageClass', () => {
  const { app, stack, cluster } = clusterFixture();
  cluster.storage.addClass('fast');
  expect(cluster.storage.addAttributesClass('fast', EbsVolume.gp3({ iops: VolumeIops.total(6000) })).volumeAttributesClassName).toBe('fast');
  expect(chartDocument(app, stack, 'auto-mode').objects.map(({ manifest }) => manifest.kind)).toEqual(['StorageClass', 'VolumeAttributesClass']);
});

test('is the same each time it is asked for', () => {
  const { cluster } = clusterFixture();
  expect(cluster.storage).toBe(cluster.storage);
});

test('refuses names that the API server would refuse', () => {
  const { cluster } = clusterFixture();
  expect(() => cluster.storage.addClass('Fast Disks')).toThrow('name of a StorageClass must be 1 to 63 lower-case letters and digits, with hyphens or single dots between them, got "Fast Disks": write "fast-disks"');
  expect(() => cluster.storage.addAttributesClass('Fast', EbsVolume.gp3())).toThrow('name of a VolumeAttributesClass must be');
});
