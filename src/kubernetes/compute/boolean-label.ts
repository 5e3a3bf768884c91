import { Requirement } from './requirement';

/**
 * A node label whose values are `true` and `false`.
 */
export class BooleanLabel {
  /**
   * A label by its key.
   *
   * @param key Key of the label.
   */
  public static of(key: string): BooleanLabel {
    return new BooleanLabel(key);
  }

  private constructor(
    /** Key of the label. */
    public readonly key: string,
  ) {}

  /**
   * The node's label has this value.
   *
   * @param value The value asked for.
   */
  public is(value: boolean): Requirement {
    return Requirement._of({ key: this.key, operator: 'In', values: [String(value)] });
  }
}
