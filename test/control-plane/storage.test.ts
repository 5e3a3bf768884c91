import { ApiObject, Size } from 'cdk8s';
import { ControlPlane } from './control-plane';
import { describeWithControlPlane } from './describe';
import { EbsStorageClass, EbsVolume, EbsVolumeClaim, VolumeAttributesClass, VolumeIops, VolumeSnapshotClass } from '../../src';
import { chartFixture } from '../support/fixtures';
import { FULL_STORAGE_CLASSES } from '../support/full-storage';

const CLASSES = '/apis/storage.k8s.io/v1/storageclasses';

describeWithControlPlane('storage on the API server', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
    controlPlane = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials });
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  const dryRun = async (collection: string, object: ApiObject, query = 'dryRun=All&') => {
    const { status, body } = await controlPlane.request<any>(
      'PATCH', `${collection}/${object.name}?${query}fieldManager=test&force=true&fieldValidation=Strict`, object.toJson(), 'application/apply-patch+yaml',
    );
    return { status, message: body.kind === 'Status' ? body.message : undefined };
  };
  const ACCEPTED = { status: 201, message: undefined };

  test.each(Object.entries(FULL_STORAGE_CLASSES))('StorageClass %s', async (_, props) => {
    expect(await dryRun(CLASSES, new EbsStorageClass(chartFixture(), 'Class', props).apiObject)).toEqual(ACCEPTED);
  });

  test('VolumeAttributesClass', async () => {
    const made = new VolumeAttributesClass(chartFixture(), 'Class', { volume: EbsVolume.gp3({ iops: VolumeIops.total(6000), throughputPerSecond: Size.mebibytes(250) }) });
    expect(await dryRun('/apis/storage.k8s.io/v1/volumeattributesclasses', made.apiObject)).toEqual(ACCEPTED);
  });

  test('VolumeSnapshotClass', async () => {
    const made = new VolumeSnapshotClass(chartFixture(), 'Class', { tags: { team: 'data' }, isDefault: true });
    expect(await dryRun('/apis/snapshot.storage.k8s.io/v1/volumesnapshotclasses', made.apiObject)).toEqual(ACCEPTED);
  });

  test('claim', async () => {
    const chart = chartFixture();
    const claim = new EbsVolumeClaim(chart, 'Claim', {
      storage: Size.gibibytes(10),
      storageClass: EbsStorageClass.fromStorageClassName('fast'),
      volumeAttributesClass: VolumeAttributesClass.fromVolumeAttributesClassName('faster'),
      snapshotName: 'yesterday',
    });
    expect(await dryRun('/api/v1/namespaces/default/persistentvolumeclaims', claim.apiObject)).toEqual(ACCEPTED);
  });

  test('what of a class cannot be changed, as its props say', async () => {
    const made = (props: object) => new EbsStorageClass(chartFixture(), 'Class', { ...FULL_STORAGE_CLASSES.gp3, metadata: { name: 'changing' }, ...props }).apiObject;
    expect(await dryRun(CLASSES, made({}), '')).toEqual(ACCEPTED);
    for (const props of [{ volume: EbsVolume.GP2 }, { tags: {} }, { fileSystem: undefined }, { reclaimPolicy: 'Delete' }, { volumeBindingMode: 'Immediate' }]) {
      expect({ props, ...await dryRun(CLASSES, made(props)) }).toMatchObject({ status: 422 });
    }
    for (const props of [{ isDefault: false }, { allowVolumeExpansion: true }, { mountOptions: [] }]) {
      expect({ props, ...await dryRun(CLASSES, made(props)) }).toMatchObject({ status: 200 });
    }
  });
});
