/**
 * How the capacity of a node is bought: values of the label `karpenter.sh/capacity-type`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export class CapacityType {
  /** On-Demand Instances. */
  public static readonly ON_DEMAND = 'on-demand';
  /** Spot Instances: cheaper, and taken back with two minutes' notice. */
  public static readonly SPOT = 'spot';
  /** Capacity Reservations and Capacity Blocks that the NodeClass selects. */
  public static readonly RESERVED = 'reserved';

  private constructor() {}
}
