import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AlpnPolicy, ClientRoutingPolicy, LoadBalancerIpAddressType, LoadBalancerScheme, LoadBalancerTargetType, NetworkHealthCheck, NetworkListener,
  NetworkLoadBalancerOptions, NetworkLoadBalancerService, ProxyProtocol, SslPolicy, WeightedTarget,
} from '../../src';

const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/';
const TARGET_GROUP = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/next/0123456789abcdef';

/** Load balancers that together set every property; one cannot, since some exclude one another. */
export const FULL_NETWORK_LOAD_BALANCERS: { readonly [name: string]: NetworkLoadBalancerOptions } = {
  public: {
    scheme: LoadBalancerScheme.INTERNET_FACING,
    targetType: LoadBalancerTargetType.INSTANCE,
    loadBalancerName: 'mail',
    ipAddressType: LoadBalancerIpAddressType.DUALSTACK,
    subnets: ['subnet-2', 'subnet-1'],
    elasticIpAllocationIds: ['eipalloc-1', 'eipalloc-2'],
    ipv6Addresses: ['2001:db8:2::10', '2001:db8:1::10'],
    certificateArns: [`${CERTIFICATE}1`, `${CERTIFICATE}2`],
    tlsPorts: [465, 993],
    sslPolicy: SslPolicy.TLS13_1_3,
    alpnPolicy: AlpnPolicy.HTTP2_PREFERRED,
    backendTls: true,
    listeners: [
      NetworkListener.tcp(25, { idleTimeout: Duration.minutes(10), attributes: { 'example.attribute': 'a,b' } }),
      NetworkListener.tls(465, {
        forward: {
          baseServiceWeight: 90,
          targets: [WeightedTarget.serviceNamed('next', 4650, 10, { decrypt: true }), WeightedTarget.targetGroup(TARGET_GROUP, 0)],
        },
      }),
      NetworkListener.tcpUdp(53, { forward: { baseServiceWeight: 1, targets: [WeightedTarget.serviceNamed('names', 53, 1)], stickiness: true } }),
    ],
    tcpUdpListeners: true,
    healthCheck: NetworkHealthCheck.https('/healthy', {
      port: 8443, healthyThreshold: 2, unhealthyThreshold: 4, interval: Duration.minutes(1), timeout: Duration.seconds(6), successCodes: '200,204',
    }),
    proxyProtocol: ProxyProtocol.ports(25, 465),
    deregistrationDelay: Duration.minutes(2),
    connectionTermination: true,
    preserveClientIp: false,
    stickiness: true,
    targetGroupAttributes: { 'target_health_state.unhealthy.connection_termination.enabled': 'false' },
    deletionProtection: true,
    crossZone: true,
    zonalShift: true,
    clientRoutingPolicy: ClientRoutingPolicy.AVAILABILITY_ZONE_AFFINITY,
    accessLogs: { bucketName: 'logs', prefix: 'mail' },
    loadBalancerAttributes: { 'secondary_ips.auto_assigned.per_subnet': '1' },
    loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
    prefixLists: ['pl-1', 'pl-2'],
    manageBackendSecurityGroupRules: true,
    multiClusterTargetGroup: true,
    minimumCapacityUnits: 3000,
    tags: { team: 'mail', größe: 'a=b' },
  },
  internal: {
    privateIpv4Addresses: ['10.0.0.10', '10.0.1.10'],
    subnets: ['private one', 'private two'],
    listeners: [NetworkListener.udp(53, { attributes: { 'example.attribute': '1' } })],
    healthCheck: NetworkHealthCheck.tcp(),
    proxyProtocol: ProxyProtocol.ALL_PORTS,
    securityGroups: ['sg-1', 'mail'],
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false,
  },
};

const PORTS = [25, 465, 993, 53];

/** A Service with one of them in a chart of its own. */
export function networkLoadBalancer(options: NetworkLoadBalancerOptions = {}, ports: kplus.ServicePort[] = [{ port: 25 }]) {
  const chart = new Chart(new App(), 'chart');
  const service = new NetworkLoadBalancerService(chart, 'Mail', { metadata: { name: 'mail' }, ...options });
  const nameOf = (port: number) => ports.length > 1 ? `p${port}` : undefined;
  ports.forEach(({ port, protocol, name = nameOf(port) }) => service.service.bind(port, { protocol, name }));
  service.service.selectLabel('app', 'mail');
  return { chart, service };
}

/** All of them. */
export function fullNetworkLoadBalancers() {
  return {
    public: networkLoadBalancer(FULL_NETWORK_LOAD_BALANCERS.public, [...PORTS.map((port) => ({ port })), { port: 53, protocol: kplus.Protocol.UDP, name: 'udp53' }]),
    internal: networkLoadBalancer(FULL_NETWORK_LOAD_BALANCERS.internal, [{ port: 53, protocol: kplus.Protocol.UDP }]),
  };
}
