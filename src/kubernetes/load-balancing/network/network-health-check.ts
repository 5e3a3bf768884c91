import { Duration } from 'cdk8s';
import { PORTS } from '../../../rules/ports';
import { HEALTH_CHECK_INTERVAL, HEALTH_CHECK_THRESHOLD, HEALTH_CHECK_TIMEOUT } from '../../../rules/service-annotations';
import { wholeNumberInText } from '../../whole-number';
import { wholeSeconds } from '../../whole-seconds';

/**
 * How often a target is asked, and what makes it healthy.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export interface NetworkHealthCheckOptions {
  /**
   * Port of the targets, 1 to 65535.
   *
   * @default - the port that traffic goes to
   */
  readonly port?: number;

  /**
   * Successes in a row that make a target healthy, 2 to 10.
   *
   * @default 3
   */
  readonly healthyThreshold?: number;

  /**
   * Failures in a row that make a target unhealthy, 2 to 10.
   *
   * @default 3
   */
  readonly unhealthyThreshold?: number;

  /**
   * Time between two checks of a target, 5 seconds to 5 minutes, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * Time that a target may take to answer, 2 seconds to 2 minutes, in whole seconds, and not more than `interval`.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;
}

/**
 * What is asked of a target by HTTP.
 */
export interface NetworkHttpHealthCheckOptions extends NetworkHealthCheckOptions {
  /**
   * Status codes of a healthy target: single ones and ranges, such as `200,301-302`.
   *
   * @default '200-399'
   */
  readonly successCodes?: string;
}

/**
 * How a Network Load Balancer finds out whether its targets are healthy.
 *
 * For Auto Mode only protocol, path and port are documented; the rest is that of the AWS Load Balancer Controller, on which its load balancing
 * is based.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html
 */
export class NetworkHealthCheck {
  /**
   * Healthy is what takes a connection.
   *
   * @param options How often it is asked.
   */
  public static tcp(options: NetworkHealthCheckOptions = {}): NetworkHealthCheck {
    return new NetworkHealthCheck('tcp', undefined, options);
  }

  /**
   * Healthy is what answers a request by HTTP.
   *
   * @param path Path of the request, with a slash at its beginning.
   * @param options How often it is asked, and what it has to answer.
   */
  public static http(path: string, options: NetworkHttpHealthCheckOptions = {}): NetworkHealthCheck {
    return new NetworkHealthCheck('http', path, options);
  }

  /**
   * Healthy is what answers a request by HTTPS. The certificate is not looked at.
   *
   * @param path Path of the request, with a slash at its beginning.
   * @param options How often it is asked, and what it has to answer.
   */
  public static https(path: string, options: NetworkHttpHealthCheckOptions = {}): NetworkHealthCheck {
    return new NetworkHealthCheck('https', path, options);
  }

  private readonly rendered: { readonly [setting: string]: string | undefined };

  private constructor(protocol: string, path: string | undefined, options: NetworkHttpHealthCheckOptions) {
    const threshold = (name: string, count: number | undefined) =>
      count === undefined ? undefined : String(wholeNumberInText(`${name} of healthCheck`, count, HEALTH_CHECK_THRESHOLD));
    this.rendered = {
      'protocol': protocol,
      'path': path,
      'port': options.port === undefined ? undefined : String(wholeNumberInText('port of healthCheck', options.port, PORTS)),
      'healthy-threshold': threshold('healthyThreshold', options.healthyThreshold),
      'unhealthy-threshold': threshold('unhealthyThreshold', options.unhealthyThreshold),
      'interval': options.interval && wholeSeconds('interval of healthCheck', options.interval, HEALTH_CHECK_INTERVAL),
      'timeout': options.timeout && wholeSeconds('timeout of healthCheck', options.timeout, HEALTH_CHECK_TIMEOUT),
      'success-codes': options.successCodes,
    };
  }

  /**
   * Values by the ends of their annotations.
   *
   * @internal
   */
  public _render(): { readonly [setting: string]: string | undefined } {
    return this.rendered;
  }
}
