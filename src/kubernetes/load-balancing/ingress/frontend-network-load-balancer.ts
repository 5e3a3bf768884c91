import { IngressHealthCheck } from './ingress-health-check';
import { LoadBalancerLogs } from '../load-balancer-logs';
import { LoadBalancerScheme } from '../load-balancer-scheme';
import { ClientRoutingPolicy } from '../network/client-routing-policy';

/**
 * Settings of a frontend Network Load Balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html
 */
export interface FrontendNetworkLoadBalancerAttributes {
  /**
   * Whether the load balancer is protected from deletion.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * Logs of connections by TLS. The policy of its bucket differs from that for an Application Load Balancer.
   *
   * @default - none
   */
  readonly accessLogs?: LoadBalancerLogs;

  /**
   * Whether each address hands traffic on to all Availability Zones.
   *
   * @default false
   */
  readonly crossZone?: boolean;

  /**
   * Whether traffic can be moved away from an Availability Zone by a zonal shift.
   *
   * @default false
   */
  readonly zonalShift?: boolean;

  /**
   * Which Availability Zone's addresses DNS answers with.
   *
   * @default ClientRoutingPolicy.ANY_AVAILABILITY_ZONE
   */
  readonly clientRoutingPolicy?: ClientRoutingPolicy;

  /**
   * Further attributes of Elastic Load Balancing by their own names, for those that it has got since.
   *
   * @default - none
   */
  readonly further?: { [attribute: string]: string };
}

/**
 * A Network Load Balancer in front of an Application Load Balancer: for fixed addresses and for PrivateLink.
 *
 * The status of the Ingress then has two host names. Take it away before the scheme of the Application Load Balancer changes.
 */
export interface FrontendNetworkLoadBalancer {
  /**
   * Who reaches the load balancer.
   *
   * @default LoadBalancerScheme.INTERNAL
   */
  readonly scheme?: LoadBalancerScheme;

  /**
   * Ids or names of the subnets.
   *
   * @default - those with the tag of the scheme
   */
  readonly subnets?: string[];

  /**
   * Ids or names of the security groups.
   *
   * @default - one that is made for it
   */
  readonly securityGroups?: string[];

  /**
   * On which port of the Application Load Balancer a port of this one ends.
   *
   * @default - each on its own number
   */
  readonly portMappings?: FrontendPortMapping[];

  /**
   * How it is found out whether the Application Load Balancer is well.
   *
   * @default - `/` is asked for every 15 seconds on the port that gets the traffic
   */
  readonly healthCheck?: IngressHealthCheck;

  /**
   * Allocation ids of Elastic IP addresses, one for each subnet. Only with a scheme that faces the internet.
   *
   * @default - addresses of AWS
   */
  readonly eipAllocations?: string[];

  /**
   * Settings of the load balancer.
   *
   * @default - those of Elastic Load Balancing
   */
  readonly attributes?: FrontendNetworkLoadBalancerAttributes;

  /**
   * Tags of the load balancer. They need the policy for tags on the cluster role, which a provisioned chart brings by itself.
   *
   * @default - `tags` of the Ingress
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A port of a frontend Network Load Balancer.
 */
export interface FrontendPortMapping {
  /** Port that clients use, 1 to 65,535. */
  readonly port: number;

  /** Port of the Application Load Balancer, 1 to 65,535: that of one of its listeners. */
  readonly targetPort: number;
}
