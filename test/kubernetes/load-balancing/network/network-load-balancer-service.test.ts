import { Token } from 'aws-cdk-lib';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AlpnPolicy, AutoModeRules, ClientRoutingPolicy, LoadBalancerIpAddressType, LoadBalancerScheme, LoadBalancerTargetType, NetworkHealthCheck,
  NetworkListener, NetworkLoadBalancerOptions, NetworkLoadBalancerService, ProxyProtocol, SslPolicy, WeightedTarget,
} from '../../../../src';
import { fullNetworkLoadBalancers, networkLoadBalancer } from '../../../support/full-network-load-balancer';

const PREFIX = 'service.beta.kubernetes.io/';
const DEFAULTS = { 'aws-load-balancer-scheme': 'internal', 'aws-load-balancer-nlb-target-type': 'ip' };
const ARN = Token.asString({ Ref: 'Certificate' });
const NUMBER = Token.asNumber({ Ref: 'Port' });

function annotationsOf(object: ApiObject): { [name: string]: string } {
  return Object.fromEntries(Object.entries(object.toJson().metadata.annotations).map(([key, value]) => [key.replace(PREFIX, ''), value as string]));
}

/** Annotations beside those that are always there. */
function rendered(options: NetworkLoadBalancerOptions): { [name: string]: string } {
  const annotations = annotationsOf(networkLoadBalancer(options).service.apiObject);
  return Object.fromEntries(Object.entries(annotations).filter(([key, value]) => (DEFAULTS as any)[key] !== value).map(([key, value]) => [key.replace('aws-load-balancer-', ''), value]));
}

test('a Service with nothing but ports is internal, and its targets are pods', () => {
  const { service } = networkLoadBalancer();
  expect(annotationsOf(service.apiObject)).toEqual(DEFAULTS);
  expect(service.apiObject.toJson().spec).toEqual({
    type: 'LoadBalancer', loadBalancerClass: 'eks.amazonaws.com/nlb', externalIPs: [], selector: { app: 'mail' }, ports: [{ port: 25 }],
  });
  expect(NetworkLoadBalancerService.LOAD_BALANCER_CLASS).toBe('eks.amazonaws.com/nlb');
});

test('a Service leads to a workload', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'mail' });
  const deployment = new kplus.Deployment(chart, 'Server', { containers: [{ image: 'server', portNumber: 2525 }] });
  const service = new NetworkLoadBalancerService(chart, 'Mail', {
    metadata: { name: 'mail', labels: { team: 'mail' } }, selector: deployment, ports: [{ port: 25, targetPort: 2525 }], publishNotReadyAddresses: true,
  });
  expect(service.apiObject.toJson()).toMatchObject({
    metadata: { name: 'mail', namespace: 'mail', labels: { team: 'mail' } },
    spec: { ports: [{ port: 25, targetPort: 2525 }], selector: deployment.matchLabels, publishNotReadyAddresses: true },
  });
  expect([service.name, service.metadata.namespace, service.service.port]).toEqual(['mail', 'mail', 25]);
});

describe('properties as annotations:', () => {
  test.each<[NetworkLoadBalancerOptions, { [name: string]: string }]>([
    [{ scheme: LoadBalancerScheme.INTERNET_FACING }, { scheme: 'internet-facing' }],
    [{ targetType: LoadBalancerTargetType.INSTANCE }, { 'nlb-target-type': 'instance' }],
    [{ loadBalancerName: 'mail' }, { name: 'mail' }],
    [{ ipAddressType: LoadBalancerIpAddressType.DUALSTACK }, { 'ip-address-type': 'dualstack' }],
    [{ subnets: ['subnet-b', 'subnet-a'] }, { subnets: 'subnet-b,subnet-a' }],
    [{ elasticIpAllocationIds: ['eipalloc-1', ARN] }, { 'eip-allocations': `eipalloc-1,${ARN}` }],
    [{ privateIpv4Addresses: ['10.0.0.1'] }, { 'private-ipv4-addresses': '10.0.0.1' }],
    [{ ipv6Addresses: ['2001:db8::1'] }, { 'ipv6-addresses': '2001:db8::1' }],
    [{ certificateArns: [ARN, 'arn:b'] }, { 'ssl-cert': `${ARN},arn:b`, 'ssl-negotiation-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06' }],
    [{ tlsPorts: [465, 993] }, { 'ssl-ports': '465,993' }],
    [{ certificateArns: ['arn:a'], sslPolicy: SslPolicy.of('ELBSecurityPolicy-2016-08') }, { 'ssl-cert': 'arn:a', 'ssl-negotiation-policy': 'ELBSecurityPolicy-2016-08' }],
    [{ alpnPolicy: AlpnPolicy.HTTP2_ONLY }, { 'alpn-policy': 'HTTP2Only' }],
    [{ backendTls: true }, { 'backend-protocol': 'ssl' }],
    [{ backendTls: false }, { 'backend-protocol': 'tcp' }],
    [{ tcpUdpListeners: true }, { 'enable-tcp-udp-listener': 'true' }],
    [{ proxyProtocol: ProxyProtocol.ALL_PORTS }, { 'target-group-attributes': 'proxy_protocol_v2.enabled=true' }],
    [{ proxyProtocol: ProxyProtocol.ports(25, 465) }, { 'proxy-protocol-per-target-group': '25,465' }],
    [{ deregistrationDelay: Duration.seconds(0) }, { 'target-group-attributes': 'deregistration_delay.timeout_seconds=0' }],
    [{ connectionTermination: true }, { 'target-group-attributes': 'deregistration_delay.connection_termination.enabled=true' }],
    [{ preserveClientIp: false }, { 'target-group-attributes': 'preserve_client_ip.enabled=false' }],
    [{ stickiness: true }, { 'target-group-attributes': 'stickiness.enabled=true,stickiness.type=source_ip' }],
    [{ stickiness: false, targetGroupAttributes: { 'a.b': '1,2' } }, { 'target-group-attributes': 'stickiness.enabled=false,a.b=1\\,2' }],
    [{ deletionProtection: true, crossZone: true, zonalShift: true }, { attributes: 'deletion_protection.enabled=true,load_balancing.cross_zone.enabled=true,zonal_shift.config.enabled=true' }],
    [{ clientRoutingPolicy: ClientRoutingPolicy.PARTIAL_AVAILABILITY_ZONE_AFFINITY }, { attributes: 'dns_record.client_routing_policy=partial_availability_zone_affinity' }],
    [{ accessLogs: { bucketName: 'logs', prefix: 'a' } }, { attributes: 'access_logs.s3.enabled=true,access_logs.s3.bucket=logs,access_logs.s3.prefix=a' }],
    [{ accessLogs: { bucketName: ARN } }, { attributes: `access_logs.s3.enabled=true,access_logs.s3.bucket=${ARN}` }],
    [{ loadBalancerAttributes: { 'a.b': '1' } }, { attributes: 'a.b=1' }],
    [{ prefixLists: ['pl-1'] }, { 'security-group-prefix-lists': 'pl-1' }],
    [{ securityGroups: ['sg-1', 'mail'] }, { 'security-groups': 'sg-1,mail', 'manage-backend-security-group-rules': 'true' }],
    [{ securityGroups: ['sg-1'], manageBackendSecurityGroupRules: false }, { 'security-groups': 'sg-1', 'manage-backend-security-group-rules': 'false' }],
    [{ manageBackendSecurityGroupRules: false }, { 'manage-backend-security-group-rules': 'false' }],
    [{ enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: true }, { 'inbound-sg-rules-on-private-link-traffic': 'on' }],
    [{ enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false }, { 'inbound-sg-rules-on-private-link-traffic': 'off' }],
    [{ multiClusterTargetGroup: true }, { 'multi-cluster-target-group': 'true' }],
    [{ minimumCapacityUnits: 3000 }, { 'minimum-load-balancer-capacity': 'CapacityUnits=3000' }],
    [{ tags: { team: 'mail', size: 'a=b' } }, { 'additional-resource-tags': 'team=mail,size=a=b' }],
    [{ tags: {} }, {}],
    [{ healthCheck: NetworkHealthCheck.tcp() }, { 'healthcheck-protocol': 'tcp' }],
    [{ healthCheck: NetworkHealthCheck.http('/healthy') }, { 'healthcheck-protocol': 'http', 'healthcheck-path': '/healthy' }],
    [{ healthCheck: NetworkHealthCheck.https('/', { port: 1, healthyThreshold: 2, unhealthyThreshold: 10, interval: Duration.minutes(5), timeout: Duration.minutes(2), successCodes: '200,204' }) }, {
      'healthcheck-protocol': 'https',
      'healthcheck-path': '/',
      'healthcheck-port': '1',
      'healthcheck-healthy-threshold': '2',
      'healthcheck-unhealthy-threshold': '10',
      'healthcheck-interval': '300',
      'healthcheck-timeout': '120',
      'healthcheck-success-codes': '200,204',
    }],
    [{ listeners: [NetworkListener.tcp(25, { idleTimeout: Duration.minutes(1) }), NetworkListener.udp(25, { attributes: { a: '1' } }), NetworkListener.tcp(26)] }, {
      'listener-attributes.TCP-25': 'tcp.idle_timeout.seconds=60', 'listener-attributes.UDP-25': 'a=1',
    }],
  ])('%j', (options, annotations) => {
    expect(rendered(options)).toEqual(annotations);
  });

  test('source ranges are a field', () => {
    const { service } = networkLoadBalancer({ loadBalancerSourceRanges: ['10.0.0.0/8', ARN] });
    expect(service.apiObject.toJson().spec.loadBalancerSourceRanges).toEqual(['10.0.0.0/8', ARN]);
    expect(annotationsOf(service.apiObject)).toEqual(DEFAULTS);
  });

  test('weights', () => {
    const next = new kplus.Service(new Chart(new App(), 'chart'), 'Next', { metadata: { name: 'next' }, ports: [{ port: 2525 }] });
    const forward = {
      baseServiceWeight: 0,
      targets: [WeightedTarget.service(next, 999), WeightedTarget.service(next, 1, { port: 80, decrypt: true }), WeightedTarget.targetGroup(ARN, 5)],
      stickiness: true,
    };
    const { 'actions.TCP-25': action } = rendered({ listeners: [NetworkListener.tcp(25, { forward })] });
    expect(JSON.parse(action)).toEqual({
      type: 'forward',
      forwardConfig: {
        baseServiceWeight: 0,
        targetGroups: [
          { serviceName: 'next', servicePort: 2525, weight: 999 }, { serviceName: 'next', servicePort: 80, decrypt: true, weight: 1 }, { targetGroupARN: ARN, weight: 5 },
        ],
        targetGroupStickinessConfig: { enabled: true },
      },
    });
  });
});

describe('are refused:', () => {
  test.each<[string, () => NetworkLoadBalancerOptions, string]>([
    ['an empty list', () => ({ subnets: [] }), 'subnets must have at least one entry, got none: leave it out, or write one'],
    ['no source ranges', () => ({ loadBalancerSourceRanges: [] }), 'loadBalancerSourceRanges must have at least one entry, got none, which would let everybody in: leave it out, or write one (at chart/Mail/Service)'],
    ['a comma', () => ({ certificateArns: ['arn:a,arn:b'] }), 'certificateArns must have entries without commas and without spaces around them, got ["arn:a,arn:b"]: write each entry by itself'],
    ['a port that is none', () => ({ tlsPorts: [0] }), 'port of tlsPorts must be a whole number of 1 to 65535, got 0: write for example 1'],
    ['a port that is only known at deployment', () => ({ tlsPorts: [NUMBER] }), 'port of tlsPorts must be known at synthesis, got a value that is only known at deployment: write the number'],
    ['fewer addresses than subnets', () => ({ subnets: ['a', ARN], elasticIpAllocationIds: [ARN], ipv6Addresses: [] }),
      'elasticIpAllocationIds must have as many entries as subnets, which has 2, got 1; ipv6Addresses must have as many entries as subnets, which has 2, got 0: write one for each subnet'],
    ['no capacity', () => ({ minimumCapacityUnits: 0 }), 'minimumCapacityUnits must be a whole number of 1 or more, got 0: write for example 1'],
    ['a delay that is too long', () => ({ deregistrationDelay: Duration.seconds(3601) }), 'deregistrationDelay must be whole seconds, 0 to 3600, got 1 hour 1 second: write for example Duration.seconds(3600)'],
    ['half a second', () => ({ healthCheck: NetworkHealthCheck.tcp({ interval: Duration.millis(5500) }) }), 'interval of healthCheck must be whole seconds, 5 to 300, got 5 seconds 500 millis: write for example Duration.seconds(6)'],
    ['an impatient check', () => ({ healthCheck: NetworkHealthCheck.tcp({ timeout: Duration.seconds(1) }) }), 'timeout of healthCheck must be whole seconds, 2 to 120, got 1 second: write for example Duration.seconds(2)'],
    ['a threshold of one', () => ({ healthCheck: NetworkHealthCheck.tcp({ healthyThreshold: 1 }) }), 'healthyThreshold of healthCheck must be a whole number of 2 to 10, got 1: write for example 2'],
    ['a threshold of eleven', () => ({ healthCheck: NetworkHealthCheck.tcp({ unhealthyThreshold: 11 }) }), 'unhealthyThreshold of healthCheck must be a whole number of 2 to 10, got 11: write for example 10'],
    ['a port of the health check', () => ({ healthCheck: NetworkHealthCheck.tcp({ port: 65_536 }) }), 'port of healthCheck must be a whole number of 1 to 65535, got 65536: write for example 65535'],
    ['the proxy protocol nowhere', () => ({ proxyProtocol: ProxyProtocol.ports() }), 'ports of proxyProtocol must have at least one entry, got none: leave proxyProtocol out, or write one'],
    ['the proxy protocol at no port', () => ({ proxyProtocol: ProxyProtocol.ports(-1) }), 'port of proxyProtocol must be a whole number of 1 to 65535, got -1: write for example 1'],
    ['an attribute twice', () => ({ crossZone: true, loadBalancerAttributes: { 'load_balancing.cross_zone.enabled': 'false' } }),
      'loadBalancerAttributes must not have what has a property of its own, got load_balancing.cross_zone.enabled twice: remove one of them'],
    ['an attribute of target groups twice', () => ({ stickiness: true, targetGroupAttributes: { 'stickiness.type': 'source_ip' } }),
      'targetGroupAttributes must not have what has a property of its own, got stickiness.type twice: remove one of them'],
    ['a listener twice', () => ({ listeners: [NetworkListener.tcp(25), NetworkListener.tcp(25)] }), 'listeners must have different protocols or ports, got TCP-25 twice: put all settings into one of them'],
    ['an idle timeout that is too short', () => ({ listeners: [NetworkListener.tcp(25, { idleTimeout: Duration.seconds(59) })] }),
      'idleTimeout of listener TCP-25 must be whole seconds, 60 to 6000, got 59 seconds: write for example Duration.seconds(60)'],
    ['an idle timeout twice', () => ({ listeners: [NetworkListener.tcp(25, { idleTimeout: Duration.minutes(1), attributes: { 'tcp.idle_timeout.seconds': '60' } })] }),
      'attributes of listener TCP-25 must not have tcp.idle_timeout.seconds together with idleTimeout, got both: remove one of them'],
    ['a listener without a port', () => ({ listeners: [NetworkListener.udp(0)] }), 'port of a listener must be a whole number of 1 to 65535, got 0: write for example 1'],
    ['stickiness for TLS', () => ({ listeners: [NetworkListener.tls(465, { forward: { baseServiceWeight: 1, targets: [], stickiness: true } })] }),
      'stickiness of forward must not be true for a TLS listener, got true: leave it out'],
    ['forwarding to nobody', () => ({ listeners: [NetworkListener.tls(465, { forward: { baseServiceWeight: 1, targets: [] } })] }),
      'targets of forward of listener TLS-465 must have at least one entry, got none: leave forward out, or write one'],
    ['a weight that is too high', () => ({ listeners: [NetworkListener.tcp(25, { forward: { baseServiceWeight: 1000, targets: [WeightedTarget.targetGroup('arn:a', 1)] } })] }),
      'baseServiceWeight of forward must be a whole number of 0 to 999, got 1000: write for example 999'],
    ['a weight below zero', () => ({ listeners: [NetworkListener.tcp(25, { forward: { baseServiceWeight: 1, targets: [WeightedTarget.targetGroup('arn:a', -1)] } })] }),
      'weight of a weighted target must be a whole number of 0 to 999, got -1: write for example 0'],
    ['a weighted Service without a port', () => ({ listeners: [NetworkListener.tcp(25, { forward: { baseServiceWeight: 1, targets: [WeightedTarget.serviceNamed('next', 0, 1)] } })] }),
      'port of a weighted target must be a whole number of 1 to 65535, got 0: write for example 1'],
  ])('%s', (_, options, message) => {
    let error: Error | undefined;
    try { networkLoadBalancer(options()); } catch (caught) { error = caught as Error; }
    expect(error?.message).toBe(message);
  });
});

describe('a Service that is made otherwise', () => {
  const chart = () => new Chart(new App(), 'chart');

  test('of cdk8s-plus gets a load balancer', () => {
    const service = new kplus.Deployment(chart(), 'Server', { containers: [{ image: 'server', portNumber: 25 }] }).exposeViaService({ name: 'mail' });
    NetworkLoadBalancerService.configure(service, { scheme: LoadBalancerScheme.INTERNET_FACING, loadBalancerSourceRanges: ['203.0.113.0/24'] });
    expect(ApiObject.of(service).toJson()).toMatchObject({
      metadata: { annotations: { [`${PREFIX}aws-load-balancer-scheme`]: 'internet-facing' } },
      spec: { type: 'LoadBalancer', loadBalancerClass: 'eks.amazonaws.com/nlb', loadBalancerSourceRanges: ['203.0.113.0/24'], ports: [{ port: 25 }] },
    });
  });

  test('as raw object gets a load balancer', () => {
    const service = new ApiObject(chart(), 'Mail', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'mail', annotations: { 'example.com/a': 'b' } }, spec: { type: 'ClusterIP', ports: [{ port: 25 }] },
    });
    NetworkLoadBalancerService.configure(service);
    expect(service.toJson()).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'mail', annotations: { 'example.com/a': 'b', ...Object.fromEntries(Object.entries(DEFAULTS).map(([key, value]) => [PREFIX + key, value])) } },
      spec: { type: 'LoadBalancer', loadBalancerClass: 'eks.amazonaws.com/nlb', ports: [{ port: 25 }] },
    });
  });

  test('must be one', () => {
    const map = new ApiObject(chart(), 'Map', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(() => NetworkLoadBalancerService.configure(map)).toThrow('service must be a Service, got ConfigMap of v1: write the Service that leads to its pods (at chart/Map)');
  });

  test('is judged when its app is synthesized', () => {
    const service = new kplus.Service(chart(), 'Mail', { ports: [{ port: 25 }] });
    NetworkLoadBalancerService.configure(service, { privateIpv4Addresses: ['10.0.0.1'], scheme: LoadBalancerScheme.INTERNET_FACING });
    expect(() => (service.node.root as App).synthYaml()).toThrow('must be left out unless aws-load-balancer-scheme is internal');
  });
});

test.each(Object.entries(fullNetworkLoadBalancers()))('nothing is said of the load balancer "%s" with all properties', (_, { chart }) => {
  expect(AutoModeRules.findings(chart)).toEqual([]);
});

test('load balancers with all properties render these manifests', () => {
  expect(Object.values(fullNetworkLoadBalancers()).map(({ service }) => service.apiObject.toJson())).toMatchSnapshot();
});
