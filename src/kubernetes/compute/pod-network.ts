import { SecurityGroupSelector } from './security-group-selector';
import { SubnetSelector } from './subnet-selector';

/**
 * A network for pods apart from that of their nodes: pods get addresses from these subnets and have these security groups, on
 * network interfaces of their own. Fewer pods fit on a node.
 *
 * Traffic that leaves the VPC has the node's address and security groups, unless `snatPolicy` is `DISABLED`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface PodNetwork {
  /**
   * Subnets of the pods, 1 to 30 selectors. One must be in every Availability Zone in which nodes are, or pods there get no address.
   */
  readonly subnets: SubnetSelector[];

  /**
   * Security groups of the pods, 1 to 30 selectors. All pods of the NodeClass have the same.
   */
  readonly securityGroups: SecurityGroupSelector[];
}
