import { Duration } from 'cdk8s';
import { AlpnPolicy } from './alpn-policy';
import { ClientRoutingPolicy } from './client-routing-policy';
import { NetworkHealthCheck } from './network-health-check';
import { NetworkListener } from './network-listener';
import { ProxyProtocol } from './proxy-protocol';
import { LoadBalancerIpAddressType } from '../load-balancer-ip-address-type';
import { LoadBalancerLogs } from '../load-balancer-logs';
import { LoadBalancerScheme } from '../load-balancer-scheme';
import { LoadBalancerTargetType } from '../load-balancer-target-type';
import { SslPolicy } from '../ssl-policy';

/**
 * What the Network Load Balancer of a Service is like.
 *
 * Some properties are not documented for Auto Mode itself, only for the AWS Load Balancer Controller, on which its load balancing is
 * based; they say so.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html
 */
export interface NetworkLoadBalancerOptions {
  /**
   * Who reaches it. Cannot be changed for a load balancer that exists: it is replaced, with its name.
   *
   * @default LoadBalancerScheme.INTERNAL
   */
  readonly scheme?: LoadBalancerScheme;

  /**
   * What it sends traffic to.
   *
   * @default LoadBalancerTargetType.IP
   */
  readonly targetType?: LoadBalancerTargetType;

  /**
   * Name of the load balancer in AWS, up to 32 letters, digits and hyphens. A change later has no effect. Not documented for Auto Mode itself.
   *
   * @default - a name that EKS makes
   */
  readonly loadBalancerName?: string;

  /**
   * Addresses that clients reach it by: IPv4, or IPv4 and IPv6, which needs subnets with both.
   *
   * @default LoadBalancerIpAddressType.IPV4
   */
  readonly ipAddressType?: LoadBalancerIpAddressType;

  /**
   * Subnets of the load balancer, one in each Availability Zone: ids, or values of their tag `Name`. Addresses are given to them in this order.
   *
   * @default - those with the tag of the scheme, `kubernetes.io/role/internal-elb` or `kubernetes.io/role/elb`
   */
  readonly subnets?: string[];

  /**
   * Elastic IP addresses by their allocation ids, as many as subnets and in their order. For an internet-facing load balancer.
   * Not documented for Auto Mode itself.
   *
   * @default - addresses of AWS
   */
  readonly elasticIpAllocationIds?: string[];

  /**
   * Private IPv4 addresses, one of each subnet. For an internal load balancer. Not documented for Auto Mode itself.
   *
   * @default - addresses that AWS chooses
   */
  readonly privateIpv4Addresses?: string[];

  /**
   * IPv6 addresses, one of each subnet. For the address type `DUALSTACK`. Not documented for Auto Mode itself.
   *
   * @default - addresses that AWS chooses
   */
  readonly ipv6Addresses?: string[];

  /**
   * Certificates of AWS Certificate Manager. The first is the default one, the others are for clients that name their host. With
   * certificates, listeners of TCP become listeners of TLS.
   *
   * @default - no TLS
   */
  readonly certificateArns?: string[];

  /**
   * Ports of the Service whose traffic is decrypted, each 1 to 65,535. Needs certificates.
   *
   * @default - all ports of TCP, if there are certificates
   */
  readonly tlsPorts?: number[];

  /**
   * Protocols and ciphers of the TLS listeners, such as `SslPolicy.TLS13_1_3`. Needs certificates. Not documented for Auto Mode itself.
   *
   * @default SslPolicy.TLS13_1_2
   */
  readonly sslPolicy?: SslPolicy;

  /**
   * Which version of HTTP the TLS listeners agree on with clients. Needs certificates. Not documented for Auto Mode itself.
   *
   * @default AlpnPolicy.NONE
   */
  readonly alpnPolicy?: AlpnPolicy;

  /**
   * Whether TLS listeners encrypt the traffic to pods again. Needs certificates. Not documented for Auto Mode itself.
   *
   * @default false
   */
  readonly backendTls?: boolean;

  /**
   * Settings of single listeners. There is one for each port of the Service, also without settings.
   *
   * @default - none
   */
  readonly listeners?: NetworkListener[];

  /**
   * Whether a port that the Service has for TCP and for UDP gets one listener for both, since July 2026. Without it, there cannot be such
   * a port.
   *
   * @default false
   */
  readonly tcpUdpListeners?: boolean;

  /**
   * How the load balancer finds out whether targets are healthy.
   *
   * @default NetworkHealthCheck.tcp()
   */
  readonly healthCheck?: NetworkHealthCheck;

  /**
   * Which listeners tell pods the address of the client.
   *
   * @default - none
   */
  readonly proxyProtocol?: ProxyProtocol;

  /**
   * Time that a target which goes away has to end its connections, 0 to 3,600 seconds, in whole seconds.
   *
   * @default Duration.minutes(5)
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
   */
  readonly deregistrationDelay?: Duration;

  /**
   * Whether connections to a target that goes away are closed after `deregistrationDelay`.
   *
   * @default - those of UDP are, those of TCP are not
   */
  readonly connectionTermination?: boolean;

  /**
   * Whether pods see the address of the client rather than that of the load balancer. Cannot be off for UDP.
   *
   * @default - on for UDP and for targets of the type `INSTANCE`, off for TCP and TLS to pods
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
   */
  readonly preserveClientIp?: boolean;

  /**
   * Whether a client, by its address, gets the same target again. Not for TLS.
   *
   * @default false
   */
  readonly stickiness?: boolean;

  /**
   * Attributes of the target groups that have no property here, by their names in Elastic Load Balancing.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-attributes
   */
  readonly targetGroupAttributes?: { [key: string]: string };

  /**
   * Whether the load balancer is kept from being deleted. It has to be switched off before the Service can go.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether each address sends to targets of all Availability Zones. Traffic between zones is paid for.
   *
   * @default false
   */
  readonly crossZone?: boolean;

  /**
   * Whether Amazon Application Recovery Controller may move traffic away from an Availability Zone.
   *
   * @default false
   */
  readonly zonalShift?: boolean;

  /**
   * Which Availability Zones its name leads clients of the VPC to.
   *
   * @default ClientRoutingPolicy.ANY_AVAILABILITY_ZONE
   */
  readonly clientRoutingPolicy?: ClientRoutingPolicy;

  /**
   * Where it is written who came. Only connections of TLS listeners are. To end it, write `access_logs.s3.enabled=false` into `loadBalancerAttributes`:
   * leaving this out changes nothing.
   *
   * @default - nowhere
   */
  readonly accessLogs?: LoadBalancerLogs;

  /**
   * Attributes of the load balancer that have no property here, by their names in Elastic Load Balancing. One that was set is not reset by
   * leaving it out.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#load-balancer-attributes
   */
  readonly loadBalancerAttributes?: { [key: string]: string };

  /**
   * Networks that are let in, as CIDR. Not together with `securityGroups`, whose own rules hold.
   *
   * @default - everything that reaches it
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Managed prefix lists that are let in, by their ids. Not together with `securityGroups`. Not documented for Auto Mode itself.
   *
   * @default - `loadBalancerSourceRanges`
   */
  readonly prefixLists?: string[];

  /**
   * Security groups of the load balancer: ids, or values of their tag `Name`. Not documented for Auto Mode itself.
   *
   * @default - one that EKS makes
   */
  readonly securityGroups?: string[];

  /**
   * Whether EKS opens the nodes to the load balancer. Otherwise their security group must do so. Not documented for Auto Mode itself.
   *
   * @default true
   */
  readonly manageBackendSecurityGroupRules?: boolean;

  /**
   * Whether the security groups also hold for traffic that comes by AWS PrivateLink. Not documented for Auto Mode itself.
   *
   * @default true
   */
  readonly enforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: boolean;

  /**
   * Whether its target groups may have targets of other clusters too, since August 2026. They are deleted with the Service all the same.
   * To be decided when the Service is made.
   *
   * @default false
   */
  readonly multiClusterTargetGroup?: boolean;

  /**
   * Capacity that is kept ready, and paid for, in capacity units, 1 or more, since June 2026.
   *
   * @default - what traffic needs
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/capacity-unit-reservation.html
   */
  readonly minimumCapacityUnits?: number;

  /**
   * Tags of what EKS makes for the Service. The cluster role needs the policy for tags: a cluster of this library has it
   * when it provisions such a Service.
   *
   * @default - only those of EKS
   */
  readonly tags?: { [key: string]: string };
}
