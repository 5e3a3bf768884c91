import { WholeNumbers } from '../private/whole-numbers';

/** What annotations for the load balancer of a Service begin with. */
export const SERVICE_PREFIX = 'service.beta.kubernetes.io/';
/** The class of Services that Auto Mode makes a Network Load Balancer for. */
export const NETWORK_LOAD_BALANCER_CLASS = 'eks.amazonaws.com/nlb';

export const HEALTH_CHECK_INTERVAL: Required<WholeNumbers> = { least: 5, most: 300 };
export const HEALTH_CHECK_TIMEOUT: Required<WholeNumbers> = { least: 2, most: 120 };
export const HEALTH_CHECK_THRESHOLD: Required<WholeNumbers> = { least: 2, most: 10 };
export const TCP_IDLE_TIMEOUT: Required<WholeNumbers> = { least: 60, most: 6000 };
export const WEIGHTS: Required<WholeNumbers> = { least: 0, most: 999 };
export const DEREGISTRATION_DELAY: Required<WholeNumbers> = { least: 0, most: 3600 };

/** What the text of an annotation is. */
export type AnnotationFormat =
  | { readonly words: readonly string[]; readonly anyCase?: boolean }
  | { readonly number: WholeNumbers }
  | { readonly list: 'ports' | 'arns' | 'texts' | 'ipv4' | 'ipv6' | 'allocations' | 'prefixLists' }
  | 'map' | 'boolean' | 'health check port' | 'name' | 'text';

const LOAD_BALANCER = 'aws-load-balancer-';

/** Annotations that Auto Mode reads, by what follows the prefix. */
export const SERVICE_ANNOTATIONS: { readonly [name: string]: AnnotationFormat } = {
  [`${LOAD_BALANCER}scheme`]: { words: ['internal', 'internet-facing'] },
  [`${LOAD_BALANCER}nlb-target-type`]: { words: ['ip', 'instance'] },
  [`${LOAD_BALANCER}name`]: 'name',
  [`${LOAD_BALANCER}subnets`]: { list: 'texts' },
  [`${LOAD_BALANCER}ip-address-type`]: { words: ['ipv4', 'dualstack'] },
  [`${LOAD_BALANCER}ssl-cert`]: { list: 'arns' },
  [`${LOAD_BALANCER}ssl-ports`]: { list: 'texts' },
  [`${LOAD_BALANCER}ssl-negotiation-policy`]: 'text',
  [`${LOAD_BALANCER}backend-protocol`]: { words: ['ssl', 'tcp'] },
  [`${LOAD_BALANCER}alpn-policy`]: { words: ['HTTP1Only', 'HTTP2Only', 'HTTP2Optional', 'HTTP2Preferred', 'None'] },
  [`${LOAD_BALANCER}healthcheck-protocol`]: { words: ['tcp', 'http', 'https'], anyCase: true },
  [`${LOAD_BALANCER}healthcheck-path`]: 'text',
  [`${LOAD_BALANCER}healthcheck-port`]: 'health check port',
  [`${LOAD_BALANCER}healthcheck-healthy-threshold`]: { number: HEALTH_CHECK_THRESHOLD },
  [`${LOAD_BALANCER}healthcheck-unhealthy-threshold`]: { number: HEALTH_CHECK_THRESHOLD },
  [`${LOAD_BALANCER}healthcheck-timeout`]: { number: HEALTH_CHECK_TIMEOUT },
  [`${LOAD_BALANCER}healthcheck-interval`]: { number: HEALTH_CHECK_INTERVAL },
  [`${LOAD_BALANCER}healthcheck-success-codes`]: 'text',
  [`${LOAD_BALANCER}attributes`]: 'map',
  [`${LOAD_BALANCER}target-group-attributes`]: 'map',
  [`${LOAD_BALANCER}additional-resource-tags`]: 'map',
  [`${LOAD_BALANCER}proxy-protocol-per-target-group`]: { list: 'ports' },
  [`${LOAD_BALANCER}enable-tcp-udp-listener`]: 'boolean',
  [`${LOAD_BALANCER}multi-cluster-target-group`]: 'boolean',
  [`${LOAD_BALANCER}minimum-load-balancer-capacity`]: 'map',
  [`${LOAD_BALANCER}eip-allocations`]: { list: 'allocations' },
  [`${LOAD_BALANCER}private-ipv4-addresses`]: { list: 'ipv4' },
  [`${LOAD_BALANCER}ipv6-addresses`]: { list: 'ipv6' },
  [`${LOAD_BALANCER}security-groups`]: { list: 'texts' },
  [`${LOAD_BALANCER}manage-backend-security-group-rules`]: 'boolean',
  [`${LOAD_BALANCER}security-group-prefix-lists`]: { list: 'prefixLists' },
  [`${LOAD_BALANCER}inbound-sg-rules-on-private-link-traffic`]: { words: ['on', 'off'] },
};

/** Annotations that Auto Mode reads for each listener: protocol and port follow. */
export const LISTENER_ATTRIBUTES = `${LOAD_BALANCER}listener-attributes.`;
export const LISTENER_ACTIONS = 'actions.';
export const LISTENER = /^(TCP|TLS|UDP|TCP_UDP)-(\d+)$/;

/**
 * Annotations of the self-managed AWS Load Balancer Controller and of the controller that was part of Kubernetes, to which Auto Mode does
 * not listen, and what to write instead.
 */
export const IGNORED_SERVICE_ANNOTATIONS: { readonly [name: string]: string } = {
  'load-balancer-source-ranges': 'write spec.loadBalancerSourceRanges',
  [`${LOAD_BALANCER}type`]: `write spec.loadBalancerClass: ${NETWORK_LOAD_BALANCER_CLASS}`,
  [`${LOAD_BALANCER}internal`]: `write ${LOAD_BALANCER}scheme: internal, or internet-facing`,
  [`${LOAD_BALANCER}proxy-protocol`]: `write ${LOAD_BALANCER}target-group-attributes: proxy_protocol_v2.enabled=true`,
  [`${LOAD_BALANCER}access-log-enabled`]: `write ${LOAD_BALANCER}attributes: access_logs.s3.enabled=true`,
  [`${LOAD_BALANCER}access-log-s3-bucket-name`]: `write ${LOAD_BALANCER}attributes: access_logs.s3.bucket=<name>`,
  [`${LOAD_BALANCER}access-log-s3-bucket-prefix`]: `write ${LOAD_BALANCER}attributes: access_logs.s3.prefix=<prefix>`,
  [`${LOAD_BALANCER}access-log-emit-interval`]: 'remove it: a Network Load Balancer writes its logs every five minutes',
  [`${LOAD_BALANCER}cross-zone-load-balancing-enabled`]: `write ${LOAD_BALANCER}attributes: load_balancing.cross_zone.enabled=true`,
  [`${LOAD_BALANCER}connection-draining-enabled`]: `write ${LOAD_BALANCER}target-group-attributes: deregistration_delay.timeout_seconds=<seconds>`,
  [`${LOAD_BALANCER}connection-draining-timeout`]: `write ${LOAD_BALANCER}target-group-attributes: deregistration_delay.timeout_seconds=<seconds>`,
  [`${LOAD_BALANCER}connection-idle-timeout`]: `write ${LOAD_BALANCER}listener-attributes.TCP-<port>: tcp.idle_timeout.seconds=<seconds>`,
  [`${LOAD_BALANCER}extra-security-groups`]: `write ${LOAD_BALANCER}security-groups with all groups`,
  [`${LOAD_BALANCER}disable-nlb-sg`]: 'remove it: load balancers of Auto Mode always have security groups',
};

/** Annotations of the self-managed controller that are not documented for Auto Mode, though it may read them. */
export const UNDOCUMENTED_SERVICE_ANNOTATIONS: readonly string[] = [
  'target-node-labels', 'quic-enabled-ports', 'enable-prefix-for-ipv6-source-nat', 'source-nat-ipv6-prefixes', 'enable-icmp-for-path-mtu-discovery',
].map((name) => LOAD_BALANCER + name);

/** The port that the load balancer sends traffic to. */
export const TRAFFIC_PORT = 'traffic-port';
