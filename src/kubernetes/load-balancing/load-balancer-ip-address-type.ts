/**
 * Addresses that clients reach a load balancer by.
 */
export enum LoadBalancerIpAddressType {
  /** IPv4 only. */
  IPV4 = 'ipv4',
  /** IPv4 and IPv6. */
  DUALSTACK = 'dualstack',
  /** IPv6, and private IPv4 addresses that nobody has to pay for. Application Load Balancers only. */
  DUALSTACK_WITHOUT_PUBLIC_IPV4 = 'dualstack-without-public-ipv4',
}
