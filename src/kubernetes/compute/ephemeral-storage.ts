import { Size } from 'cdk8s';

/**
 * The volume of a node for images, logs and ephemeral storage of pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface EphemeralStorage {
  /**
   * Size of the volume, 1 to 59,000 GiB in whole GiB.
   *
   * Instances with more local NVMe storage than this use that instead, beside a volume of 20 GiB. On instances with as much or less the local
   * drives are left raw for the workload. Nothing else about them can be configured.
   *
   * @default Size.gibibytes(80)
   */
  readonly size?: Size;

  /**
   * Input and output operations per second, 3,000 to 16,000.
   *
   * @default 3000
   */
  readonly iops?: number;

  /**
   * Data moved per second, 125 to 1,000 MiB in whole MiB. EC2 asks for at least four `iops` for each MiB, so that more than 750 need more than
   * the default; whether EKS checks that before it launches is not documented.
   *
   * @default Size.mebibytes(125)
   */
  readonly throughputPerSecond?: Size;

  /**
   * ARN or id of the symmetric key that encrypts the volume and that of the system. The cluster role must be allowed to use it,
   * which `AutoModeCluster.addNodeClass` does for its `volumeKey`.
   *
   * @default - a key of AWS
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-kms.html
   */
  readonly kmsKeyId?: string;
}
