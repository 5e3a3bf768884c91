import { Selector } from './selector';

/**
 * Chooses subnets by id or by tags. Several selectors of a NodeClass are alternatives: what any of them chooses is used.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export class SubnetSelector {
  /**
   * One subnet.
   *
   * @param subnetId Id of the subnet, `subnet-` and lower-case letters and digits.
   */
  public static id(subnetId: string): SubnetSelector {
    return new SubnetSelector(Selector.id('subnet', subnetId));
  }

  /**
   * All subnets that carry these tags, also those that are tagged later.
   *
   * @param tags 1 to 20 tags; a subnet must carry all of them. The value `*` stands for any value.
   */
  public static tags(tags: { [key: string]: string }): SubnetSelector {
    return new SubnetSelector(Selector.tags('subnet', tags));
  }

  private constructor(private readonly selector: Selector) {}

  /** @internal */
  public _render(): object {
    return this.selector.term;
  }
}
