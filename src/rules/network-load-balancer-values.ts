import { isIPv4, isIPv6 } from 'net';
import { entriesOfText, pairsOfText } from './annotation-text';
import { isKnown, Problem, written } from './field-checks';
import { attributeProblems } from './network-load-balancer-attributes';
import { annotationField, ruleForNetworkLoadBalancer, ServiceView } from './network-load-balancer-rule';
import { PORTS } from './ports';
import { AnnotationFormat, SERVICE_ANNOTATIONS, TRAFFIC_PORT } from './service-annotations';
import { isToken } from '../private/tokens';
import { isWithin, nearestWithin, rangeInWords, WholeNumbers } from '../private/whole-numbers';

const BOOLEANS = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];
const NAME = /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/;

/** Entries of lists: what they are, and an example. */
const ENTRIES: { readonly [list: string]: { readonly rule: string; readonly example: string; readonly accepts: (entry: string) => boolean } } = {
  ports: { rule: 'ports', example: '80,443', accepts: (entry) => isNumber(entry, PORTS) },
  arns: { rule: 'ARNs of certificates', example: 'arn:aws:acm:eu-central-1:111122223333:certificate/…', accepts: (entry) => entry.startsWith('arn:') },
  texts: { rule: 'entries', example: 'a,b', accepts: () => true },
  ipv4: { rule: 'IPv4 addresses', example: '10.0.0.10,10.0.1.10', accepts: isIPv4 },
  ipv6: { rule: 'IPv6 addresses', example: '2001:db8::10,2001:db8:1::10', accepts: isIPv6 },
  allocations: { rule: 'allocation ids of Elastic IP addresses', example: 'eipalloc-0123456789abcdef0', accepts: (entry) => /^eipalloc-[0-9a-z]+$/.test(entry) },
  prefixLists: { rule: 'ids of managed prefix lists', example: 'pl-0123456789abcdef0', accepts: (entry) => /^pl-[0-9a-z]+$/.test(entry) },
};

/** What is wrong with the text of an annotation. */
type Fault = Pick<Problem, 'problem' | 'fix'>;

export const networkLoadBalancerValues = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-values',
  reason: 'a Service whose annotations cannot be read gets no load balancer, or keeps the one that it had',
  check: (service) => [...service.annotations].flatMap(([name, value]) => {
    const format = Object.hasOwn(SERVICE_ANNOTATIONS, name) ? SERVICE_ANNOTATIONS[name] : undefined;
    if (!format || isToken(value) && format !== 'map' && !(typeof format === 'object' && 'list' in format)) { return []; }
    if (typeof value !== 'string') {
      return isKnown(value) ? [{ field: annotationField(name), value, problem: `must be text, got ${written(value)}`, fix: 'put it in quotes' }] : [];
    }
    return [
      ...faultsOf(format, value, service).map((fault) => ({ field: annotationField(name), value, ...fault })),
      ...format === 'map' ? attributeProblems(name, value) : [],
    ];
  }),
});

function faultsOf(format: AnnotationFormat, text: string, { ports }: ServiceView): Fault[] {
  if (typeof format === 'object') {
    if ('words' in format) { return wordFaults(text, format.words, format.anyCase); }
    if ('number' in format) { return numberFaults(text, format.number); }
    return listFaults(text, format.list);
  }
  switch (format) {
    case 'map': return pairsOfText(text) ? [] : [{ problem: `must be pairs such as a=1,b=2, got ${written(text)}`, fix: 'write a key and a value with = between them, and \\, for a comma' }];
    case 'boolean': return BOOLEANS.includes(text) ? [] : [{ problem: `must be "true" or "false", got ${written(text)}`, fix: 'write "true" or leave it out' }];
    case 'name': return NAME.test(text) ? [] : [{
      problem: `must be 1 to 32 letters, digits and hyphens, not begin or end with a hyphen, and not begin with internal-, got ${written(text)}`, fix: 'choose another name',
    }];
    case 'health check port': {
      const names = ports.map(({ entry }) => entry.name);
      return text === TRAFFIC_PORT || isNumber(text, PORTS) || names.some((name) => name === text || isToken(name)) ? [] : [{
        problem: `must be ${TRAFFIC_PORT}, a port or the name of a port of the Service, got ${written(text)}`, fix: `write for example "${TRAFFIC_PORT}"`,
      }];
    }
    default: return text === '' ? [{ problem: 'must not be empty, got ""', fix: 'leave it out' }] : [];
  }
}

function wordFaults(text: string, words: readonly string[], anyCase = false): Fault[] {
  if (words.includes(anyCase ? text.toLowerCase() : text)) { return []; }
  const meant = words.find((word) => word.toLowerCase() === text.toLowerCase().trim());
  return [{ problem: `must be one of ${words.map((word) => `"${word}"`).join(', ')}, got ${written(text)}`, fix: `write ${meant ? '' : 'for example '}"${meant ?? words[0]}"` }];
}

function numberFaults(text: string, range: WholeNumbers): Fault[] {
  return isNumber(text, range) ? [] : [{ problem: `must be ${rangeInWords(range)}, got ${written(text)}`, fix: `write for example "${nearestWithin(text, range)}"` }];
}

function listFaults(text: string, list: string): Fault[] {
  const { rule, example, accepts } = ENTRIES[list];
  const entries = entriesOfText(text);
  if (entries.length === 0) { return [{ problem: `must be ${rule} with commas between them, got ${written(text)}`, fix: 'leave it out' }]; }
  const wrong = entries.filter((entry) => !isToken(entry) && !accepts(entry));
  return wrong.length === 0 ? [] : [{ problem: `must be ${rule} with commas between them, got ${wrong.join(', ')}`, fix: `write for example "${example}"` }];
}

function isNumber(text: string, range: WholeNumbers): boolean {
  return /^\d+$/.test(text) && isWithin(Number(text), range);
}
