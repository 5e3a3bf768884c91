import { ApiObjectMetadata } from 'cdk8s';
import { EbsVolume } from './ebs-volume';
import { FileSystem } from './file-system';
import { VolumeBindingMode } from './volume-binding-mode';
import { VolumeReclaimPolicy } from './volume-reclaim-policy';

/**
 * What volumes of a class are like, apart from what the cluster knows. Kubernetes lets `volume`, `encrypted`, `fileSystem`, `tags`, `reclaimPolicy` and
 * `volumeBindingMode` not be changed later: make a class of another name then.
 */
export interface EbsStorageClassOptions {
  /**
   * Type and speed of the volumes.
   *
   * @default EbsVolume.gp3()
   */
  readonly volume?: EbsVolume;

  /**
   * Whether volumes are encrypted.
   *
   * @default true
   */
  readonly encrypted?: boolean;

  /**
   * How volumes are formatted.
   *
   * @default - as ext4
   */
  readonly fileSystem?: FileSystem;

  /**
   * Whether claims that name no class get this one. There should be one such class in a cluster.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Tags of the volumes, at most 50, written as parameters `tagSpecification_1` and so on. EKS documents that StorageClasses may
   * have tags; the names of the parameters are those of the EBS CSI driver, and have not been tried on Auto Mode. The cluster role must be allowed to write tags, which
   * `AutoModeCluster` sees to.
   *
   * @default - those of EKS
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
   */
  readonly tags?: { [key: string]: string };

  /**
   * What becomes of a volume when its claim is deleted.
   *
   * @default VolumeReclaimPolicy.DELETE
   */
  readonly reclaimPolicy?: VolumeReclaimPolicy;

  /**
   * Whether claims can ask for more room later.
   *
   * @default true
   */
  readonly allowVolumeExpansion?: boolean;

  /**
   * When volumes are made.
   *
   * @default VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER
   */
  readonly volumeBindingMode?: VolumeBindingMode;

  /**
   * Whether pods with such volumes are kept on nodes of Auto Mode, which alone can mount them.
   *
   * @default true
   */
  readonly autoModeNodesOnly?: boolean;

  /**
   * Options of mounting, such as `noatime`.
   *
   * @default - none
   */
  readonly mountOptions?: string[];
}

/**
 * Properties of `EbsStorageClass`.
 */
export interface EbsStorageClassProps extends EbsStorageClassOptions {
  /**
   * Name, labels and annotations of the object.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * ARN of the symmetric key that encrypts the volumes; EKS takes no id and no alias. The cluster role must be allowed to use it, which
   * `cluster.storage.addClass` does for its `encryptionKey`.
   *
   * @default - the key `aws/ebs` of AWS
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-kms.html
   */
  readonly kmsKeyArn?: string;
}
