import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { EbsStorageClass, EbsVolume, EbsVolumeClaim, EbsVolumeClaimProps, VolumeAttributesClass } from '../../../src';
import { chartFixture } from '../../support/fixtures';

const claimed = (options: EbsVolumeClaimProps) => new EbsVolumeClaim(chartFixture(), 'Data', options).apiObject.toJson();

test('claims of the default class, for one node', () => {
  expect(claimed({ storage: Size.gibibytes(10), metadata: { name: 'data', namespace: 'shop' } })).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  });
});

test('names classes and a snapshot', () => {
  const chart = chartFixture();
  const storageClass = new EbsStorageClass(chart, 'Fast', { metadata: { name: 'fast' } });
  const volumeAttributesClass = new VolumeAttributesClass(chart, 'Faster', { metadata: { name: 'faster' }, volume: EbsVolume.gp3() });
  const options = { storage: Size.tebibytes(1), storageClass, volumeAttributesClass, snapshotName: 'yesterday', accessMode: kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE_POD };
  expect(claimed(options).spec).toEqual({
    accessModes: ['ReadWriteOncePod'],
    dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'yesterday' },
    resources: { requests: { storage: '1024Gi' } },
    storageClassName: 'fast',
    volumeAttributesClassName: 'faster',
  });
});

test('volumes of cdk8s-plus take it', () => {
  const chart = chartFixture();
  const claim = new EbsVolumeClaim(chart, 'Data', { storage: Size.gibibytes(10), metadata: { name: 'data' } });
  expect([claim.name, claim.metadata.name]).toEqual(['data', 'data']);
  expect(kplus.Volume.fromPersistentVolumeClaim(chart, 'Volume', claim.persistentVolumeClaim)._toKube()).toMatchObject({ persistentVolumeClaim: { claimName: 'data' } });
});

test('refuses parts of a GiB', () => {
  expect(() => claimed({ storage: Size.mebibytes(1536) })).toThrow(new Error('storage of a claim in GiB must be a whole number of 1 or more, got 1.5: write for example 2'));
});
