import { entriesOfText } from './annotation-text';
import { Problem, written } from './field-checks';
import { listenerAttributeProblems } from './network-load-balancer-attributes';
import { annotationField, ruleForNetworkLoadBalancer, ServiceView } from './network-load-balancer-rule';
import { LISTENER, LISTENER_ACTIONS, LISTENER_ATTRIBUTES } from './service-annotations';
import { isToken } from '../private/tokens';

const BOTH = 'aws-load-balancer-enable-tcp-udp-listener';
const PROXY_PORTS = 'aws-load-balancer-proxy-protocol-per-target-group';
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];

export const networkLoadBalancerListeners = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-listeners',
  reason: 'a port of a load balancer has one listener, and settings of listeners that are not there have no effect',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html',
  check: (service) => [...portProblems(service), ...settingProblems(service), ...proxyProblems(service)],
});

/** Whether a number or name is that of a port; also when that cannot be said. */
export function isPortOfService({ manifest, ports }: ServiceView, port: string): boolean {
  return isToken(port) || isToken(manifest.spec)
    || ports.some(({ entry }) => [entry.port, entry.name].some((value) => isToken(value) || (value !== undefined && String(value) === port)));
}

/** Listeners by protocol and port; nothing, if they cannot be told. */
export function listenersOf({ annotations, ports }: ServiceView): string[] | undefined {
  const certificates = annotations.has('aws-load-balancer-ssl-cert');
  const tlsPorts = annotations.get('aws-load-balancer-ssl-ports');
  const both = annotations.get(BOTH);
  if ([tlsPorts, both, ...ports.flatMap(({ entry }) => [entry.port, entry.protocol, entry.name])].some(isToken)) { return undefined; }
  const tls = typeof tlsPorts === 'string' ? entriesOfText(tlsPorts) : [];
  const listeners = ports.map(({ entry }) => {
    const protocol = entry.protocol ?? 'TCP';
    const isTls = certificates && protocol === 'TCP'
      && (tls.length === 0 || [entry.port, entry.name].some((value) => tls.includes(String(value))));
    const isBoth = TRUE.includes(String(both)) && ports.some((other) => other.entry.port === entry.port && (other.entry.protocol ?? 'TCP') !== protocol);
    return `${isBoth ? 'TCP_UDP' : isTls ? 'TLS' : String(protocol)}-${String(entry.port)}`;
  });
  return [...new Set(listeners)];
}

function portProblems({ annotations, ports }: ServiceView): Problem[] {
  const both = annotations.get(BOTH);
  const mayShare = isToken(both) || TRUE.includes(String(both));
  return ports.flatMap(({ field, entry: { port, protocol } }, index): Problem[] => {
    const isShared = !isToken(port) && ports.slice(0, index).some((other) => other.entry.port === port);
    return [
      ...protocol === 'SCTP'
        ? [{ field: `${field}.protocol`, value: protocol, problem: 'must be TCP or UDP, got "SCTP", which a Network Load Balancer does not know', fix: 'remove the port' }] : [],
      ...isShared && !mayShare ? [{
        field: `${field}.port`,
        value: port,
        problem: `must not be that of another port without ${BOTH}, got ${written(port)} for TCP and UDP`,
        fix: `write ${BOTH}: "true"`,
      }] : [],
    ];
  });
}

function settingProblems(service: ServiceView): Problem[] {
  const listeners = listenersOf(service);
  return [...service.annotations].flatMap(([name, value]): Problem[] => {
    const prefix = [LISTENER_ATTRIBUTES, LISTENER_ACTIONS].find((begin) => name.startsWith(begin));
    if (!prefix) { return []; }
    const listener = name.slice(prefix.length);
    const field = annotationField(name);
    const isThere = LISTENER.test(listener) && (!listeners || listeners.includes(listener));
    return [
      ...isThere ? [] : [{
        field,
        value,
        problem: `must end with protocol and port of a listener, got ${listener}`,
        fix: `write ${listeners && listeners.length > 0 ? listeners.map((known) => prefix + known).join(' or ') : `for example ${prefix}TCP-80`}`,
      }],
      ...prefix === LISTENER_ATTRIBUTES && typeof value === 'string' ? listenerAttributeProblems(name, value) : [],
    ];
  });
}

function proxyProblems(service: ServiceView): Problem[] {
  const value = service.annotations.get(PROXY_PORTS);
  const missing = typeof value !== 'string' ? [] : entriesOfText(value).filter((port) => /^\d+$/.test(port) && !isPortOfService(service, port));
  return missing.length === 0 ? [] : [{ field: annotationField(PROXY_PORTS), value, problem: `must be ports of the Service, got ${missing.join(', ')}`, fix: 'write ports of spec.ports' }];
}
