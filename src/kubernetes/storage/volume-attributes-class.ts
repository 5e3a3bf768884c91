import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { EbsVolume } from './ebs-volume';
import { fail } from '../../private/errors';
import { AUTO_MODE_PROVISIONER, VOLUME_ATTRIBUTES } from '../../rules/storage-objects';
import { TypedObject } from '../typed-object';

/**
 * A VolumeAttributesClass that a claim can name.
 */
export interface IVolumeAttributesClass {
  /** Name of the VolumeAttributesClass in the cluster. */
  readonly volumeAttributesClassName: string;
}

/**
 * Properties of `VolumeAttributesClass`.
 */
export interface VolumeAttributesClassProps {
  /**
   * Name, labels and annotations of the object.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Type and speed that volumes get: `EbsVolume.gp3`, or another with operations by `VolumeIops.total`. Nothing else of a volume can be changed.
   */
  readonly volume: EbsVolume;
}

/**
 * Type and speed that a volume gets while it is used: a claim that names another class changes its volume. Needs Kubernetes 1.34.
 *
 * It takes the place of the annotations `ebs.csi.eks.amazonaws.com/volumeType`, `iops` and `throughput` of claims, which EKS supports until 31 October
 * 2026. The class itself cannot be changed: make one with another name. While claims name it, Kubernetes does not let it go.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-change.html
 */
export class VolumeAttributesClass extends TypedObject implements IVolumeAttributesClass {
  /**
   * A VolumeAttributesClass that exists in the cluster or is made elsewhere.
   *
   * @param volumeAttributesClassName Name of the VolumeAttributesClass.
   */
  public static fromVolumeAttributesClassName(volumeAttributesClassName: string): IVolumeAttributesClass {
    return { volumeAttributesClassName };
  }

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: VolumeAttributesClassProps) {
    const fields = { driverName: AUTO_MODE_PROVISIONER, parameters: renderAttributes(props.volume) };
    super(scope, id);
    this.apiObject = clusterScopedApiObject(this, { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', metadata: props.metadata, fields });
  }

  /** Name of the VolumeAttributesClass in the cluster. */
  public get volumeAttributesClassName(): string {
    return this.name;
  }
}

function renderAttributes(volume: EbsVolume): object {
  const parameters = Object.entries(volume._render()).filter(([, value]) => value !== undefined);
  const others = parameters.map(([name]) => name).filter((name) => !VOLUME_ATTRIBUTES.includes(name));
  if (others.length > 0) {
    fail('VolumeAttributes', `volume of a VolumeAttributesClass must have nothing but ${VOLUME_ATTRIBUTES.join(', ')}, got ${others.join(', ')}: `
      + 'write the operations by VolumeIops.total, and leave blockExpress out');
  }
  return Object.fromEntries(parameters);
}
