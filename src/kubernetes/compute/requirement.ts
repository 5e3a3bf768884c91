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
}
