import { ApplicationLoadBalancerAttributes } from './application-load-balancer-attributes';
import { FrontendNetworkLoadBalancer } from './frontend-network-load-balancer';
import { IngressAuthentication } from './ingress-authentication';
import { IngressListener } from './ingress-listener';
import { IngressTargetGroupOptions } from './ingress-target-group-options';
import { JwtValidation } from './jwt-validation';
import { SslPolicy } from '../ssl-policy';
import { TargetControlPort } from './target-control-port';
import { LoadBalancerIpAddressType } from '../load-balancer-ip-address-type';
import { LoadBalancerScheme } from '../load-balancer-scheme';

/**
 * What an Ingress says of its Application Load Balancer by annotations. Where its class says something else, the class holds.
 *
 * Ingresses of a class with a group share a load balancer. What concerns all of it must then be the same on all of them, or written on one
 * alone; otherwise nothing of the group is changed any more.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export interface AlbIngressOptions {
  /**
   * Name of the load balancer: 1 to 32 letters, digits and hyphens. It counts only when the load balancer is made.
   *
   * @default - a name of the controller
   */
  readonly loadBalancerName?: string;

  /**
   * Place of the rules of this Ingress among those of its group: -1,000 to 1,000, the lowest first. The user guide of EKS does not mention it.
   *
   * @default - 0; equal ones by namespace and name
   */
  readonly groupOrder?: number;

  /**
   * Who reaches the load balancer. A change replaces it.
   *
   * @default - as the class says
   */
  readonly scheme?: LoadBalancerScheme;

  /**
   * Addresses that clients reach the load balancer by.
   *
   * @default LoadBalancerIpAddressType.IPV4
   */
  readonly ipAddressType?: LoadBalancerIpAddressType;

  /**
   * Ids or names of the subnets, in at least two Availability Zones.
   *
   * @default - those with the tag of the scheme
   */
  readonly subnets?: string[];

  /**
   * Ids or names (the tag `Name`) of security groups of the load balancer. `inboundCidrs` and `prefixLists` then do nothing.
   *
   * @default - one that is made for it
   */
  readonly securityGroups?: string[];

  /**
   * Whether EKS lets a load balancer with `securityGroups` reach nodes and pods. Otherwise their own security groups must.
   *
   * @default - true with `securityGroups`
   */
  readonly manageBackendSecurityGroupRules?: boolean;

  /**
   * Settings of the load balancer.
   *
   * @default - those of Elastic Load Balancing
   */
  readonly loadBalancerAttributes?: ApplicationLoadBalancerAttributes;

  /**
   * Ports on which the load balancer listens for this Ingress, each once.
   *
   * @default - HTTPS on 443 with certificates, otherwise HTTP on 80; both with `redirectHttp`
   */
  readonly listeners?: IngressListener[];

  /**
   * Whether all HTTP listeners redirect to HTTPS, and answer nothing else. It counts for the whole group.
   *
   * @default false
   */
  readonly redirectHttp?: boolean;

  /**
   * Port of the HTTPS listener to which `redirectHttp` redirects, 1 to 65,535. Needs `redirectHttp`.
   *
   * @default - that of the first HTTPS listener
   */
  readonly redirectPort?: number;

  /**
   * ARNs of certificates of ACM; the first is for clients that do not say which host they want.
   *
   * @default - those of the class, or those of ACM for the hosts of the rules
   */
  readonly certificateArns?: string[];

  /**
   * Versions of TLS and ciphers of the HTTPS listeners.
   *
   * @default - with `certificateArns` SslPolicy.TLS13_1_2; without them as the class says, or else one that takes TLS 1.0 too
   */
  readonly sslPolicy?: SslPolicy;

  /**
   * Networks that reach the listeners of this Ingress, as CIDR blocks.
   *
   * @default - all, unless there are `prefixLists`
   */
  readonly inboundCidrs?: string[];

  /**
   * Ids of prefix lists that reach the listeners of this Ingress.
   *
   * @default - none
   */
  readonly prefixLists?: string[];

  /**
   * ARN of a web ACL of AWS WAF (v2), a regional one. Leaving it out again changes nothing: write `none` to take it off.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * Whether AWS Shield Advanced protects the load balancer. The account must have subscribed to it.
   *
   * @default - as it is
   */
  readonly shieldAdvancedProtection?: boolean;

  /**
   * Capacity units of the load balancer that are reserved, which cost. Leaving it out again changes nothing: write 0 to end it.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/capacity-unit-reservation.html
   */
  readonly minimumCapacityUnits?: number;

  /**
   * Id of a pool of IPAM from which public IPv4 addresses are taken first.
   *
   * @default - addresses of AWS
   */
  readonly ipv4IpamPoolId?: string;

  /**
   * Tags of the load balancer and of what belongs to it. They need the policy for tags on the cluster role, which a provisioned chart brings by itself.
   *
   * @default - only those of EKS
   */
  readonly tags?: { [key: string]: string };

  /**
   * What is done with the targets of Services, unless annotations of a Service say something else (`AlbIngress.configureService`).
   *
   * @default - pods get HTTP on the port of their Service
   */
  readonly targetGroups?: IngressTargetGroupOptions;

  /**
   * Whether users have to sign in. Needs HTTPS listeners.
   *
   * @default - they have not
   */
  readonly authentication?: IngressAuthentication;

  /**
   * Which JSON Web Tokens requests have to bring along. Needs HTTPS listeners.
   *
   * @default - none
   */
  readonly jwtValidation?: JwtValidation;

  /**
   * Ports on which agents of the target optimizer speak with the load balancer. The user guide of EKS does not mention it.
   *
   * @default - none
   */
  readonly targetControlPorts?: TargetControlPort[];

  /**
   * A Network Load Balancer in front, for fixed addresses and for PrivateLink.
   *
   * @default - none
   */
  readonly frontend?: FrontendNetworkLoadBalancer;
}
