import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { EbsVolume, VolumeIops } from '../../../src';
import { chartDocument, clusterFixture } from '../../support/fixtures';

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

test('an alias stands for its key', () => {
  const { app, stack, cluster } = clusterFixture();
  cluster.storage.addDefaultClass({ encryptionKey: new kms.Key(stack, 'Key').addAlias('volumes') });
  expect(chartDocument(app, stack, 'auto-mode').objects[0].values!.map(({ value }) => JSON.stringify(value))).toHaveLength(1);
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
