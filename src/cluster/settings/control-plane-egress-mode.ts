/**
 * Which way the control plane takes to what is outside of it, such as webhooks and identity providers.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-eks-cluster-resourcesvpcconfig.html
 */
export class ControlPlaneEgressMode {
  /** A way of EKS's own. */
  public static readonly AWS_MANAGED = new ControlPlaneEgressMode('AWS_MANAGED');
  /** By way of the cluster's subnets and their routes. It cannot go back to `AWS_MANAGED`. */
  public static readonly CUSTOMER_ROUTED = new ControlPlaneEgressMode('CUSTOMER_ROUTED');
  /** A mode that the API of EKS lists and CloudFormation does not explain. */
  public static readonly CUSTOMER_ISOLATED = new ControlPlaneEgressMode('CUSTOMER_ISOLATED');

  /**
   * A mode that this library does not know yet.
   *
   * @param mode Mode as CloudFormation spells it.
   */
  public static of(mode: string): ControlPlaneEgressMode {
    return new ControlPlaneEgressMode(mode);
  }

  private constructor(
    /** Mode as CloudFormation spells it. */
    public readonly mode: string,
  ) {}
}
