import { Size, SizeRoundingBehavior } from 'cdk8s';
import { VolumeIops } from './volume-iops';
import { fail } from '../../private/errors';
import { VOLUME_LIMITS } from '../../rules/ebs-volume-limits';
import { wholeNumberInText } from '../whole-number';

/**
 * Options of `EbsVolume.gp3`.
 */
export interface Gp3VolumeOptions {
  /**
   * Operations per second, at least 3,000.
   *
   * @default - 3,000, which the price of the volume has in it
   */
  readonly iops?: VolumeIops;

  /**
   * Data moved per second, at least 125 MiB in whole MiB. EBS asks for at least four operations for each MiB.
   *
   * @default Size.mebibytes(125)
   */
  readonly throughputPerSecond?: Size;
}

/**
 * Options of `EbsVolume.io2`.
 */
export interface Io2VolumeOptions {
  /**
   * Whether the volume is one of Block Express, with higher limits.
   *
   * @default false
   */
  readonly blockExpress?: boolean;
}

/**
 * What kind of volume of Amazon EBS is made, and how fast it is.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
export class EbsVolume {
  /** General purpose SSD of the generation before gp3. */
  public static readonly GP2 = new EbsVolume('gp2', {});
  /** Hard disks for much data that is read in large pieces. */
  public static readonly ST1 = new EbsVolume('st1', {});
  /** The cheapest hard disks, for data that is seldom read. */
  public static readonly SC1 = new EbsVolume('sc1', {});
  /** Magnetic volumes of a former generation. */
  public static readonly STANDARD = new EbsVolume('standard', {});
  /** `sbp1`, which the user guide of EKS lists without a description. */
  public static readonly SBP1 = new EbsVolume('sbp1', {});
  /** `sbg1`, which the user guide of EKS lists without a description. */
  public static readonly SBG1 = new EbsVolume('sbg1', {});

  /**
   * General purpose SSD whose speed does not depend on the size.
   *
   * @param options How fast it is.
   */
  public static gp3(options: Gp3VolumeOptions = {}): EbsVolume {
    return new EbsVolume('gp3', { ...renderIops(options.iops, VOLUME_LIMITS.gp3Iops), throughput: renderThroughput(options.throughputPerSecond) });
  }

  /**
   * SSD with a number of operations that is paid for.
   *
   * @param iops Operations per second.
   */
  public static io1(iops: VolumeIops): EbsVolume {
    return new EbsVolume('io1', renderIops(iops, VOLUME_LIMITS.provisionedIops));
  }

  /**
   * SSD with a number of operations that is paid for, more durable than io1.
   *
   * @param iops Operations per second.
   * @param options Whether it is one of Block Express.
   */
  public static io2(iops: VolumeIops, options: Io2VolumeOptions = {}): EbsVolume {
    return new EbsVolume('io2', {
      ...renderIops(iops, VOLUME_LIMITS.provisionedIops), blockExpress: options.blockExpress === undefined ? undefined : String(options.blockExpress),
    });
  }

  /**
   * A type that has no name here yet.
   *
   * @param volumeType As EBS writes it, such as `gp3`.
   */
  public static of(volumeType: string): EbsVolume {
    if (volumeType === '') { fail('VolumeType', 'type of a volume must not be empty, got "": write for example "gp3"'); }
    return new EbsVolume(volumeType, {});
  }

  private constructor(
    /** Type of the volume, as EBS writes it. */
    public readonly volumeType: string,
    private readonly parameters: { readonly [name: string]: string | undefined },
  ) {}

  /** @internal */
  public _render(): { readonly [name: string]: string | undefined } {
    return { type: this.volumeType, ...this.parameters };
  }
}

function renderIops(iops: VolumeIops | undefined, least: { readonly least: number }): { readonly [name: string]: string | undefined } {
  const parameters = iops?._render() ?? {};
  if (parameters.iops !== undefined) { wholeNumberInText('iops of a volume', Number(parameters.iops), least); }
  return parameters;
}

function renderThroughput(throughput: Size | undefined): string | undefined {
  if (!throughput) { return undefined; }
  const mebibytes = throughput.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  return String(wholeNumberInText('throughputPerSecond of a volume in MiB', mebibytes, VOLUME_LIMITS.gp3Throughput));
}
