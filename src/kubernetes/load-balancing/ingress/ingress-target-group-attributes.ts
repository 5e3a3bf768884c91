import { Duration } from 'cdk8s';
import { TargetHealthThreshold } from './target-health-threshold';
import { TargetStickiness } from './target-stickiness';

/**
 * How a load balancer chooses among healthy targets.
 */
export enum LoadBalancingAlgorithm {
  /** One after the other. */
  ROUND_ROBIN = 'round_robin',
  /** The one with the fewest requests under way. */
  LEAST_OUTSTANDING_REQUESTS = 'least_outstanding_requests',
  /** By chance, those that answer wrongly less often when `anomalyMitigation` is on. */
  WEIGHTED_RANDOM = 'weighted_random',
}

/**
 * Settings of the target groups that a load balancer has for Services.
 *
 * What is once set stays when it is left out again: set it back explicitly.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
export interface IngressTargetGroupAttributes {
  /**
   * How long a target that goes away gets to answer requests under way: 0 to 3,600 whole seconds. Pods should live on as long.
   *
   * @default Duration.seconds(300)
   */
  readonly deregistrationDelay?: Duration;

  /**
   * How a target is chosen.
   *
   * @default LoadBalancingAlgorithm.ROUND_ROBIN
   */
  readonly algorithm?: LoadBalancingAlgorithm;

  /**
   * Whether targets that answer wrongly get fewer requests. Needs `LoadBalancingAlgorithm.WEIGHTED_RANDOM`.
   *
   * @default false
   */
  readonly anomalyMitigation?: boolean;

  /**
   * Over how long a new target comes to its full share: 30 to 900 whole seconds, or 0 for at once. Needs `LoadBalancingAlgorithm.ROUND_ROBIN`.
   *
   * @default Duration.seconds(0)
   */
  readonly slowStart?: Duration;

  /**
   * Whether a client comes back to the same target. Needs targets by IP address.
   *
   * @default TargetStickiness.OFF
   */
  readonly stickiness?: TargetStickiness;

  /**
   * Whether targets of all Availability Zones get requests of each.
   *
   * @default - as the load balancer, which is true for an Application Load Balancer
   */
  readonly crossZone?: boolean;

  /**
   * With fewer healthy targets than this in an Availability Zone, DNS answers without that zone.
   *
   * @default - one target
   */
  readonly dnsFailover?: TargetHealthThreshold;

  /**
   * With fewer healthy targets than this in an Availability Zone, all targets get requests, whether they are well or not.
   *
   * @default - one target
   */
  readonly unhealthyStateRouting?: TargetHealthThreshold;

  /**
   * Further attributes of Elastic Load Balancing by their own names, for those that it has got since.
   *
   * @default - none
   */
  readonly further?: { [attribute: string]: string };
}
