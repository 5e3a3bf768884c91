import { ClusterFacts } from './cluster-facts';
import { RuleDescription, RuleLevel } from './finding';
import { FieldViolation, Manifest, Rule, ruleForKind } from './rule';

/** What StorageClasses, VolumeSnapshotClasses and VolumeAttributesClasses call the storage of Auto Mode. */
export const AUTO_MODE_PROVISIONER = 'ebs.csi.eks.amazonaws.com';
/** What they call the EBS CSI driver that somebody installs. */
export const EBS_CSI_DRIVER = 'ebs.csi.aws.com';
/** The provisioner that was in Kubernetes itself, of the class `gp2`. */
export const IN_TREE_PROVISIONER = 'kubernetes.io/aws-ebs';

export const DEFAULT_CLASS_ANNOTATION = 'storageclass.kubernetes.io/is-default-class';
export const DEFAULT_SNAPSHOT_CLASS_ANNOTATION = 'snapshot.storage.kubernetes.io/is-default-class';

/** What can be changed of a volume that is used. */
export const VOLUME_ATTRIBUTES: readonly string[] = ['type', 'iops', 'throughput'];

const PAGE = 'https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html';

/** A rule that looks at each StorageClass of Auto Mode by itself. */
export function ruleForStorageClass(description: Omit<RuleDescription, 'level' | 'link'> & {
  level?: RuleLevel;
  link?: string;
  check: (manifest: Manifest, facts: ClusterFacts) => FieldViolation[];
}): Rule {
  return ruleForKind('storage.k8s.io', 'StorageClass', {
    link: PAGE,
    ...description,
    check: (manifest, facts) => manifest.provisioner === AUTO_MODE_PROVISIONER ? description.check(manifest, facts) : [],
  });
}
