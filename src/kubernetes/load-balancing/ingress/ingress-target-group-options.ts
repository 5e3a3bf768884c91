import { IngressHealthCheck } from './ingress-health-check';
import { IngressProtocol, IngressProtocolVersion } from './ingress-protocol';
import { IngressTargetGroupAttributes } from './ingress-target-group-attributes';
import { LoadBalancerTargetType } from '../load-balancer-target-type';

/**
 * What a load balancer does with the targets of Services.
 */
export interface IngressTargetGroupOptions {
  /**
   * Whether traffic goes to pods or to nodes. For nodes the Service must be of type NodePort or LoadBalancer.
   *
   * @default LoadBalancerTargetType.IP
   */
  readonly targetType?: LoadBalancerTargetType;

  /**
   * What is spoken to targets.
   *
   * @default IngressProtocol.HTTP
   */
  readonly protocol?: IngressProtocol;

  /**
   * In which version HTTP is spoken to targets.
   *
   * @default IngressProtocolVersion.HTTP1
   */
  readonly protocolVersion?: IngressProtocolVersion;

  /**
   * How it is found out whether targets are well.
   *
   * @default - `/` is asked for every 15 seconds on the port that gets the traffic
   */
  readonly healthCheck?: IngressHealthCheck;

  /**
   * Settings of the target groups.
   *
   * @default - those of Elastic Load Balancing
   */
  readonly attributes?: IngressTargetGroupAttributes;

  /**
   * Labels of the nodes that get traffic, for targets by instance.
   *
   * @default - all nodes
   */
  readonly nodeLabels?: { [key: string]: string };

  /**
   * Whether the target groups may have targets of other clusters, which stay as they are. Set it when the object is made, and change it no more. Not together with `tags`
   * unless the cluster role has the policy for tags.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-multi-cluster-target-groups.html
   */
  readonly multiCluster?: boolean;
}
