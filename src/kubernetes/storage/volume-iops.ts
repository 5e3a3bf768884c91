import { VOLUME_LIMITS } from '../../rules/ebs-volume-limits';
import { wholeNumberInText } from '../whole-number';

/**
 * Options of `VolumeIops.perGibibyte`.
 */
export interface VolumeIopsPerGibibyteOptions {
  /**
   * Whether a volume that is too small for the least that its type has gets that least. Otherwise it is not made.
   *
   * @default false
   */
  readonly allowIncrease?: boolean;
}

/**
 * Input and output operations per second of a volume.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export class VolumeIops {
  /**
   * The same for volumes of every size.
   *
   * @param operations Operations per second, a whole number. EBS has limits for each type and size.
   */
  public static total(operations: number): VolumeIops {
    return new VolumeIops({ iops: String(wholeNumberInText('operations of a volume', operations, VOLUME_LIMITS.operations)) });
  }

  /**
   * In proportion to the size of the volume.
   *
   * @param operations Operations per second and GiB, a whole number.
   * @param options What becomes of small volumes.
   */
  public static perGibibyte(operations: number, options: VolumeIopsPerGibibyteOptions = {}): VolumeIops {
    return new VolumeIops({
      iopsPerGB: String(wholeNumberInText('operations of a volume for each GiB', operations, VOLUME_LIMITS.operations)),
      allowAutoIOPSPerGBIncrease: options.allowIncrease === undefined ? undefined : String(options.allowIncrease),
    });
  }

  private constructor(private readonly parameters: { readonly [name: string]: string | undefined }) {}

  /** @internal */
  public _render(): { readonly [name: string]: string | undefined } {
    return this.parameters;
  }
}
