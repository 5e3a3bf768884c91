import { TargetGroupPort } from './target-group-port';

/**
 * From where targets can be reached. Auto Mode knows no address ranges here.
 */
export interface TargetGroupIngress {
  /** Ids of the security groups of the load balancer, at least one. */
  readonly securityGroupIds: string[];

  /**
   * Ports of the targets.
   *
   * @default - all ports of TCP
   */
  readonly ports?: TargetGroupPort[];
}
