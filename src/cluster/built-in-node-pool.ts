/**
 * A NodePool that EKS makes and keeps in a cluster of Auto Mode. Its content cannot be changed.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html
 */
export class BuiltInNodePool {
  /** For workloads: On-Demand Instances of categories c, m and r, generation 5 or newer, x86. It has no limits. */
  public static readonly GENERAL_PURPOSE = new BuiltInNodePool('general-purpose');
  /** For add-ons that tolerate the taint CriticalAddonsOnly: as general purpose, x86 or Arm. It has no limits. */
  public static readonly SYSTEM = new BuiltInNodePool('system');

  private constructor(
    /** Name of the NodePool in the cluster. */
    public readonly nodePoolName: string,
  ) {}
}
