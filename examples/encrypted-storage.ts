/**
 * Encrypted storage, with snapshots.
 *
 * Shows: a default StorageClass with a key of your own; a faster class with tags; a VolumeAttributesClass that makes a volume faster while
 * it is used; the add-on for snapshots, its class, and a snapshot of a database's volume.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/encrypted-storage.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/encrypted-storage.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AutoModeCluster, EbsVolume, EbsVolumeClaim, VolumeIops, VolumeReclaimPolicy, VolumeSnapshotClass } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'EncryptedStorage');
const key = new kms.Key(stack, 'VolumeKey', { enableKeyRotation: true });

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
cluster.storage.addDefaultClass({ encryptionKey: key });
const databases = cluster.storage.addClass('databases', {
  encryptionKey: key,
  volume: EbsVolume.gp3({ iops: VolumeIops.total(4000), throughputPerSecond: Size.mebibytes(250) }),
  reclaimPolicy: VolumeReclaimPolicy.RETAIN,
  tags: { backup: 'daily' },
});
const faster = cluster.storage.addAttributesClass('faster', EbsVolume.gp3({ iops: VolumeIops.total(8000), throughputPerSecond: Size.mebibytes(500) }));

const snapshotController = new eks.Addon(stack, 'SnapshotController', { cluster: cluster.cluster, addonName: 'snapshot-controller' });

const chart = new cdk8s.Chart(new cdk8s.App(), 'database');
const claim = new EbsVolumeClaim(chart, 'Data', {
  metadata: { name: 'data', namespace: 'default' }, storage: Size.gibibytes(100), storageClass: databases, volumeAttributesClass: faster,
});
const database = new kplus.StatefulSet(chart, 'Database', {
  metadata: { name: 'database', namespace: 'default' },
  service: new kplus.Service(chart, 'Service', { metadata: { name: 'database', namespace: 'default' }, ports: [{ port: 6379 }] }),
  replicas: 1,
  securityContext: { fsGroup: 999 }, // a new volume belongs to root
});
database.addContainer({
  image: 'public.ecr.aws/docker/library/redis:7',
  command: ['redis-server', '--dir', '/data', '--appendonly', 'yes'],
  portNumber: 6379,
  securityContext: { user: 999 },
}).mount('/data', kplus.Volume.fromPersistentVolumeClaim(chart, 'Volume', claim.persistentVolumeClaim));
cluster.provision(chart);

const snapshots = new cdk8s.Chart(new cdk8s.App(), 'snapshots');
const snapshotClass = new VolumeSnapshotClass(snapshots, 'Class', { metadata: { name: 'kept' }, deletionPolicy: VolumeReclaimPolicy.RETAIN });
new cdk8s.ApiObject(snapshots, 'First', {
  apiVersion: 'snapshot.storage.k8s.io/v1',
  kind: 'VolumeSnapshot',
  metadata: { name: 'first', namespace: 'default' },
  spec: { volumeSnapshotClassName: snapshotClass.name, source: { persistentVolumeClaimName: claim.name } },
});
// The add-on brings the kinds; the claim is there before its snapshot.
const provisioned = cluster.provision(snapshots);
provisioned.node.addDependency(snapshotController);
snapshots.addDependency(chart);

app.synth();
