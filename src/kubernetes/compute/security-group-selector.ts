import { Selector } from './selector';

/**
 * Chooses security groups by id, name or tags. Several selectors of a NodeClass are alternatives: what any of them
 * chooses is used.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export class SecurityGroupSelector {
  /**
   * One security group.
   *
   * @param securityGroupId Id of the group, `sg-` and lower-case letters and digits.
   */
  public static id(securityGroupId: string): SecurityGroupSelector {
    return new SecurityGroupSelector(Selector.id('sg', securityGroupId));
  }

  /**
   * One security group by its name.
   *
   * @param securityGroupName The group's own name, not its tag `Name`.
   */
  public static securityGroupName(securityGroupName: string): SecurityGroupSelector {
    return new SecurityGroupSelector(Selector.name(securityGroupName));
  }

  /**
   * All security groups that carry these tags, also those that are tagged later.
   *
   * @param tags 1 to 20 tags; a group must carry all of them. The value `*` stands for any value.
   */
  public static tags(tags: { [key: string]: string }): SecurityGroupSelector {
    return new SecurityGroupSelector(Selector.tags('security group', tags));
  }

  private constructor(private readonly selector: Selector) {}

  /** @internal */
  public _render(): object {
    return this.selector.term;
  }
}
