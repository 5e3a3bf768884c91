import { Token } from 'aws-cdk-lib';
import { App, Chart, Size } from 'cdk8s';
import { AutoModeRules, EbsStorageClass, EbsStorageClassProps, EbsVolume, FileSystem, VolumeBindingMode, VolumeIops, VolumeReclaimPolicy } from '../../../src';
import { chartFixture } from '../../support/fixtures';

function rendered(props: EbsStorageClassProps = {}) {
  return new EbsStorageClass(chartFixture(), 'Class', { metadata: { name: 'fast' }, ...props }).apiObject.toJson();
}
const parameters = (props: EbsStorageClassProps) => rendered(props).parameters;

test('without props: encrypted gp3 that is made where the pod is, on nodes of Auto Mode', () => {
  expect(rendered()).toEqual({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    provisioner: 'ebs.csi.eks.amazonaws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'eks.amazonaws.com/compute-type', values: ['auto'] }] }],
  });
});

test('the rules have nothing to say of it', () => {
  const chart = chartFixture();
  new EbsStorageClass(chart, 'Class');
  expect(AutoModeRules.findings(chart)).toEqual([]);
});

test('the namespace of its chart is not written: the kind has none', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  expect(new EbsStorageClass(chart, 'Class').apiObject.toJson().metadata).not.toHaveProperty('namespace');
});

describe('parameters are texts', () => {
  test.each<[string, EbsStorageClassProps, object]>([
    ['gp3 with operations and throughput', { volume: EbsVolume.gp3({ iops: VolumeIops.total(6000), throughputPerSecond: Size.mebibytes(500) }) }, { type: 'gp3', iops: '6000', throughput: '500' }],
    ['gp3 with operations by size', { volume: EbsVolume.gp3({ iops: VolumeIops.perGibibyte(10, { allowIncrease: true }) }) }, { type: 'gp3', iopsPerGB: '10', allowAutoIOPSPerGBIncrease: 'true' }],
    ['io1', { volume: EbsVolume.io1(VolumeIops.perGibibyte(50)) }, { type: 'io1', iopsPerGB: '50' }],
    ['io2', { volume: EbsVolume.io2(VolumeIops.total(100), { blockExpress: true }) }, { type: 'io2', iops: '100', blockExpress: 'true' }],
    ['gp2', { volume: EbsVolume.GP2 }, { type: 'gp2' }],
    ['st1', { volume: EbsVolume.ST1 }, { type: 'st1' }],
    ['sc1', { volume: EbsVolume.SC1 }, { type: 'sc1' }],
    ['standard', { volume: EbsVolume.STANDARD }, { type: 'standard' }],
    ['sbp1', { volume: EbsVolume.SBP1 }, { type: 'sbp1' }],
    ['sbg1', { volume: EbsVolume.SBG1 }, { type: 'sbg1' }],
    ['a type to come', { volume: EbsVolume.of('gp4') }, { type: 'gp4' }],
  ])('%s', (_, props, expected) => {
    expect(parameters(props)).toEqual({ encrypted: 'true', ...expected });
  });

  test.each<[string, FileSystem, object]>([
    ['ext4', FileSystem.ext4(), {}],
    ['ext4', FileSystem.ext4({ blockSize: Size.kibibytes(4), inodeSizeBytes: 256, bytesPerInode: 16_384, numberOfInodes: 1000 }), {
      blockSize: '4096', inodeSize: '256', bytesPerInode: '16384', numberOfInodes: '1000',
    }],
    ['ext4', FileSystem.ext4({ clusterSize: Size.kibibytes(64) }), { ext4BigAlloc: 'true', ext4ClusterSize: '65536' }],
    ['ext4', FileSystem.ext4({ bigAllocation: false }), { ext4BigAlloc: 'false' }],
    ['ext3', FileSystem.ext3({ bytesPerInode: 8192 }), { bytesPerInode: '8192' }],
    ['ext2', FileSystem.ext2({ numberOfInodes: 7 }), { numberOfInodes: '7' }],
    ['xfs', FileSystem.xfs({ blockSize: Size.kibibytes(1), inodeSizeBytes: 512 }), { blockSize: '1024', inodeSize: '512' }],
  ])('of %s: %#', (name, fileSystem, expected) => {
    expect(parameters({ fileSystem })).toEqual({ 'type': 'gp3', 'encrypted': 'true', 'csi.storage.k8s.io/fstype': name, ...expected });
  });

  test('of a key', () => {
    expect(parameters({ kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1' })).toEqual({
      type: 'gp3', encrypted: 'true', kmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1',
    });
  });

  test('without encryption', () => {
    expect(parameters({ encrypted: false })).toEqual({ type: 'gp3', encrypted: 'false' });
  });

  test('of tags: values may have anything in them', () => {
    expect(parameters({ tags: { team: 'data', note: 'a=b, "c" ü \\' } })).toEqual({
      type: 'gp3', encrypted: 'true', tagSpecification_1: 'team=data', tagSpecification_2: 'note=a=b, "c" ü \\',
    });
  });

  test('of tags that are only known at deployment', () => {
    const value = Token.asString({ Ref: 'Value' });
    expect(parameters({ tags: { team: value } })).toMatchObject({ tagSpecification_1: `team=${value}` });
  });
});

test('the other fields', () => {
  expect(rendered({
    reclaimPolicy: VolumeReclaimPolicy.RETAIN, allowVolumeExpansion: false, volumeBindingMode: VolumeBindingMode.IMMEDIATE, autoModeNodesOnly: false, mountOptions: ['noatime'],
  })).toMatchObject({ reclaimPolicy: 'Retain', allowVolumeExpansion: false, volumeBindingMode: 'Immediate', mountOptions: ['noatime'] });
  expect(rendered({ autoModeNodesOnly: false })).not.toHaveProperty('allowedTopologies');
  expect(rendered({ mountOptions: [] })).not.toHaveProperty('mountOptions');
});

test('the default class has its annotation beside others', () => {
  expect(rendered({ isDefault: true, metadata: { name: 'a', annotations: { b: 'c' } } }).metadata.annotations).toEqual({
    'b': 'c', 'storageclass.kubernetes.io/is-default-class': 'true',
  });
});

test('names', () => {
  const made = new EbsStorageClass(chartFixture(), 'Class', { metadata: { name: 'fast' } });
  expect([made.name, made.storageClassName, made.metadata.name]).toEqual(['fast', 'fast', 'fast']);
  expect(EbsStorageClass.fromStorageClassName('other')).toEqual({ storageClassName: 'other' });
  expect(EbsStorageClass.PROVISIONER).toBe('ebs.csi.eks.amazonaws.com');
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    ['few operations of gp3', () => EbsVolume.gp3({ iops: VolumeIops.total(2999) }), 'iops of a volume must be a whole number of 3000 or more, got 2999: write for example 3000'],
    ['few operations of io1', () => EbsVolume.io1(VolumeIops.total(99)), 'iops of a volume must be a whole number of 100 or more, got 99: write for example 100'],
    ['half an operation', () => VolumeIops.total(0.5), 'operations of a volume must be a whole number of 1 or more, got 0.5: write for example 1'],
    ['no operation for a GiB', () => VolumeIops.perGibibyte(0), 'operations of a volume for each GiB must be a whole number of 1 or more, got 0: write for example 1'],
    ['little throughput', () => EbsVolume.gp3({ throughputPerSecond: Size.mebibytes(100) }), 'throughputPerSecond of a volume in MiB must be a whole number of 125 or more, got 100: write for example 125'],
    ['a number that is only known at deployment', () => VolumeIops.total(Token.asNumber({ Ref: 'Number' })),
      'operations of a volume must be known at synthesis, got a value that is only known at deployment: write the number'],
    ['an empty type', () => EbsVolume.of(''), 'type of a volume must not be empty, got "": write for example "gp3"'],
    ['clusters without big allocation', () => FileSystem.ext4({ bigAllocation: false, clusterSize: Size.kibibytes(64) }),
      'clusterSize of ext4 must be given with bigAllocation only, got bigAllocation: false: leave one of them out'],
    ['half a byte', () => FileSystem.xfs({ inodeSizeBytes: 0.5 }), 'inodeSizeBytes of a file system must be a whole number of 1 or more, got 0.5: write for example 1'],
    ['a key without encryption', () => rendered({ encrypted: false, kmsKeyArn: 'arn' }), 'encrypted must not be false when kmsKeyArn is given, got both: leave encrypted out'],
    ['wrong tags, all at once', () => rendered({ tags: { 'aws:a': 'b', 'c=d': 'e', '': 'f', 'g': 'h'.repeat(257), 'CSIVolumeName': 'i' } }), [
      'tags.aws:a must not have a key that EKS or AWS uses itself, as all that begin with aws:, got "aws:a": choose another key',
      'tags.c=d must have a key without "=", where the value would begin, got "c=d": choose another key',
      'tags. must have a key of 1 to 128 characters, got 0: choose another key',
      'tags.g must have a value of at most 256 characters, got 257: shorten it',
      'tags.CSIVolumeName must not have a key that EKS or AWS uses itself, got "CSIVolumeName": choose another key',
    ].join('; ')],
    ['51 tags', () => rendered({ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v'])) }), 'tags must be at most 50, got 51: remove some'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
