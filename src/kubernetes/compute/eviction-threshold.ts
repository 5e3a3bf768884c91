import { Duration } from 'cdk8s';
import { fail } from '../../private/errors';
import { renderDuration } from '../duration';

/**
 * How little must be left of something before the kubelet evicts pods; made by a signal: `EvictionSignal.MEMORY_AVAILABLE.belowPercent(5)`.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
export class EvictionThreshold {
  /** @internal */
  public static _of(signal: string, value: string): EvictionThreshold {
    return new EvictionThreshold(signal, value);
  }

  private constructor(
    /** Name of the signal, such as `memory.available`. */
    public readonly signal: string,
    /** Quantity or percentage, such as `100Mi` or `10%`. */
    public readonly value: string,
  ) {}

  /**
   * The same as a soft threshold: pods are evicted when it has been crossed for this long.
   *
   * @param gracePeriod In whole seconds, at least one.
   */
  public after(gracePeriod: Duration): SoftEvictionThreshold {
    return SoftEvictionThreshold._of(this, gracePeriod);
  }
}

/**
 * A threshold with a grace period, made by `after` of an `EvictionThreshold`.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
export class SoftEvictionThreshold {
  /** @internal */
  public static _of(threshold: EvictionThreshold, gracePeriod: Duration): SoftEvictionThreshold {
    return new SoftEvictionThreshold(threshold, gracePeriod);
  }

  /** How long the threshold must have been crossed, such as `90s`. */
  public readonly gracePeriod: string;

  private constructor(
    /** What is crossed. */
    public readonly threshold: EvictionThreshold,
    gracePeriod: Duration,
  ) {
    this.gracePeriod = renderDuration(`grace period of ${threshold.signal}`, gracePeriod);
    if (this.gracePeriod === '0s') {
      fail('EvictionGracePeriod', `grace period of ${threshold.signal} must be at least a second, got 0: without one write a hard threshold`);
    }
  }
}
