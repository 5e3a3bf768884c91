import { AnnotationTexts } from './annotation-text';
import { checkLoadBalancerName } from './ingress-texts';
import { listenerAttributes } from './listener-attributes';
import { applicationLoadBalancerAttributes } from './load-balancer-attributes';
import { fail } from '../../../../private/errors';
import { isToken } from '../../../../private/tokens';
import { LoadBalancerScheme } from '../../load-balancer-scheme';
import { SslPolicy } from '../../ssl-policy';
import type { AlbIngressClassOptions } from '../alb-ingress-class-options';
import type { IngressListener } from '../ingress-listener';

const GROUP = /^([a-z0-9][-a-z0-9.]{0,61})?[a-z0-9]$/;

interface KeyAndValue {
  readonly key: string;
  readonly value: string;
}

/** The spec of IngressClassParams; the scheme is always written. */
export function renderIngressClassParams(options: AlbIngressClassOptions): object {
  const { group, certificateArns, sslPolicy, loadBalancerName, loadBalancerAttributes, tags } = options;
  return {
    scheme: options.scheme ?? LoadBalancerScheme.INTERNAL,
    ipAddressType: options.ipAddressType,
    group: group === undefined ? undefined : { name: checkGroup(group) },
    namespaceSelector: options.namespaces?._selector,
    certificateARNs: filled('certificateArns', certificateArns),
    sslPolicy: (sslPolicy ?? (certificateArns && SslPolicy.TLS13_1_2))?.policyName,
    subnets: options.subnets?._spec,
    inboundCIDRs: filled('inboundCidrs', options.inboundCidrs),
    prefixListsIDs: filled('prefixLists', options.prefixLists),
    listeners: options.listeners?.map(renderListener),
    loadBalancerAttributes: loadBalancerAttributes && keysAndValues(applicationLoadBalancerAttributes(loadBalancerAttributes)),
    loadBalancerName: loadBalancerName === undefined ? undefined : checkLoadBalancerName(loadBalancerName),
    targetType: options.targetType,
    tags: tags && keysAndValues(tags),
  };
}

function checkGroup(group: string): string {
  if (!isToken(group) && !GROUP.test(group)) {
    fail('IngressGroup', `group must be 1 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends, got "${group}": write for example shop.web`);
  }
  return group;
}

function filled(property: string, values: string[] | undefined): string[] | undefined {
  if (values?.length === 0) { fail('IngressClassList', `${property} must have at least one entry, got none: leave it out`); }
  return values;
}

function renderListener(listener: IngressListener): object {
  const { protocol, port, attributes, mutualAuthentication } = listener._settings;
  if (mutualAuthentication) {
    fail('IngressClassListener', `listeners of a class must be without mutualAuthentication, got one on port ${port}: write it on the Ingress`);
  }
  return { protocol, port, attributes: attributes && keysAndValues(listenerAttributes(attributes)) };
}

function keysAndValues(texts: AnnotationTexts): KeyAndValue[] | undefined {
  const entries = Object.entries(texts).flatMap(([key, value]) => value === undefined ? [] : [{ key, value }]);
  return entries.length === 0 ? undefined : entries;
}
