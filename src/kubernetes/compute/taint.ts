import { fail } from '../../private/errors';

/**
 * A mark on the nodes of a pool that keeps away pods which do not tolerate it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export class Taint {
  /**
   * Pods that do not tolerate the taint are not scheduled on the nodes.
   *
   * @param key Key of the taint, such as `team`.
   * @param value Value of the taint; without one, tolerations must use the operator Exists.
   */
  public static noSchedule(key: string, value?: string): Taint {
    return new Taint(key, 'NoSchedule', value);
  }

  /**
   * Pods that do not tolerate the taint are scheduled on the nodes only if there is no other place.
   *
   * @param key Key of the taint, such as `team`.
   * @param value Value of the taint; without one, tolerations must use the operator Exists.
   */
  public static preferNoSchedule(key: string, value?: string): Taint {
    return new Taint(key, 'PreferNoSchedule', value);
  }

  /**
   * Pods that do not tolerate the taint are not scheduled on the nodes, and running ones are evicted.
   *
   * @param key Key of the taint, such as `team`.
   * @param value Value of the taint; without one, tolerations must use the operator Exists.
   */
  public static noExecute(key: string, value?: string): Taint {
    return new Taint(key, 'NoExecute', value);
  }

  private constructor(
    /** Key of the taint. */
    public readonly key: string,
    /** What happens to pods that do not tolerate it: `NoSchedule`, `PreferNoSchedule` or `NoExecute`. */
    public readonly effect: string,
    /** Value of the taint, if it has one. */
    public readonly value?: string,
  ) {
    if (key === '') {
      fail('TaintKey', 'key of a taint must not be empty, got "": name it, for example team');
    }
    if (value === '') {
      fail('TaintValue', `value of taint ${key} must not be empty, got "": leave it out`);
    }
  }

  /** @internal */
  public _render(): { key: string; value?: string; effect: string } {
    return { key: this.key, value: this.value, effect: this.effect };
  }
}
