import { Requirement } from './requirement';
import { fail } from '../../private/errors';

/**
 * A node label whose values are words, such as `c` or `us-east-1a`.
 */
export class TextLabel {
  /**
   * A label by its key, for labels of your own.
   *
   * @param key Key of the label, such as `example.com/team`.
   */
  public static of(key: string): TextLabel {
    return new TextLabel(key);
  }

  private constructor(
    /** Key of the label. */
    public readonly key: string,
  ) {}

  /**
   * The node's label has one of these values.
   *
   * @param values At least one value.
   */
  public in(...values: string[]): Requirement {
    return Requirement._of({ key: this.key, operator: 'In', values: this.checked('in', values) });
  }

  /**
   * The node's label has none of these values, or is missing.
   *
   * @param values At least one value.
   */
  public notIn(...values: string[]): Requirement {
    return Requirement._of({ key: this.key, operator: 'NotIn', values: this.checked('notIn', values) });
  }

  /** The node has the label, whatever its value. */
  public exists(): Requirement {
    return Requirement._of({ key: this.key, operator: 'Exists' });
  }

  /** The node does not have the label. */
  public doesNotExist(): Requirement {
    return Requirement._of({ key: this.key, operator: 'DoesNotExist' });
  }

  private checked(operator: string, values: string[]): string[] {
    if (values.length === 0) {
      fail('RequirementWithoutValues', `${operator} of label ${this.key} must have at least one value, got none: name the values, or leave the requirement out`);
    }
    return values;
  }
}
