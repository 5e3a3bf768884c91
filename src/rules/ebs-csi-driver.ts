import { RuleLevel } from './finding';
import { fieldOf, FieldViolation, isOfKind, Manifest, Rule } from './rule';
import { AUTO_MODE_PROVISIONER, EBS_CSI_DRIVER, IN_TREE_PROVISIONER } from './storage-objects';

interface DriverField {
  readonly group: string;
  readonly kind: string;
  readonly field: string;
  readonly fix: string;
}

const COEXISTENCE = 'where that driver runs in the cluster too, switch the rule off for the object';

/** Where objects say which driver they are for. */
const FIELDS: DriverField[] = [
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    field: 'provisioner',
    fix: `write "${AUTO_MODE_PROVISIONER}", in a StorageClass with a new name: volumes that exist stay with the driver that made them`,
  },
  {
    group: 'snapshot.storage.k8s.io',
    kind: 'VolumeSnapshotClass',
    field: 'driver',
    fix: `write "${AUTO_MODE_PROVISIONER}", in a VolumeSnapshotClass with a new name`,
  },
  {
    group: 'storage.k8s.io',
    kind: 'VolumeAttributesClass',
    field: 'driverName',
    fix: `write "${AUTO_MODE_PROVISIONER}", in a VolumeAttributesClass with a new name`,
  },
  {
    group: 'snapshot.storage.k8s.io',
    kind: 'VolumeSnapshotContent',
    field: 'spec.driver',
    fix: `write "${AUTO_MODE_PROVISIONER}", and give the snapshot in AWS the tag eks:eks-cluster-name with the name of the cluster`,
  },
];

/** Objects of the core group, which has no name. */
const PERSISTENT_VOLUME: Omit<DriverField, 'group'> = {
  kind: 'PersistentVolume',
  field: 'spec.csi.driver',
  fix: `write "${AUTO_MODE_PROVISIONER}", and give the volume in AWS the tag eks:eks-cluster-name with the name of the cluster`,
};

export const ebsCsiDriver: Rule = {
  id: 'ebs-csi-driver',
  level: RuleLevel.ERROR,
  reason: 'nodes of Auto Mode mount volumes of its own driver only; those of the EBS CSI driver that somebody installs, and of the class gp2, never come up on them',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/migrate-auto.html',
  check: ({ manifests }) => manifests.flatMap((manifest) => violationsOf(manifest).map((violation) => ({ manifest, ...violation }))),
};

function violationsOf(manifest: Manifest): FieldViolation[] {
  if (manifest.apiVersion === 'v1' && manifest.kind === 'PersistentVolume') {
    return [
      ...driverViolations(manifest, PERSISTENT_VOLUME),
      ...fieldOf(manifest, 'spec.awsElasticBlockStore') === undefined ? [] : [{
        field: 'spec.awsElasticBlockStore',
        value: fieldOf(manifest, 'spec.awsElasticBlockStore'),
        problem: `must not be given, got a volume of the provisioner ${IN_TREE_PROVISIONER}`,
        fix: `write csi: { driver: "${AUTO_MODE_PROVISIONER}", volumeHandle: the id of the volume }, and give the volume in AWS the tag eks:eks-cluster-name with the name of the cluster`,
      }],
    ];
  }
  const known = FIELDS.find(({ group, kind }) => isOfKind(manifest, group, kind));
  return known ? driverViolations(manifest, known) : [];
}

function driverViolations(manifest: Manifest, { field, fix }: Omit<DriverField, 'group'>): FieldViolation[] {
  const value = fieldOf(manifest, field);
  if (value !== EBS_CSI_DRIVER && value !== IN_TREE_PROVISIONER) { return []; }
  const name = value === EBS_CSI_DRIVER ? 'the EBS CSI driver that somebody installs' : 'a provisioner that was in Kubernetes itself';
  return [{
    field, value, problem: `must be "${AUTO_MODE_PROVISIONER}", got "${value}", ${name}`, fix: value === EBS_CSI_DRIVER ? `${fix}; ${COEXISTENCE}` : fix,
  }];
}
