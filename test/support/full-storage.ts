import { Size } from 'cdk8s';
import { EbsStorageClassProps, EbsVolume, FileSystem, VolumeBindingMode, VolumeIops, VolumeReclaimPolicy } from '../../src';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** StorageClasses that together set every parameter; one cannot, since some exclude one another. */
export const FULL_STORAGE_CLASSES: { readonly [name: string]: EbsStorageClassProps } = {
  gp3: {
    metadata: { name: 'gp3', labels: { team: 'data' }, annotations: { 'example.com/contact': 'data@example.com' } },
    volume: EbsVolume.gp3({ iops: VolumeIops.total(6000), throughputPerSecond: Size.mebibytes(500) }),
    kmsKeyArn: KEY,
    fileSystem: FileSystem.ext4({
      blockSize: Size.kibibytes(4), inodeSizeBytes: 256, bytesPerInode: 16_384, numberOfInodes: 100_000, clusterSize: Size.kibibytes(64),
    }),
    isDefault: true,
    tags: { 'team': 'data', 'cost-center': 'a=b,"c" ü' },
    reclaimPolicy: VolumeReclaimPolicy.RETAIN,
    allowVolumeExpansion: false,
    mountOptions: ['noatime'],
  },
  perGibibyte: {
    volume: EbsVolume.gp3({ iops: VolumeIops.perGibibyte(10, { allowIncrease: true }) }),
    fileSystem: FileSystem.xfs({ blockSize: Size.kibibytes(4), inodeSizeBytes: 512 }),
    autoModeNodesOnly: false,
  },
  io2: { volume: EbsVolume.io2(VolumeIops.total(20_000), { blockExpress: true }), fileSystem: FileSystem.ext3({ bytesPerInode: 8192 }) },
  io1: { volume: EbsVolume.io1(VolumeIops.perGibibyte(50)), fileSystem: FileSystem.ext2({ numberOfInodes: 1000 }), encrypted: false },
  immediate: { volume: EbsVolume.ST1, volumeBindingMode: VolumeBindingMode.IMMEDIATE },
};
