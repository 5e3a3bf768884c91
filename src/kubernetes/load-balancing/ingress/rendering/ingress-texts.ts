import { AnnotationTexts, textOfList, textOfNumber, textOfSwitch } from './annotation-text';
import { frontendTexts } from './frontend-network-load-balancer';
import { healthCheckTexts } from './health-check';
import { listenerAttributes } from './listener-attributes';
import { applicationLoadBalancerAttributes } from './load-balancer-attributes';
import { targetGroupAttributes } from './target-group-attributes';
import { fail } from '../../../../private/errors';
import { isToken } from '../../../../private/tokens';
import { wholeNumberInText } from '../../../whole-number';
import { jsonText, keyValuePairs } from '../../annotation-value';
import { SslPolicy } from '../../ssl-policy';
import type { AlbIngressOptions } from '../alb-ingress-options';
import type { AlbServiceOptions } from '../alb-service-options';
import { IngressListener } from '../ingress-listener';
import type { IngressTargetGroupOptions } from '../ingress-target-group-options';
import type { JwtValidation } from '../jwt-validation';
import type { TargetControlPort } from '../target-control-port';

export const PREFIX = 'alb.ingress.kubernetes.io/';
const LOAD_BALANCER_NAME = /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/;
const MAXIMUM_CLAIMS = 10;

/** Annotations with their full names; what is not set is left out. */
export function annotationsOf(texts: AnnotationTexts): { [name: string]: string } {
  return Object.fromEntries(Object.entries(texts).flatMap(([suffix, text]) => text === undefined ? [] : [[`${PREFIX}${suffix}`, text]]));
}

/** What an Ingress says of its load balancer. */
export function ingressTexts(options: AlbIngressOptions): AnnotationTexts {
  const { loadBalancerAttributes, webAclArn, minimumCapacityUnits: units, tags, jwtValidation } = options;
  return {
    'load-balancer-name': options.loadBalancerName === undefined ? undefined : checkLoadBalancerName(options.loadBalancerName),
    'group.order': textOfNumber('groupOrder', options.groupOrder, { least: -1000, most: 1000 }),
    'scheme': options.scheme,
    'ip-address-type': options.ipAddressType,
    'subnets': textOfList('subnets', options.subnets),
    'security-groups': textOfList('securityGroups', options.securityGroups),
    'manage-backend-security-group-rules': textOfSwitch(options.manageBackendSecurityGroupRules ?? (options.securityGroups && true)),
    'load-balancer-attributes': loadBalancerAttributes && keyValuePairs('loadBalancerAttributes', applicationLoadBalancerAttributes(loadBalancerAttributes)),
    ...listenerTexts(options),
    'inbound-cidrs': textOfList('inboundCidrs', options.inboundCidrs),
    'security-group-prefix-lists': textOfList('prefixLists', options.prefixLists),
    'wafv2-acl-arn': webAclArn === undefined ? undefined : checkWebAcl(webAclArn),
    'shield-advanced-protection': textOfSwitch(options.shieldAdvancedProtection),
    'minimum-load-balancer-capacity': units === undefined ? undefined : `CapacityUnits=${wholeNumberInText('minimumCapacityUnits', units, { least: 0 })}`,
    'ipam-ipv4-pool-id': options.ipv4IpamPoolId,
    'tags': tags && keyValuePairs('tags', tags),
    ...options.targetGroups && targetGroupTexts(options.targetGroups),
    ...options.authentication?._texts,
    'jwt-validation': jwtValidation && renderJwtValidation(jwtValidation),
    ...Object.fromEntries((options.targetControlPorts ?? []).map(renderTargetControlPort)),
    ...options.frontend && frontendTexts(options.frontend),
  };
}

/** What a Service says of its targets. */
export function serviceTexts(options: AlbServiceOptions): AnnotationTexts {
  return { ...targetGroupTexts(options), ...options.authentication?._texts, tags: options.tags && keyValuePairs('tags', options.tags) };
}

/** What an Ingress or a Service says of its targets. */
function targetGroupTexts(options: IngressTargetGroupOptions): AnnotationTexts {
  const { attributes, nodeLabels, healthCheck } = options;
  return {
    'target-type': options.targetType,
    'backend-protocol': options.protocol,
    'backend-protocol-version': options.protocolVersion,
    ...healthCheck && healthCheckTexts(healthCheck, ''),
    'target-group-attributes': attributes && keyValuePairs('attributes of target groups', targetGroupAttributes(attributes)),
    'target-node-labels': nodeLabels && keyValuePairs('nodeLabels', nodeLabels),
    'multi-cluster-target-group': textOfSwitch(options.multiCluster),
  };
}

function listenerTexts({ listeners, redirectHttp, redirectPort, certificateArns, sslPolicy }: AlbIngressOptions): AnnotationTexts {
  const all = listeners ?? (redirectHttp ? [IngressListener.http(), IngressListener.https()] : []);
  const ports = all.map(({ port }) => port);
  const repeated = ports.find((port, index) => ports.indexOf(port) !== index);
  if (repeated !== undefined) { fail('IngressListeners', `listeners must have each port once, got ${repeated} twice: change one of them`); }
  if (listeners?.length === 0) { fail('IngressListeners', 'listeners must have at least one entry, got none: leave it out'); }
  if (redirectPort !== undefined && !redirectHttp) {
    fail('IngressRedirectPort', `redirectPort must be given with redirectHttp, got ${redirectPort} alone: write redirectHttp: true`);
  }
  const target = redirectPort ?? all.find(({ isHttps }) => isHttps)?.port;
  if (redirectHttp && target === undefined) {
    fail('IngressRedirectPort', 'redirectHttp must have an HTTPS listener to redirect to, got none: add IngressListener.https(), or write redirectPort for one of another Ingress of the group');
  }
  const policy = sslPolicy ?? (certificateArns && SslPolicy.TLS13_1_2);
  const settings = all.map(({ _settings }) => _settings);
  const mutual = settings.flatMap(({ port, mutualAuthentication }) => mutualAuthentication ? [mutualAuthentication._render(port)] : []);
  return {
    'listen-ports': all.length === 0 ? undefined : jsonText('listeners', settings.map(({ protocol, port }) => ({ [protocol]: port }))),
    'ssl-redirect': redirectHttp ? textOfNumber('redirectPort', target, { least: 1, most: 65535 }) : undefined,
    'certificate-arn': textOfList('certificateArns', certificateArns),
    'ssl-policy': policy?.policyName,
    'mutual-authentication': mutual.length === 0 ? undefined : jsonText('mutualAuthentication of listeners', mutual),
    ...Object.fromEntries(settings.map(({ protocol, port, attributes }) => [
      `listener-attributes.${protocol}-${port}`, attributes && keyValuePairs(`attributes of listener ${port}`, listenerAttributes(attributes)),
    ])),
  };
}

export function checkLoadBalancerName(name: string): string {
  if (!isToken(name) && !LOAD_BALANCER_NAME.test(name)) {
    fail('LoadBalancerName', `loadBalancerName must be 1 to 32 letters, digits and hyphens between them, not beginning with internal-, got "${name}": write for example shop-web`);
  }
  return name;
}

function checkWebAcl(arn: string): string {
  if (!isToken(arn) && arn !== 'none' && !/^arn:[^:]+:wafv2:[^:]*:[^:]*:regional\//.test(arn)) {
    fail('WebAcl', `webAclArn must be the ARN of a regional web ACL of AWS WAF v2, or none, got "${arn}": write for example arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/1`);
  }
  return arn;
}

function renderJwtValidation({ jwksEndpoint, issuer, claims = [] }: JwtValidation): string {
  if (claims.length > MAXIMUM_CLAIMS) { fail('JwtClaims', `claims must be at most ${MAXIMUM_CLAIMS}, got ${claims.length}: leave some out`); }
  return jsonText('jwtValidation', {
    jwksEndpoint, issuer, additionalClaims: claims.length === 0 ? undefined : claims.map((claim) => claim._render()),
  });
}

function renderTargetControlPort({ backend, port }: TargetControlPort): [string, string | undefined] {
  const service = backend._service;
  if (!service || isToken(service.name)) {
    fail('TargetControlPort', `backend of a target control port must be a Service whose name is known, got ${service ? 'a token' : 'a target group'}: write IngressBackend.service`);
  }
  return [
    `target-control-port.${service.name}.${service.portName ?? service.port}`,
    textOfNumber('port of a target control port', port, { least: 1, most: 65535 }),
  ];
}
