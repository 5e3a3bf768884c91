import { checkWholeNumber, checkWord, entriesOf, isKnownText, isKnown, listOf, mapOf, Problem, written } from './field-checks';
import { INGRESS_CLASS_PARAMS_HINTS, INGRESS_CLASS_PARAMS_SPEC } from './ingress-class-params-shape';
import { PORTS } from './ports';
import { fieldOf, Manifest, ruleForKind } from './rule';
import { isIdOf } from './selector-terms';
import { hasShape, shapeViolations } from './shape';

const SUBNETS = 'spec.subnets';
const GROUP = /^([a-z0-9][-a-z0-9.]{0,61})?[a-z0-9]$/;
const NAME = /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/;

export const ingressClassParams = ruleForKind('eks.amazonaws.com', 'IngressClassParams', {
  id: 'ingress-class-params',
  reason: 'the API server refuses IngressClassParams with fields or values that Auto Mode does not know, and load balancers are not made for those that contradict themselves',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (manifest) => {
    const { spec } = manifest;
    const shape = !isKnown(spec) || hasShape(spec, INGRESS_CLASS_PARAMS_SPEC) ? [] : shapeViolations(spec, INGRESS_CLASS_PARAMS_SPEC, 'spec', INGRESS_CLASS_PARAMS_HINTS);
    return [...shape, ...checkValues(manifest), ...checkSubnets(manifest), ...checkListeners(manifest), ...checkPairs(manifest)];
  },
});

function checkValues(manifest: Manifest): Problem[] {
  const [group, name] = ['spec.group.name', 'spec.loadBalancerName'].map((field) => fieldOf(manifest, field));
  return [
    ...checkWord('spec.scheme', fieldOf(manifest, 'spec.scheme'), ['internal', 'internet-facing']),
    ...checkWord('spec.ipAddressType', fieldOf(manifest, 'spec.ipAddressType'), ['ipv4', 'dualstack', 'dualstack-without-public-ipv4']),
    ...checkWord('spec.targetType', fieldOf(manifest, 'spec.targetType'), ['ip', 'instance']),
    ...isKnownText(group) && !GROUP.test(group) ? [{
      field: 'spec.group.name', value: group, problem: `must be 1 to 63 lower-case letters, digits, hyphens and dots, got ${written(group)}`, fix: 'write for example "shop.web"',
    }] : [],
    ...isKnownText(name) && !NAME.test(name) ? [{
      field: 'spec.loadBalancerName',
      value: name,
      problem: `must be 1 to 32 letters, digits and hyphens, not beginning with internal-, got ${written(name)}`,
      fix: 'write for example "shop-web"',
    }] : [],
  ];
}

function checkSubnets(manifest: Manifest): Problem[] {
  const subnets = fieldOf(manifest, SUBNETS);
  if (!isKnown(subnets)) { return []; }
  const given = ['ids', 'matchTags'].filter((key) => (mapOf(subnets)[key] ?? undefined) !== undefined);
  const ids = listOf(manifest, `${SUBNETS}.ids`) ?? [];
  return [
    ...given.length === 1 ? [] : [{
      field: SUBNETS,
      value: subnets,
      problem: `must have exactly one of ids and matchTags, got ${given.join(' and ') || 'none'}`,
      fix: given.length === 0 ? 'write ids' : 'keep one of them',
    }],
    ...ids.flatMap((id, index) => !isKnownText(id) || isIdOf('subnet', id) ? [] : [{
      field: `${SUBNETS}.ids[${index}]`, value: id, problem: `must be the id of a subnet, got ${written(id)}`, fix: 'write for example "subnet-0123456789abcdef0"; names go on the Ingress',
    }]),
  ];
}

function checkListeners(manifest: Manifest): Problem[] {
  return entriesOf(manifest, 'spec.listeners').flatMap(({ field, entry: { port, protocol } }) => [
    ...typeof port === 'number' ? checkWholeNumber(`${field}.port`, port, PORTS) : [],
    ...checkWord(`${field}.protocol`, protocol, ['HTTP', 'HTTPS']),
  ]);
}

/** Lengths that Elastic Load Balancing and its tags have. */
function checkPairs(manifest: Manifest): Problem[] {
  const lists = [['spec.tags', 128, 256], ['spec.loadBalancerAttributes', 256, 1024]] as const;
  return [
    ...lists.flatMap(([list, keyLength, valueLength]) => entriesOf(manifest, list).flatMap(({ field, entry: { key, value } }) => [
      ...isKnownText(key) && (key.length < 1 || key.length > keyLength)
        ? [{ field: `${field}.key`, value: key, problem: `must have 1 to ${keyLength} characters, got ${key.length}`, fix: 'choose another key' }] : [],
      ...isKnownText(value) && value.length > valueLength
        ? [{ field: `${field}.value`, value, problem: `must have at most ${valueLength} characters, got ${value.length}`, fix: 'shorten it' }] : [],
    ])),
    ...entriesOf(manifest, 'spec.tags').flatMap(({ field, entry: { key } }) => isKnownText(key) && /^(aws|eks):/i.test(key)
      ? [{ field: `${field}.key`, value: key, problem: `must not begin with aws: or eks:, which are reserved, got ${written(key)}`, fix: 'choose another key' }] : []),
  ];
}
