import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ApiObjectMetadata } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { LoadBalancerTargetType, TargetGroupBindingOptions } from '../../kubernetes';

/**
 * Which target group is bound to which Service.
 */
export interface BindTargetGroupOptions extends TargetGroupBindingOptions {
  /**
   * The target group, in the VPC of the cluster, with a target type and without targets of its own.
   */
  readonly targetGroup: elbv2.ITargetGroup;

  /** The Service whose pods become targets. */
  readonly service: kplus.Service;

  /**
   * Port of the Service, 1 to 65,535.
   *
   * @default - its first port
   */
  readonly port?: number;

  /**
   * Type of the target group.
   *
   * @default - that of a target group of the app
   */
  readonly targetType?: LoadBalancerTargetType;

  /**
   * Security groups of the load balancer, which EKS lets reach the targets: the port of the pods, or all ports of TCP of nodes. Not together
   * with `ingress`.
   *
   * @default - `ingress`
   */
  readonly loadBalancerSecurityGroups?: ec2.ISecurityGroup[];

  /**
   * Name, labels and annotations of the binding.
   *
   * @default - a name made from the construct's path, in the namespace of the Service
   */
  readonly metadata?: ApiObjectMetadata;
}
