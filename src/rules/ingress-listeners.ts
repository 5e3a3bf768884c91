import { isKnown, mapOf, Problem, written } from './field-checks';
import { listenerPortsOf, mayShare } from './ingress-listener-ports';
import { annotationField, itemsOf, JudgedIngress, jsonField, jsonOf, ruleForIngress, textOf } from './ingress-objects';
import { PORTS } from './ports';
import { isWithin } from '../private/whole-numbers';

const LISTEN_PORTS = 'listen-ports';
const REDIRECT = 'ssl-redirect';
const MUTUAL = 'mutual-authentication';
const ATTRIBUTES = 'listener-attributes.';

export const ingressListeners = ruleForIngress({
  id: 'ingress-listeners',
  reason: 'redirects, certificates of clients and attributes are for listeners that exist, each on a port of its own; otherwise nothing is made or changed',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
  check: (ingress) => [
    ...checkPorts(ingress), ...mayShare(ingress) ? [] : checkRedirect(ingress), ...checkMutualAuthentication(ingress), ...checkAttributes(ingress),
  ],
});

function checkPorts({ annotations }: JudgedIngress): Problem[] {
  const value = annotations[LISTEN_PORTS];
  const entries = itemsOf(jsonOf(value)).flatMap((entry) => Object.entries(mapOf(entry)));
  const field = annotationField(LISTEN_PORTS);
  const ports = entries.map(([, port]) => port);
  const repeated = ports.find((port, index) => ports.indexOf(port) !== index);
  return [
    ...entries.filter(([protocol]) => !['HTTP', 'HTTPS'].includes(protocol)).map(([protocol]) => ({
      field, value, problem: `must have the protocols HTTP and HTTPS only, got ${written(protocol)}`, fix: `write "${/s/i.test(protocol) ? 'HTTPS' : 'HTTP'}"`,
    })),
    ...ports.filter((port) => !isWithin(port, PORTS)).map((port) => ({
      field, value, problem: `must have ports of 1 to 65535 as numbers, got ${written(port)}`, fix: typeof port === 'string' ? 'write it without quotes' : 'write for example 443',
    })),
    ...repeated === undefined ? [] : [{ field, value, problem: `must have each port once, got ${written(repeated)} twice`, fix: 'change one of them' }],
  ];
}

function checkRedirect(ingress: JudgedIngress): Problem[] {
  const value = ingress.annotations[REDIRECT];
  const listeners = listenerPortsOf(ingress);
  if (textOf(value) === undefined || !listeners) { return []; }
  const encrypted = listeners.filter(({ protocol }) => protocol === 'HTTPS').map(({ port }) => port);
  return encrypted.some((port) => String(port) === value) ? [] : [{
    field: annotationField(REDIRECT),
    value,
    problem: `must be the port of an HTTPS listener, got ${written(value)}`,
    fix: encrypted.length > 0 ? `write "${String(encrypted[0])}"` : `add {"HTTPS": ${String(value)}} to ${LISTEN_PORTS}`,
  }];
}

function checkMutualAuthentication(ingress: JudgedIngress): Problem[] {
  const value = ingress.annotations[MUTUAL];
  const listeners = listenerPortsOf(ingress);
  return itemsOf(jsonOf(value)).flatMap((entry) => {
    const [port, mode, trustStore] = ['port', 'mode', 'trustStore'].map((key) => jsonField(entry, key));
    const field = annotationField(MUTUAL);
    return [
      ...!listeners || listeners.some((listener) => listener.protocol === 'HTTPS' && listener.port === port) ? [] : [{
        field, value, problem: `must be for ports of HTTPS listeners, got ${written(port)}`, fix: `add {"HTTPS": ${written(port)}} to ${LISTEN_PORTS}, or remove the entry`,
      }],
      ...['off', 'passthrough', 'verify'].includes(mode as string) ? [] : [{
        field, value, problem: `must have a mode of "off", "passthrough", "verify", got ${written(mode)}`, fix: 'write for example "verify" with a trustStore',
      }],
      ...mode === 'verify' && trustStore === undefined ? [{ field, value, problem: 'must have a trustStore for the mode "verify", got none', fix: 'add its ARN or name' }] : [],
      ...mode !== 'verify' && isKnown(trustStore) ? [{ field, value, problem: `must have a trustStore for the mode "verify" only, got one for ${written(mode)}`, fix: 'write "verify", or remove trustStore' }] : [],
    ];
  });
}

function checkAttributes(ingress: JudgedIngress): Problem[] {
  const listeners = listenerPortsOf(ingress);
  if (!listeners || mayShare(ingress)) { return []; }
  const names = listeners.map(({ protocol, port }) => `${protocol}-${String(port)}`);
  const isMissing = (suffix: string) => suffix.startsWith(ATTRIBUTES) && !names.includes(suffix.slice(ATTRIBUTES.length));
  return Object.entries(ingress.annotations).filter(([suffix]) => isMissing(suffix)).map(([suffix, value]) => ({
    field: annotationField(suffix),
    value,
    problem: `must be for a listener that exists, got ${suffix.slice(ATTRIBUTES.length)}`,
    fix: `write one of ${names.map((name) => ATTRIBUTES + name).join(', ')}`,
  }));
}
