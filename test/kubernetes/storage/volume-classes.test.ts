import { Size } from 'cdk8s';
import { AutoModeRules, EbsVolume, VolumeAttributesClass, VolumeIops, VolumeReclaimPolicy, VolumeSnapshotClass } from '../../../src';
import { chartFixture } from '../../support/fixtures';

describe('VolumeAttributesClass', () => {
  test('has type and speed as texts', () => {
    const volume = EbsVolume.gp3({ iops: VolumeIops.total(6000), throughputPerSecond: Size.mebibytes(250) });
    const made = new VolumeAttributesClass(chartFixture(), 'Fast', { metadata: { name: 'fast' }, volume });
    expect(made.apiObject.toJson()).toEqual({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'fast' },
      driverName: 'ebs.csi.eks.amazonaws.com',
      parameters: { type: 'gp3', iops: '6000', throughput: '250' },
    });
    expect([made.name, made.volumeAttributesClassName, made.metadata.name]).toEqual(['fast', 'fast', 'fast']);
    expect(AutoModeRules.findings(made)).toEqual([]);
  });

  test('of another type', () => {
    expect(new VolumeAttributesClass(chartFixture(), 'Fast', { volume: EbsVolume.io2(VolumeIops.total(20_000)) }).apiObject.toJson().parameters).toEqual({ type: 'io2', iops: '20000' });
  });

  test('that exists', () => {
    expect(VolumeAttributesClass.fromVolumeAttributesClassName('fast')).toEqual({ volumeAttributesClassName: 'fast' });
  });

  test('refuses what cannot be changed of a volume', () => {
    const volume = EbsVolume.io2(VolumeIops.perGibibyte(50, { allowIncrease: true }), { blockExpress: true });
    expect(() => new VolumeAttributesClass(chartFixture(), 'Fast', { volume })).toThrow(new Error('volume of a VolumeAttributesClass must have nothing but type, iops, throughput, '
      + 'got iopsPerGB, allowAutoIOPSPerGBIncrease, blockExpress: write the operations by VolumeIops.total, and leave blockExpress out'));
  });
});

describe('VolumeSnapshotClass', () => {
  test('deletes snapshots by default', () => {
    const made = new VolumeSnapshotClass(chartFixture(), 'Snapshots', { metadata: { name: 'snapshots' } });
    expect(made.apiObject.toJson()).toEqual({
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: { name: 'snapshots' },
      driver: 'ebs.csi.eks.amazonaws.com',
      deletionPolicy: 'Delete',
    });
    expect([made.name, made.metadata.name]).toEqual(['snapshots', 'snapshots']);
  });

  test('keeps them, has tags, and is the default, if asked', () => {
    const { deletionPolicy, parameters, metadata } = new VolumeSnapshotClass(chartFixture(), 'Snapshots', {
      deletionPolicy: VolumeReclaimPolicy.RETAIN, tags: { team: 'data' }, isDefault: true,
    }).apiObject.toJson();
    expect({ deletionPolicy, parameters }).toEqual({ deletionPolicy: 'Retain', parameters: { tagSpecification_1: 'team=data' } });
    expect(metadata.annotations).toEqual({ 'snapshot.storage.kubernetes.io/is-default-class': 'true' });
  });
});
