import { ApplicationLoadBalancerAttributes } from './application-load-balancer-attributes';
import { IngressListener } from './ingress-listener';
import { IngressNamespaces } from './ingress-namespaces';
import { IngressSubnets } from './ingress-subnets';
import { LoadBalancerIpAddressType } from '../load-balancer-ip-address-type';
import { LoadBalancerScheme } from '../load-balancer-scheme';
import { LoadBalancerTargetType } from '../load-balancer-target-type';
import { SslPolicy } from '../ssl-policy';

/**
 * What all Ingresses of a class have in common. It holds against what their annotations say.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export interface AlbIngressClassOptions {
  /**
   * Whether Ingresses without a class are of this one. At most one class of a cluster.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Who reaches the load balancers. A change replaces them.
   *
   * @default LoadBalancerScheme.INTERNAL
   */
  readonly scheme?: LoadBalancerScheme;

  /**
   * Addresses that clients reach the load balancers by.
   *
   * @default LoadBalancerIpAddressType.IPV4
   */
  readonly ipAddressType?: LoadBalancerIpAddressType;

  /**
   * Name of a group: all Ingresses of the class share one load balancer, also over namespaces. 1 to 63 lower-case letters, digits, hyphens and dots.
   *
   * Whoever may make Ingresses of the class can then add rules before those of others: `namespaces` says who.
   *
   * @default - each Ingress has a load balancer of its own
   */
  readonly group?: string;

  /**
   * Namespaces whose Ingresses may use the class.
   *
   * @default - all
   */
  readonly namespaces?: IngressNamespaces;

  /**
   * ARNs of certificates of ACM; the first is for clients that do not say which host they want.
   *
   * @default - as each Ingress says
   */
  readonly certificateArns?: string[];

  /**
   * Versions of TLS and ciphers of the HTTPS listeners.
   *
   * @default - with `certificateArns` SslPolicy.TLS13_1_2, without them as each Ingress says
   */
  readonly sslPolicy?: SslPolicy;

  /**
   * Subnets of the load balancers.
   *
   * @default - those with the tag of the scheme
   */
  readonly subnets?: IngressSubnets;

  /**
   * Networks that reach the load balancers, as CIDR blocks.
   *
   * @default - as each Ingress says
   */
  readonly inboundCidrs?: string[];

  /**
   * Ids of prefix lists that reach the load balancers.
   *
   * @default - as each Ingress says
   */
  readonly prefixLists?: string[];

  /**
   * Headers that listeners add or change. On which ports load balancers listen is up to `listeners` of each Ingress. The user guide of EKS says on one page that
   * attributes of listeners are supported, on another one that they are not.
   *
   * @default - as each Ingress says
   */
  readonly listeners?: IngressListener[];

  /**
   * Settings of the load balancers.
   *
   * @default - those of Elastic Load Balancing
   */
  readonly loadBalancerAttributes?: ApplicationLoadBalancerAttributes;

  /**
   * Name of the load balancer: 1 to 32 letters, digits and hyphens. Of a class without `group`, only one Ingress can get it.
   *
   * @default - a name of the controller
   */
  readonly loadBalancerName?: string;

  /**
   * Whether traffic goes to pods or to nodes.
   *
   * @default LoadBalancerTargetType.IP
   */
  readonly targetType?: LoadBalancerTargetType;

  /**
   * Tags of the load balancers and of what belongs to them. They need the policy for tags on the cluster role, which a provisioned chart brings by itself.
   *
   * @default - only those of EKS
   */
  readonly tags?: { [key: string]: string };
}
