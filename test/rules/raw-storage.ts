const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A StorageClass that no rule objects to, with changes. */
export function rawStorageClass(parameters: object = {}, fields: object = {}): any {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    provisioner: 'ebs.csi.eks.amazonaws.com',
    volumeBindingMode: 'WaitForFirstConsumer',
    parameters: { type: 'gp3', encrypted: 'true', ...parameters },
    ...fields,
  };
}

const attributes = (parameters: object, driverName = 'ebs.csi.eks.amazonaws.com') => ({
  apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', metadata: { name: 'faster' }, driverName, parameters,
});
const DEFAULT = { metadata: { name: 'default', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } };
const ofDriver = (apiVersion: string, kind: string, fields: object) => ({ apiVersion, kind, metadata: { name: 'other' }, ...fields });

/** Objects that break each rule about storage in its typical ways: the messages are reviewed together in a snapshot. */
export const STORAGE_VIOLATIONS: { readonly [ruleId: string]: [string, object[]][] } = {
  'ebs-csi-driver': [
    ['of the EBS CSI driver', [rawStorageClass({}, { provisioner: 'ebs.csi.aws.com' })]],
    ['of a provisioner in Kubernetes', [rawStorageClass({ type: 'gp2' }, { provisioner: 'kubernetes.io/aws-ebs' })]],
    ['of the EBS CSI driver', [ofDriver('snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass', { driver: 'ebs.csi.aws.com', deletionPolicy: 'Delete' })]],
    ['of the EBS CSI driver', [attributes({ type: 'gp3' }, 'ebs.csi.aws.com')]],
    ['of the EBS CSI driver', [ofDriver('snapshot.storage.k8s.io/v1', 'VolumeSnapshotContent', { spec: { driver: 'ebs.csi.aws.com' } })]],
    ['of the EBS CSI driver', [ofDriver('v1', 'PersistentVolume', { spec: { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' } } })]],
    ['of a provisioner in Kubernetes', [ofDriver('v1', 'PersistentVolume', { spec: { awsElasticBlockStore: { volumeID: 'vol-1' } } })]],
  ],
  'storage-class-parameters': Object.entries<object>({
    'a number': { iops: 3000 },
    'another type': { type: 'GP3' },
    'another file system': { 'csi.storage.k8s.io/fstype': 'EXT4' },
    'yes': { encrypted: 'yes' },
    'half a number': { inodeSize: '0.5' },
    'the id of a key': { kmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
    'a key without encryption': { kmsKeyId: KEY, encrypted: undefined },
    'operations of gp2': { type: 'gp2', iops: '3000' },
    'throughput of io2': { type: 'io2', iops: '3000', throughput: '125' },
    'Block Express of io1': { type: 'io1', iops: '3000', blockExpress: 'true' },
    'no operations of io2': { type: 'io2' },
    'few operations of gp3': { iops: '100' },
    'little throughput': { throughput: '100' },
    'operations twice': { iops: '3000', iopsPerGB: '10' },
    'inodes of XFS': { 'csi.storage.k8s.io/fstype': 'xfs', 'bytesPerInode': '8192' },
    'clusters of ext3': { 'csi.storage.k8s.io/fstype': 'ext3', 'ext4BigAlloc': 'true' },
    'clusters without big allocation': { ext4ClusterSize: '65536' },
    'a tag without a value': { tagSpecification_1: 'team' },
    'a reserved tag': { tagSpecification_1: 'eks:team=data' },
    '51 tags': Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tagSpecification_${index}`, `k${index}=v`])),
  }).map(([input, parameters]) => [input, [rawStorageClass(parameters)]]),
  'storage-class-unknown-parameters': [
    ['a parameter of the NodeClass', [rawStorageClass({ kmsKeyID: KEY })]],
    ['an unknown parameter', [rawStorageClass({ speed: 'high' })]],
  ],
  'storage-class-binding': [
    ['no binding mode', [rawStorageClass({}, { volumeBindingMode: undefined })]],
    ['binding at once', [rawStorageClass({}, { volumeBindingMode: 'Immediate' })]],
  ],
  'storage-class-encryption': [
    ['no word of encryption', [rawStorageClass({ encrypted: undefined })]],
    ['no encryption', [rawStorageClass({ encrypted: 'false' })]],
  ],
  'default-storage-class': [['two defaults', [rawStorageClass({}, DEFAULT), rawStorageClass({}, DEFAULT)]]],
  'volume-attributes-class': [
    ['another name of the type', [attributes({ volumeType: 'gp3' })]],
    ['encryption', [attributes({ encrypted: 'true' })]],
    ['a number', [attributes({ iops: 6000 })]],
    ['half a number', [attributes({ iops: '0.5' })]],
    ['another type', [attributes({ type: 'ssd' })]],
  ],
  'volume-claim-annotations': [
    ['annotations', [{
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', annotations: { 'ebs.csi.eks.amazonaws.com/volumeType': 'io2', 'ebs.csi.aws.com/iops': '6000' } }, spec: {},
    }]],
  ],
};
