import { Requirement } from './requirement';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { nearestWithin } from '../../private/whole-numbers';

/**
 * A node label whose values are whole numbers, such as a count of vCPUs.
 */
export class IntegerLabel {
  /**
   * A label by its key.
   *
   * @param key Key of the label.
   */
  public static of(key: string): IntegerLabel {
    return new IntegerLabel(key);
  }

  private constructor(
    /** Key of the label. */
    public readonly key: string,
  ) {}

  /**
   * The node's number is one of these.
   *
   * @param values At least one whole number, 0 or more.
   */
  public in(...values: number[]): Requirement {
    return Requirement._of({ key: this.key, operator: 'In', values: this.listed('in', values) });
  }

  /**
   * The node's number is none of these.
   *
   * @param values At least one whole number, 0 or more.
   */
  public notIn(...values: number[]): Requirement {
    return Requirement._of({ key: this.key, operator: 'NotIn', values: this.listed('notIn', values) });
  }

  /**
   * The node's number is greater than this one.
   *
   * @param bound Whole number, 0 or more; not included.
   */
  public gt(bound: number): Requirement {
    return Requirement._of({ key: this.key, operator: 'Gt', values: [this.checked('gt', bound)] });
  }

  /**
   * The node's number is at least this one.
   *
   * @param bound Whole number, 0 or more; included.
   */
  public gte(bound: number): Requirement {
    return Requirement._of({ key: this.key, operator: 'Gte', values: [this.checked('gte', bound)] });
  }

  /**
   * The node's number is less than this one.
   *
   * @param bound Whole number, 0 or more; not included.
   */
  public lt(bound: number): Requirement {
    return Requirement._of({ key: this.key, operator: 'Lt', values: [this.checked('lt', bound)] });
  }

  /**
   * The node's number is at most this one.
   *
   * @param bound Whole number, 0 or more; included.
   */
  public lte(bound: number): Requirement {
    return Requirement._of({ key: this.key, operator: 'Lte', values: [this.checked('lte', bound)] });
  }

  /**
   * The node's number lies in a range.
   *
   * @param least Whole number, 0 or more; included.
   * @param most Whole number, at least `least`; included.
   */
  public between(least: number, most: number): Requirement {
    if (!isToken(least) && !isToken(most) && least > most) {
      fail('RequirementRange', `between of label ${this.key} must have its lower bound first, got ${least} and ${most}: write between(${most}, ${least})`);
    }
    return Requirement._of(...this.gte(least)._render(), ...this.lte(most)._render());
  }

  /** The node has the label, whatever its number. */
  public exists(): Requirement {
    return Requirement._of({ key: this.key, operator: 'Exists' });
  }

  /** The node does not have the label. */
  public doesNotExist(): Requirement {
    return Requirement._of({ key: this.key, operator: 'DoesNotExist' });
  }

  private listed(operator: string, values: number[]): string[] {
    if (values.length === 0) {
      fail('RequirementWithoutValues', `${operator} of label ${this.key} must have at least one number, got none: name the numbers, or leave the requirement out`);
    }
    return values.map((value) => this.checked(operator, value));
  }

  private checked(operator: string, value: number): string {
    if (isToken(value)) {
      // The text of a numeric token would lose the token.
      fail('RequirementToken', `${operator} of label ${this.key} must be a number that is known at synthesis, got a token: write the number`);
    }
    if (!Number.isSafeInteger(value) || value < 0) {
      fail('RequirementNumber', `${operator} of label ${this.key} must be a whole number of 0 or more, got ${value}: write for example ${nearestWithin(value, { least: 0 })}`);
    }
    return String(value);
  }
}
