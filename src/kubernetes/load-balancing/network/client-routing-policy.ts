/**
 * Which Availability Zones of a load balancer its name leads clients of the VPC to.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#zonal-dns-affinity
 */
export enum ClientRoutingPolicy {
  /** That of the client. */
  AVAILABILITY_ZONE_AFFINITY = 'availability_zone_affinity',
  /** That of the client for 85 percent of the queries, any for the rest. */
  PARTIAL_AVAILABILITY_ZONE_AFFINITY = 'partial_availability_zone_affinity',
  /** Any that is healthy. */
  ANY_AVAILABILITY_ZONE = 'any_availability_zone',
}
