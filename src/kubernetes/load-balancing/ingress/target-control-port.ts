import { IngressBackend } from './ingress-backend';

/**
 * Port on which the agent of the target optimizer speaks with the load balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html
 */
export interface TargetControlPort {
  /** Service and its port, by `IngressBackend.service`. */
  readonly backend: IngressBackend;

  /** Port of the agent, 1 to 65,535. A change makes a new target group. */
  readonly port: number;
}
