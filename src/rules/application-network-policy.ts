import { problemOfDomainName } from './domain-names';
import { checkWord, entriesOf, isKnown, ListEntry, listOf, mapOf, Problem, written } from './field-checks';
import { Manifest, ruleForKind } from './rule';

const DIRECTIONS = ['Ingress', 'Egress'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const OTHERS = ['ipBlock', 'namespaceSelector', 'podSelector'];

export const applicationNetworkPolicy = ruleForKind('networking.k8s.aws', 'ApplicationNetworkPolicy', {
  id: 'application-network-policy',
  reason: 'directions and protocols are texts that nobody checks, and domain names stand alone and have a form of their own',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html',
  check: (manifest) => [
    ...(listOf(manifest, 'spec.policyTypes') ?? []).flatMap((value, index) => checkWord(`spec.policyTypes[${index}]`, value, DIRECTIONS)),
    ...['ingress', 'egress'].flatMap((direction) => entriesOf(manifest, `spec.${direction}`).flatMap((rule) => checkRule(rule, direction))),
    ...checkDirections(manifest),
  ],
});

function itemsOf({ field, entry }: ListEntry, key: string): ListEntry[] {
  const list = entry[key];
  return Array.isArray(list) ? list.map((item, index) => ({ field: `${field}.${key}[${index}]`, entry: mapOf(item) })) : [];
}

function checkRule(rule: ListEntry, direction: string): Problem[] {
  return [
    ...itemsOf(rule, 'ports').flatMap(({ field, entry }) => checkWord(`${field}.protocol`, entry.protocol, PROTOCOLS)),
    ...itemsOf(rule, direction === 'ingress' ? 'from' : 'to').flatMap((peer) => checkDomainNames(peer, direction)),
  ];
}

function checkDomainNames({ field, entry }: ListEntry, direction: string): Problem[] {
  const { domainNames } = entry;
  if (!isKnown(domainNames)) { return []; }
  const at = `${field}.domainNames`;
  if (direction === 'ingress') { return [{ field: at, value: domainNames, problem: `must be given for egress only, got ${written(domainNames)}`, fix: 'write blocks of addresses' }]; }
  const others = OTHERS.filter((key) => entry[key] !== undefined && entry[key] !== null);
  return [
    ...others.length > 0
      ? [{ field: at, value: domainNames, problem: `must stand alone in its entry, got ${others.join(' and ')} beside`, fix: 'write an entry of its own for each' }] : [],
    ...Array.isArray(domainNames) && domainNames.length === 0 ? [{ field: at, value: domainNames, problem: 'must have at least one entry, got none', fix: 'write one' }] : [],
    ...Array.isArray(domainNames) ? domainNames.flatMap((value, index) => {
      const wrong = problemOfDomainName(value);
      return wrong ? [{ field: `${at}[${index}]`, value, ...wrong }] : [];
    }) : [],
  ];
}

/** Rules of a direction that is not named are not looked at. */
function checkDirections(manifest: Manifest): Problem[] {
  const types = listOf(manifest, 'spec.policyTypes');
  if (!types) { return []; }
  return DIRECTIONS.filter((direction) => !types.includes(direction) && types.every((type) => DIRECTIONS.includes(type as string))
    && (listOf(manifest, `spec.${direction.toLowerCase()}`) ?? []).length > 0)
    .map((direction) => ({
      field: 'spec.policyTypes', value: types, problem: `must name ${direction} when there are rules of it, got ${written(types)}`, fix: `add "${direction}", or remove its rules`,
    }));
}
