/**
 * Which version of HTTP a TLS listener agrees on with its clients.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#alpn-policies
 */
export enum AlpnPolicy {
  /** HTTP/1 only. */
  HTTP1_ONLY = 'HTTP1Only',
  /** HTTP/2 only. */
  HTTP2_ONLY = 'HTTP2Only',
  /** HTTP/1 rather than HTTP/2. */
  HTTP2_OPTIONAL = 'HTTP2Optional',
  /** HTTP/2 rather than HTTP/1. */
  HTTP2_PREFERRED = 'HTTP2Preferred',
  /** Nothing is agreed on. */
  NONE = 'None',
}
