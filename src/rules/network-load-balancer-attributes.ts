import { isKnownText, pairsOfText } from './annotation-text';
import { Problem, written } from './field-checks';
import { annotationField } from './network-load-balancer-rule';
import { DEREGISTRATION_DELAY, TCP_IDLE_TIMEOUT } from './service-annotations';
import { isWithin, nearestWithin, rangeInWords, WholeNumbers } from '../private/whole-numbers';

interface Attribute {
  readonly words?: readonly string[];
  readonly range?: WholeNumbers;
}

const SWITCH: Attribute = { words: ['true', 'false'] };

/** Attributes whose values are known, by their annotation; others are up to Elastic Load Balancing. */
const ATTRIBUTES: { readonly [annotation: string]: { readonly [key: string]: Attribute } } = {
  'aws-load-balancer-attributes': {
    'access_logs.s3.enabled': SWITCH,
    'deletion_protection.enabled': SWITCH,
    'load_balancing.cross_zone.enabled': SWITCH,
    'zonal_shift.config.enabled': SWITCH,
    'dns_record.client_routing_policy': { words: ['any_availability_zone', 'availability_zone_affinity', 'partial_availability_zone_affinity'] },
  },
  'aws-load-balancer-target-group-attributes': {
    'deregistration_delay.timeout_seconds': { range: DEREGISTRATION_DELAY },
    'deregistration_delay.connection_termination.enabled': SWITCH,
    'preserve_client_ip.enabled': SWITCH,
    'proxy_protocol_v2.enabled': SWITCH,
    'stickiness.enabled': SWITCH,
    'stickiness.type': { words: ['source_ip'] },
  },
  'aws-load-balancer-minimum-load-balancer-capacity': { CapacityUnits: { range: { least: 1 } } },
};

const LISTENER_ATTRIBUTE: { readonly [key: string]: Attribute } = { 'tcp.idle_timeout.seconds': { range: TCP_IDLE_TIMEOUT } };

/** Where the attributes of an annotation have values that they cannot have. */
export function attributeProblems(annotation: string, text: string, known = ATTRIBUTES[annotation] ?? {}): Problem[] {
  const pairs = [...pairsOfText(text) ?? []];
  const field = annotationField(annotation);
  const unknown = annotation in ATTRIBUTES && 'CapacityUnits' in known ? pairs.filter(([key]) => !Object.hasOwn(known, key)) : [];
  return [
    ...unknown.map(([key]) => ({ field, value: text, problem: `must be CapacityUnits and a number, got ${key}`, fix: 'write for example "CapacityUnits=3000"' })),
    ...pairs.flatMap(([key, value]) => Object.hasOwn(known, key) && isKnownText(value) ? valueProblems(`${field}: ${key}`, value, known[key]) : []),
    ...pairs.some(([key, value]) => key === 'access_logs.s3.enabled' && value === 'true') && !pairs.some(([key]) => key === 'access_logs.s3.bucket')
      ? [{ field, value: text, problem: 'must have access_logs.s3.bucket together with access_logs.s3.enabled=true, got none', fix: 'add access_logs.s3.bucket=<name>' }] : [],
  ];
}

/** The same for attributes of a listener. */
export function listenerAttributeProblems(annotation: string, text: string): Problem[] {
  return attributeProblems(annotation, text, LISTENER_ATTRIBUTE);
}

function valueProblems(field: string, value: string, { words, range }: Attribute): Problem[] {
  if (words) {
    return words.includes(value) ? [] : [{
      field, value, problem: `must be ${words.map((word) => `"${word}"`).join(' or ')}, got ${written(value)}`, fix: `write for example "${words[0]}"`,
    }];
  }
  return range && !(/^\d+$/.test(value) && isWithin(Number(value), range))
    ? [{ field, value, problem: `must be ${rangeInWords(range)}, got ${written(value)}`, fix: `write for example ${nearestWithin(value, range)}` }] : [];
}
