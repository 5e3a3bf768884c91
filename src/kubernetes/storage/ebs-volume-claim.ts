import { ApiObject, ApiObjectMetadata, Size, SizeRoundingBehavior } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { IEbsStorageClass } from './i-ebs-storage-class';
import { IVolumeAttributesClass } from './volume-attributes-class';
import { cdk8sPlus } from '../../private/cdk8s-plus';
import { AutoModeRules } from '../../rules';
import { TypedObject } from '../typed-object';
import { wholeNumberInText } from '../whole-number';

/**
 * Properties of `EbsVolumeClaim`.
 */
export interface EbsVolumeClaimProps {
  /**
   * Name, namespace, labels and annotations of the claim.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Room that the volume has at least, in whole GiB. It may grow later, and never shrinks.
   */
  readonly storage: Size;

  /**
   * Class of the volume.
   *
   * @default - the default class of the cluster, which EKS does not make by itself
   */
  readonly storageClass?: IEbsStorageClass;

  /**
   * Type and speed of the volume, which may change later. Needs Kubernetes 1.34.
   *
   * @default - as the StorageClass says
   */
  readonly volumeAttributesClass?: IVolumeAttributesClass;

  /**
   * Name of a VolumeSnapshot of the same namespace that the volume is filled from.
   *
   * @default - the volume is empty
   */
  readonly snapshotName?: string;

  /**
   * How many pods and nodes use the volume at a time.
   *
   * Pods on one node share a volume of `READ_WRITE_ONCE` only when they set the same `securityContext.seLinuxOptions.level`: nodes of Auto Mode enforce SELinux.
   *
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: kplus.PersistentVolumeAccessMode;
}

/**
 * A claim of a volume of Amazon EBS: a PersistentVolumeClaim with the fields that cdk8s-plus does not know.
 *
 * Use it as `kplus.Volume.fromPersistentVolumeClaim(chart, 'Volume', claim.persistentVolumeClaim)`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export class EbsVolumeClaim extends TypedObject {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  private claim?: kplus.IPersistentVolumeClaim;

  constructor(scope: Construct, id: string, props: EbsVolumeClaimProps) {
    const gibibytes = props.storage.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
    const { snapshotName } = props;
    const spec = {
      accessModes: [props.accessMode ?? 'ReadWriteOnce'],
      resources: { requests: { storage: `${wholeNumberInText('storage of a claim in GiB', gibibytes, { least: 1 })}Gi` } },
      storageClassName: props.storageClass?.storageClassName,
      volumeAttributesClassName: props.volumeAttributesClass?.volumeAttributesClassName,
      dataSource: snapshotName === undefined ? undefined : { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: snapshotName },
    };
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: props.metadata, spec });
    AutoModeRules._attach(this);
  }

  /** The claim as cdk8s-plus takes it for volumes of pods. */
  public get persistentVolumeClaim(): kplus.IPersistentVolumeClaim {
    return this.claim ??= cdk8sPlus().PersistentVolumeClaim.fromClaimName(this, 'Claim', this.name);
  }
}
