import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { EbsStorageClassProps } from './ebs-storage-class-options';
import { IEbsStorageClass } from './i-ebs-storage-class';
import { renderParameters } from './rendering/parameters';
import { VolumeBindingMode } from './volume-binding-mode';
import { VolumeReclaimPolicy } from './volume-reclaim-policy';
import { AUTO_MODE_PROVISIONER, DEFAULT_CLASS_ANNOTATION } from '../../rules/storage-objects';
import { TypedObject } from '../typed-object';

/**
 * Volumes of Amazon EBS that Auto Mode makes for claims. EKS makes no such class by itself, and the class `gp2` of older clusters is not one.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export class EbsStorageClass extends TypedObject implements IEbsStorageClass {
  /** What StorageClasses, VolumeSnapshotClasses and VolumeAttributesClasses call the storage of Auto Mode. */
  public static readonly PROVISIONER = AUTO_MODE_PROVISIONER;

  /**
   * A StorageClass that exists in the cluster or is made elsewhere.
   *
   * @param storageClassName Name of the StorageClass.
   */
  public static fromStorageClassName(storageClassName: string): IEbsStorageClass {
    return { storageClassName };
  }

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: EbsStorageClassProps = {}) {
    const fields = {
      provisioner: EbsStorageClass.PROVISIONER,
      parameters: renderParameters(props),
      reclaimPolicy: props.reclaimPolicy ?? VolumeReclaimPolicy.DELETE,
      allowVolumeExpansion: props.allowVolumeExpansion ?? true,
      volumeBindingMode: props.volumeBindingMode ?? VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER,
      mountOptions: props.mountOptions?.length ? [...props.mountOptions] : undefined,
      allowedTopologies: props.autoModeNodesOnly ?? true
        ? [{ matchLabelExpressions: [{ key: 'eks.amazonaws.com/compute-type', values: ['auto'] }] }] : undefined,
    };
    super(scope, id);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: metadataOf(props),
      fields,
    });
  }

  /** Name of the StorageClass in the cluster. */
  public get storageClassName(): string {
    return this.name;
  }
}

function metadataOf({ metadata, isDefault }: EbsStorageClassProps): ApiObjectMetadata | undefined {
  return isDefault ? { ...metadata, annotations: { ...metadata?.annotations, [DEFAULT_CLASS_ANNOTATION]: 'true' } } : metadata;
}
