/**
 * What is spoken to targets.
 */
export enum IngressProtocol {
  /** Without encryption. */
  HTTP = 'HTTP',
  /** Encrypted by TLS. The load balancer does not check the certificate of the target. */
  HTTPS = 'HTTPS',
}

/**
 * In which version HTTP is spoken to targets.
 */
export enum IngressProtocolVersion {
  /** HTTP/1.1. */
  HTTP1 = 'HTTP1',
  /** HTTP/2. */
  HTTP2 = 'HTTP2',
  /** gRPC, which needs an HTTPS listener. */
  GRPC = 'GRPC',
}
