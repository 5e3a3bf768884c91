/**
 * What happens when the standard support of a version of Kubernetes ends.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html
 */
export class UpgradePolicy {
  /** EKS upgrades the cluster when standard support ends. */
  public static readonly STANDARD = new UpgradePolicy('STANDARD');
  /** The cluster enters extended support, at a higher price, and is upgraded when that ends. It cannot be left once entered. */
  public static readonly EXTENDED = new UpgradePolicy('EXTENDED');

  /**
   * A policy that this library does not know yet.
   *
   * @param supportType Support type as CloudFormation spells it.
   */
  public static of(supportType: string): UpgradePolicy {
    return new UpgradePolicy(supportType);
  }

  private constructor(
    /** Support type as CloudFormation spells it. */
    public readonly supportType: string,
  ) {}
}
