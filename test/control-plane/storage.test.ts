import { ApiObject, Size } from 'cdk8s';
import { describeWithControlPlane } from './describe';
import { ACCEPTED, DryRunOptions, DryRuns } from './dry-run';
import { EbsStorageClass, EbsVolume, EbsVolumeClaim, VolumeAttributesClass, VolumeIops, VolumeSnapshotClass } from '../../src';
import { chartFixture } from '../support/fixtures';
import { FULL_STORAGE_CLASSES } from '../support/full-storage';

const CLASSES = '/apis/storage.k8s.io/v1/storageclasses';

describeWithControlPlane('storage on the API server', () => {
  const dryRuns = DryRuns.inTests();

  const apply = async (collection: string, object: ApiObject, options: DryRunOptions = {}) =>
    dryRuns.apply(collection, object.toJson(), { force: true, ...options });

  test.each(Object.entries(FULL_STORAGE_CLASSES))('StorageClass %s', async (_, props) => {
    expect(await apply(CLASSES, new EbsStorageClass(chartFixture(), 'Class', props).apiObject)).toEqual(ACCEPTED);
  });

  test('VolumeAttributesClass', async () => {
    const made = new VolumeAttributesClass(chartFixture(), 'Class', { volume: EbsVolume.gp3({ iops: VolumeIops.total(6000), throughputPerSecond: Size.mebibytes(250) }) });
    expect(await apply('/apis/storage.k8s.io/v1/volumeattributesclasses', made.apiObject)).toEqual(ACCEPTED);
  });

  test('VolumeSnapshotClass', async () => {
    const made = new VolumeSnapshotClass(chartFixture(), 'Class', { tags: { team: 'data' }, isDefault: true });
    expect(await apply('/apis/snapshot.storage.k8s.io/v1/volumesnapshotclasses', made.apiObject)).toEqual(ACCEPTED);
  });

  test('claim', async () => {
    const chart = chartFixture();
    const claim = new EbsVolumeClaim(chart, 'Claim', {
      storage: Size.gibibytes(10),
      storageClass: EbsStorageClass.fromStorageClassName('fast'),
      volumeAttributesClass: VolumeAttributesClass.fromVolumeAttributesClassName('faster'),
      snapshotName: 'yesterday',
    });
    expect(await apply('/api/v1/namespaces/default/persistentvolumeclaims', claim.apiObject)).toEqual(ACCEPTED);
  });

  test('what of a class cannot be changed, as its props say', async () => {
    const made = (props: object) => new EbsStorageClass(chartFixture(), 'Class', { ...FULL_STORAGE_CLASSES.gp3, metadata: { name: 'changing' }, ...props }).apiObject;
    expect(await apply(CLASSES, made({}), { dryRun: false })).toEqual(ACCEPTED);
    for (const props of [{ volume: EbsVolume.GP2 }, { tags: {} }, { fileSystem: undefined }, { reclaimPolicy: 'Delete' }, { volumeBindingMode: 'Immediate' }]) {
      expect({ props, ...await apply(CLASSES, made(props)) }).toMatchObject({ status: 422 });
    }
    for (const props of [{ isDefault: false }, { allowVolumeExpansion: true }, { mountOptions: [] }]) {
      expect({ props, ...await apply(CLASSES, made(props)) }).toMatchObject({ status: 200 });
    }
  });
});
