import { NetworkLoadBalancerOptions } from './network-load-balancer-options';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { PORTS } from '../../../rules/ports';
import { DEREGISTRATION_DELAY, LISTENER_ACTIONS, LISTENER_ATTRIBUTES, SERVICE_PREFIX } from '../../../rules/service-annotations';
import { wholeNumberInText } from '../../whole-number';
import { wholeSeconds } from '../../whole-seconds';
import { commaSeparated, keyValuePairs } from '../annotation-value';
import { LoadBalancerScheme } from '../load-balancer-scheme';
import { LoadBalancerTargetType } from '../load-balancer-target-type';
import { SslPolicy } from '../ssl-policy';

interface Texts {
  readonly [key: string]: string | undefined;
}

/** The annotations of a Service with a Network Load Balancer. */
export function renderNetworkLoadBalancer(options: NetworkLoadBalancerOptions): { [key: string]: string } {
  checkAddresses(options);
  const settings: Texts = {
    'scheme': options.scheme ?? LoadBalancerScheme.INTERNAL,
    'nlb-target-type': options.targetType ?? LoadBalancerTargetType.IP,
    'name': options.loadBalancerName,
    'ip-address-type': options.ipAddressType,
    'subnets': list('subnets', options.subnets),
    'eip-allocations': list('elasticIpAllocationIds', options.elasticIpAllocationIds),
    'private-ipv4-addresses': list('privateIpv4Addresses', options.privateIpv4Addresses),
    'ipv6-addresses': list('ipv6Addresses', options.ipv6Addresses),
    ...encryption(options),
    'enable-tcp-udp-listener': text(options.tcpUdpListeners),
    ...prefixed('healthcheck-', options.healthCheck?._render() ?? {}),
    'proxy-protocol-per-target-group': options.proxyProtocol?._ports?.join(','),
    'target-group-attributes': attributes('targetGroupAttributes', targetGroupAttributes(options), options.targetGroupAttributes),
    'attributes': attributes('loadBalancerAttributes', loadBalancerAttributes(options), options.loadBalancerAttributes),
    ...access(options),
    'multi-cluster-target-group': text(options.multiClusterTargetGroup),
    'minimum-load-balancer-capacity': options.minimumCapacityUnits === undefined ? undefined
      : `CapacityUnits=${wholeNumberInText('minimumCapacityUnits', options.minimumCapacityUnits, { least: 1 })}`,
    'additional-resource-tags': options.tags && keyValuePairs('tags', options.tags),
  };
  return defined({ ...prefixed(`${SERVICE_PREFIX}aws-load-balancer-`, settings), ...prefixed(SERVICE_PREFIX, listeners(options)) });
}

/** Rules see how many there are only when none is a token. */
function checkAddresses({ subnets, elasticIpAllocationIds, privateIpv4Addresses, ipv6Addresses }: NetworkLoadBalancerOptions): void {
  if (!subnets || isToken(subnets)) { return; }
  const wrong = Object.entries({ elasticIpAllocationIds, privateIpv4Addresses, ipv6Addresses })
    .filter(([, addresses]) => addresses && !isToken(addresses) && addresses.length !== subnets.length);
  if (wrong.length > 0) {
    fail('LoadBalancerAddresses', wrong.map(([name, addresses]) => `${name} must have as many entries as subnets, which has ${subnets.length}, got ${addresses!.length}`).join('; ')
      + ': write one for each subnet');
  }
}

/** Without certificates a policy says nothing; with them, the controller's own default would allow old versions of TLS. */
function encryption({ certificateArns, tlsPorts, sslPolicy, backendTls, alpnPolicy }: NetworkLoadBalancerOptions): Texts {
  return {
    'ssl-cert': list('certificateArns', certificateArns),
    'ssl-ports': list('tlsPorts', tlsPorts?.map((port) => String(wholeNumberInText('port of tlsPorts', port, PORTS)))),
    'ssl-negotiation-policy': (sslPolicy ?? (certificateArns && SslPolicy.TLS13_1_2))?.policyName,
    'backend-protocol': backendTls === undefined ? undefined : backendTls ? 'ssl' : 'tcp',
    'alpn-policy': alpnPolicy,
  };
}

/** With security groups of the user the controller would leave the nodes closed. */
function access(options: NetworkLoadBalancerOptions): Texts {
  const { securityGroups, manageBackendSecurityGroupRules, enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforced } = options;
  return {
    'security-groups': list('securityGroups', securityGroups),
    'manage-backend-security-group-rules': text(manageBackendSecurityGroupRules ?? (securityGroups && true)),
    'security-group-prefix-lists': list('prefixLists', options.prefixLists),
    'inbound-sg-rules-on-private-link-traffic': enforced === undefined ? undefined : enforced ? 'on' : 'off',
  };
}

function targetGroupAttributes(options: NetworkLoadBalancerOptions): Texts {
  const { deregistrationDelay, stickiness, proxyProtocol } = options;
  return {
    'deregistration_delay.timeout_seconds': deregistrationDelay && wholeSeconds('deregistrationDelay', deregistrationDelay, DEREGISTRATION_DELAY),
    'deregistration_delay.connection_termination.enabled': text(options.connectionTermination),
    'preserve_client_ip.enabled': text(options.preserveClientIp),
    'proxy_protocol_v2.enabled': proxyProtocol && !proxyProtocol._ports ? 'true' : undefined,
    'stickiness.enabled': text(stickiness),
    'stickiness.type': stickiness ? 'source_ip' : undefined,
  };
}

function loadBalancerAttributes({ accessLogs, ...options }: NetworkLoadBalancerOptions): Texts {
  return {
    'deletion_protection.enabled': text(options.deletionProtection),
    'load_balancing.cross_zone.enabled': text(options.crossZone),
    'zonal_shift.config.enabled': text(options.zonalShift),
    'dns_record.client_routing_policy': options.clientRoutingPolicy,
    'access_logs.s3.enabled': accessLogs && 'true',
    'access_logs.s3.bucket': accessLogs?.bucketName,
    'access_logs.s3.prefix': accessLogs?.prefix,
  };
}

function listeners({ listeners: given = [] }: NetworkLoadBalancerOptions): Texts {
  const names = given.map(({ _name }) => _name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (twice.length > 0) {
    fail('NetworkListener', `listeners must have different protocols or ports, got ${twice.join(', ')} twice: put all settings into one of them`);
  }
  return Object.fromEntries(given.flatMap((listener) => [
    [LISTENER_ATTRIBUTES + listener._name, listener._attributes], [LISTENER_ACTIONS + listener._name, listener._action],
  ]));
}

function attributes(property: string, typed: Texts, others: { [key: string]: string } = {}): string | undefined {
  const twice = Object.keys(defined(typed)).filter((key) => key in others);
  if (twice.length > 0) {
    fail('LoadBalancerAttributes', `${property} must not have what has a property of its own, got ${twice.join(', ')} twice: remove one of them`);
  }
  return keyValuePairs(property, { ...typed, ...others });
}

function list(property: string, entries: string[] | undefined): string | undefined {
  return entries && commaSeparated(property, entries);
}

function text(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function prefixed(prefix: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [prefix + key, value]));
}

function defined(texts: Texts): { [key: string]: string } {
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
