import { Duration } from 'cdk8s';
import { HealthCheckPort } from './health-check-port';
import { IngressProtocol } from './ingress-protocol';

/**
 * How a load balancer finds out whether targets are well.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export interface IngressHealthCheck {
  /**
   * Path that is asked for; for gRPC `/package.service/method`.
   *
   * @default - `/`, for gRPC `/AWS.ALB/healthcheck`
   */
  readonly path?: string;

  /**
   * Port that is asked.
   *
   * @default HealthCheckPort.TRAFFIC
   */
  readonly port?: HealthCheckPort;

  /**
   * Protocol of the check.
   *
   * @default IngressProtocol.HTTP
   */
  readonly protocol?: IngressProtocol;

  /**
   * Time between two checks of a target: 5 to 300 whole seconds, more than `timeout`.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * How long an answer may take: 2 to 120 whole seconds.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Good answers in a row after which a target is well: 2 to 10.
   *
   * @default - 2; for a frontend Network Load Balancer 3
   */
  readonly healthyThreshold?: number;

  /**
   * Bad answers in a row after which a target is not well: 2 to 10.
   *
   * @default - 2; for a frontend Network Load Balancer 3
   */
  readonly unhealthyThreshold?: number;

  /**
   * Codes of good answers, one by one and in ranges: `200,204` or `200-399`; for gRPC `0` or `0-5`.
   *
   * @default - `200`, for gRPC `12`
   */
  readonly successCodes?: string;
}
