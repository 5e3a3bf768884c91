import { Size } from 'cdk8s';
import { EvictionThreshold } from './eviction-threshold';
import { renderSize } from '../size';
import { wholeNumberInText } from '../whole-number';

/** The kubelet ignores thresholds of 0 and 100 percent. */
const PERCENT = { least: 1, most: 99 };

/**
 * Something of which the kubelet watches how many bytes are left.
 */
export class CapacityEvictionSignal {
  /** @internal */
  public static _of(signalName: string): CapacityEvictionSignal {
    return new CapacityEvictionSignal(signalName);
  }

  private constructor(
    /** Name of the signal, such as `memory.available`. */
    public readonly signalName: string,
  ) {}

  /**
   * Less than this is left.
   *
   * @param size In whole KiB, at least one.
   */
  public below(size: Size): EvictionThreshold {
    return EvictionThreshold._of(this.signalName, renderSize(`threshold of ${this.signalName}`, size));
  }

  /**
   * Less than this share is left.
   *
   * @param share Percentage, a whole number of 1 to 99.
   */
  public belowPercent(share: number): EvictionThreshold {
    return EvictionThreshold._of(this.signalName, `${wholeNumberInText(`percent of ${this.signalName}`, share, PERCENT)}%`);
  }
}

/**
 * Something of which the kubelet watches how many are left.
 */
export class CountEvictionSignal {
  /** @internal */
  public static _of(signalName: string): CountEvictionSignal {
    return new CountEvictionSignal(signalName);
  }

  private constructor(
    /** Name of the signal, such as `pid.available`. */
    public readonly signalName: string,
  ) {}

  /**
   * Fewer than this are left.
   *
   * @param count A whole number of 1 or more.
   */
  public below(count: number): EvictionThreshold {
    return EvictionThreshold._of(this.signalName, String(wholeNumberInText(`threshold of ${this.signalName}`, count, { least: 1 })));
  }

  /**
   * Less than this share is left.
   *
   * @param share Percentage, a whole number of 1 to 99.
   */
  public belowPercent(share: number): EvictionThreshold {
    return EvictionThreshold._of(this.signalName, `${wholeNumberInText(`percent of ${this.signalName}`, share, PERCENT)}%`);
  }
}

/**
 * What the kubelet watches to evict pods before a node runs out of it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
export class EvictionSignal {
  /** Memory of the node. */
  public static readonly MEMORY_AVAILABLE = CapacityEvictionSignal._of('memory.available');
  /** Bytes of the file system for volumes and logs. */
  public static readonly NODEFS_AVAILABLE = CapacityEvictionSignal._of('nodefs.available');
  /** Files of the file system for volumes and logs. */
  public static readonly NODEFS_INODES_FREE = CountEvictionSignal._of('nodefs.inodesFree');
  /** Bytes of the file system for images. */
  public static readonly IMAGEFS_AVAILABLE = CapacityEvictionSignal._of('imagefs.available');
  /** Files of the file system for images. */
  public static readonly IMAGEFS_INODES_FREE = CountEvictionSignal._of('imagefs.inodesFree');
  /** Process ids. */
  public static readonly PID_AVAILABLE = CountEvictionSignal._of('pid.available');

  private constructor() {}
}
