import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EbsStorageClass, EbsStorageClassOptions, EbsVolume, VolumeAttributesClass } from '../../kubernetes';
import { checkObjectName } from '../object-name';
import { keyBehind } from '../roles/volume-encryption';

/**
 * Options of `ClusterStorage.addClass`. What is left out is filled in.
 */
export interface AddStorageClassOptions extends EbsStorageClassOptions {
  /**
   * Symmetric key that encrypts the volumes. The cluster role is allowed to use it.
   *
   * @default - the key `aws/ebs` of AWS
   */
  readonly encryptionKey?: kms.IKey;
}

/** What the storage needs of its cluster. */
interface StorageCluster extends Construct {
  /** Where objects of a kind go in the cluster's own chart. */
  _chartGroup(id: string): Construct;
  grantVolumeEncryption(key: kms.IKey): void;
}

/**
 * Storage of a cluster: classes of volumes, in the cluster's own chart, with keys as constructs of the CDK.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export class ClusterStorage {
  /** Name of the class that `addDefaultClass` makes. */
  public static readonly DEFAULT_CLASS_NAME = 'auto-ebs';

  /** @internal */
  public static _of(cluster: StorageCluster): ClusterStorage {
    return new ClusterStorage(cluster);
  }

  private readonly cluster: StorageCluster;

  private constructor(cluster: Construct) {
    this.cluster = cluster as StorageCluster;
  }

  /**
   * Adds a StorageClass for volumes of Amazon EBS: encrypted gp3 unless something else is said.
   *
   * @param name Name of the class in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them. A class cannot be changed
   * later: give another one another name.
   * @param options What its volumes are like.
   */
  public addClass(name: string, options: AddStorageClassOptions = {}): EbsStorageClass {
    checkObjectName('StorageClass', name, this.cluster);
    const { encryptionKey, ...rest } = options;
    const key = encryptionKey && keyBehind(encryptionKey);
    if (key) { this.cluster.grantVolumeEncryption(key); }
    return new EbsStorageClass(this.cluster._chartGroup('StorageClasses'), name, { ...rest, metadata: { name }, kmsKeyArn: key?.keyArn });
  }

  /**
   * Adds the StorageClass `auto-ebs` for claims that name none: encrypted gp3, made where the pod is. EKS makes no such class, and without one claims wait
   * forever.
   *
   * @param options What its volumes are like. For others later, add a class of another name with `isDefault` instead.
   */
  public addDefaultClass(options: AddStorageClassOptions = {}): EbsStorageClass {
    return this.addClass(ClusterStorage.DEFAULT_CLASS_NAME, { ...options, isDefault: true });
  }

  /**
   * Adds a VolumeAttributesClass, by which volumes change while they are used. Needs Kubernetes 1.34.
   *
   * @param name Name of the class in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them. A class cannot be changed
   * later: give another one another name.
   * @param volume Type and speed that volumes get.
   */
  public addAttributesClass(name: string, volume: EbsVolume): VolumeAttributesClass {
    checkObjectName('VolumeAttributesClass', name, this.cluster);
    return new VolumeAttributesClass(this.cluster._chartGroup('VolumeAttributesClasses'), name, { metadata: { name }, volume });
  }
}
