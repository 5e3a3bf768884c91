import { Duration } from 'cdk8s';
import { LoadBalancerLogs } from '../load-balancer-logs';

/**
 * How an Application Load Balancer treats requests that might be an attack.
 */
export enum DesyncMitigationMode {
  /** It lets them through and says so in its logs. */
  MONITOR = 'monitor',
  /** It stops the dangerous ones. */
  DEFENSIVE = 'defensive',
  /** It lets through only what follows RFC 7230. */
  STRICTEST = 'strictest',
}

/**
 * What an Application Load Balancer does with the header `X-Forwarded-For`.
 */
export enum ForwardedForMode {
  /** It adds the address of the client. */
  APPEND = 'append',
  /** It leaves the header as it is. */
  PRESERVE = 'preserve',
  /** It removes the header. */
  REMOVE = 'remove',
}

/**
 * Settings of an Application Load Balancer.
 *
 * What is once set stays when it is left out again: set it back explicitly.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
export interface ApplicationLoadBalancerAttributes {
  /**
   * Whether the load balancer is protected from deletion. With true, it also outlives its Ingress, whose deletion then waits for the protection to end.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * Logs of all requests.
   *
   * @default - none
   */
  readonly accessLogs?: LoadBalancerLogs;

  /**
   * Logs of all connections, with their TLS handshakes.
   *
   * @default - none
   */
  readonly connectionLogs?: LoadBalancerLogs;

  /**
   * Logs of the health of targets.
   *
   * @default - none
   */
  readonly healthCheckLogs?: LoadBalancerLogs;

  /**
   * How long a connection may be quiet: 1 to 4,000 whole seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * How long a connection of a client is kept at most: a minute to 7 days, in whole seconds.
   *
   * @default Duration.hours(1)
   */
  readonly clientKeepAlive?: Duration;

  /**
   * How requests are treated that might be an attack.
   *
   * @default DesyncMitigationMode.DEFENSIVE
   */
  readonly desyncMitigation?: DesyncMitigationMode;

  /**
   * Whether headers with invalid names are removed before targets see them.
   *
   * @default false
   */
  readonly dropInvalidHeaderFields?: boolean;

  /**
   * Whether targets get the header `Host` as the client sent it.
   *
   * @default false
   */
  readonly preserveHostHeader?: boolean;

  /**
   * Whether targets are told the version of TLS and the cipher suite of the client.
   *
   * @default false
   */
  readonly tlsVersionAndCipherSuiteHeaders?: boolean;

  /**
   * Whether `X-Forwarded-For` holds the port of the client too.
   *
   * @default false
   */
  readonly forwardedForClientPort?: boolean;

  /**
   * What happens with the header `X-Forwarded-For`.
   *
   * @default ForwardedForMode.APPEND
   */
  readonly forwardedFor?: ForwardedForMode;

  /**
   * Whether clients may speak HTTP/2.
   *
   * @default true
   */
  readonly http2?: boolean;

  /**
   * Whether requests go through while AWS WAF cannot be reached.
   *
   * @default false
   */
  readonly webAclFailOpen?: boolean;

  /**
   * Whether traffic can be moved away from an Availability Zone by a zonal shift.
   *
   * @default false
   */
  readonly zonalShift?: boolean;

  /**
   * Whether the load balancer's IPv6 addresses cannot be reached through an internet gateway.
   *
   * @default - true for internal load balancers, false for those that face the internet
   */
  readonly denyAllInternetGatewayTraffic?: boolean;

  /**
   * Further attributes of Elastic Load Balancing by their own names, for those that it has got since.
   *
   * @default - none
   */
  readonly further?: { [attribute: string]: string };
}
