import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { renderTagParameters } from './rendering/volume-tags';
import { VolumeReclaimPolicy } from './volume-reclaim-policy';
import { AUTO_MODE_PROVISIONER, DEFAULT_SNAPSHOT_CLASS_ANNOTATION } from '../../rules/storage-objects';
import { TypedObject } from '../typed-object';

/**
 * Properties of `VolumeSnapshotClass`.
 */
export interface VolumeSnapshotClassProps {
  /**
   * Name, labels and annotations of the object.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * What becomes of a snapshot in AWS when its VolumeSnapshot is deleted.
   *
   * @default VolumeReclaimPolicy.DELETE
   */
  readonly deletionPolicy?: VolumeReclaimPolicy;

  /**
   * Whether VolumeSnapshots that name no class get this one.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Tags of the snapshots, at most 50, written as parameters `tagSpecification_1` and so on: names of the EBS CSI driver, which have not been tried
   * on Auto Mode. The cluster role must be allowed to write tags, which `AutoModeCluster` sees to.
   *
   * @default - those of EKS
   */
  readonly tags?: { [key: string]: string };
}

/**
 * How snapshots of volumes are made. The add-on `snapshot-controller` has to be in the cluster, v8.1.0 or newer: its CRDs bring the kind.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/csi-snapshot-controller.html
 */
export class VolumeSnapshotClass extends TypedObject {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: VolumeSnapshotClassProps = {}) {
    const parameters = renderTagParameters(props.tags);
    const fields = {
      driver: AUTO_MODE_PROVISIONER,
      deletionPolicy: props.deletionPolicy ?? VolumeReclaimPolicy.DELETE,
      parameters: Object.keys(parameters).length > 0 ? parameters : undefined,
    };
    super(scope, id);
    const { metadata } = props;
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: props.isDefault ? { ...metadata, annotations: { ...metadata?.annotations, [DEFAULT_SNAPSHOT_CLASS_ANNOTATION]: 'true' } } : metadata,
      fields,
    });
  }
}
