import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { nearestWithin } from '../../private/whole-numbers';

const MAXIMUM_MIN_VALUES = 50;

/**
 * One condition on the nodes of a NodePool, made by a label: `NodeLabel.INSTANCE_CATEGORY.in('c', 'm')`.
 *
 * A node must meet all requirements of its pool.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecrequirements
 */
export class Requirement {
  /** @internal */
  public static _of(...entries: RequirementEntry[]): Requirement {
    return new Requirement(entries);
  }

  private constructor(private readonly entries: RequirementEntry[]) {}

  /**
   * The same condition, while Auto Mode must have at least so many values of the label to choose from when it launches a node: with
   * `NodeLabel.INSTANCE_FAMILY.exists().minValues(5)` instance types of five families or more. More choice makes Spot
   * Instances last longer; with too little nothing is launched. An alpha feature of Karpenter.
   *
   * @param count A whole number of 1 to 50; with `in` at most the number of different values.
   * @see https://karpenter.sh/docs/concepts/nodepools/#min-values
   */
  public minValues(count: number): Requirement {
    const [{ key, operator, values = [] }] = this.entries;
    if (isToken(count)) {
      fail('RequirementMinValues', `minValues of label ${key} must be known at synthesis, got a token: write the number`);
    }
    if (!Number.isInteger(count) || count < 1 || count > MAXIMUM_MIN_VALUES) {
      fail('RequirementMinValues', `minValues of label ${key} must be a whole number of 1 to ${MAXIMUM_MIN_VALUES}, got ${count}: write for example ${nearestWithin(count, { least: 1, most: MAXIMUM_MIN_VALUES })}`);
    }
    if (operator === 'DoesNotExist') {
      fail('RequirementMinValues', `minValues of label ${key} must not follow doesNotExist, which leaves no values, got ${count}: leave it out`);
    }
    const different = new Set(values).size;
    if (operator === 'In' && !values.some(isToken) && different < count) {
      fail('RequirementMinValues', `minValues of label ${key} must be at most the number of its different values, which is ${different}, got ${count}: `
        + 'name more values, or lower it');
    }
    return new Requirement(this.entries.map((entry) => ({ ...entry, minValues: count })));
  }

  /**
   * One sentence can need two entries: `between` does.
   *
   * @internal
   */
  public _render(): RequirementEntry[] {
    return this.entries;
  }
}

/** @internal */
export interface RequirementEntry {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Gte' | 'Lt' | 'Lte';
  readonly values?: string[];
  readonly minValues?: number;
}
