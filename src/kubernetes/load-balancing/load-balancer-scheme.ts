/**
 * Who reaches a load balancer.
 */
export enum LoadBalancerScheme {
  /** Only networks that are connected to the VPC. Its subnets are found by the tag `kubernetes.io/role/internal-elb`. */
  INTERNAL = 'internal',
  /** The internet. Its subnets are found by the tag `kubernetes.io/role/elb`. */
  INTERNET_FACING = 'internet-facing',
}
