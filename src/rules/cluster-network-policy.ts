import { problemOfDomainName } from './domain-names';
import { checkWholeNumber, checkWord, entriesOf, hasKnownSpec, isKnown, ListEntry, listOf, mapOf, Problem, written } from './field-checks';
import { CLUSTER_POLICY } from './network-policy-objects';
import { fieldOf, Manifest, ruleForKind } from './rule';

const ACTIONS = ['Accept', 'Deny', 'Pass'];
const PEERS = { ingress: ['namespaces', 'pods'], egress: ['namespaces', 'pods', 'networks', 'domainNames'] };
const PORTS = ['portNumber', 'portRange', 'namedPort'];
const MAXIMUM_RULES = 100;
const MAXIMUM_ENTRIES = 25;
const MAXIMUM_NAME = 100;

export const clusterNetworkPolicy = ruleForKind('networking.k8s.aws', 'ClusterNetworkPolicy', {
  id: 'cluster-network-policy',
  reason: 'actions are Accept, Deny and Pass, whatever the user guide says, every peer is one thing, and domain names can only be accepted',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html',
  check: (manifest) => [
    ...checkWord('spec.tier', fieldOf(manifest, 'spec.tier'), ['Admin', 'Baseline']),
    ...checkWholeNumber('spec.priority', fieldOf(manifest, 'spec.priority'), CLUSTER_POLICY.priority),
    ...hasKnownSpec(manifest) && !isUnknown(manifest, 'spec.subject') ? checkOneOf('spec.subject', mapOf(fieldOf(manifest, 'spec.subject')), ['namespaces', 'pods']) : [],
    ...(['ingress', 'egress'] as const).flatMap((direction) => [
      ...checkCount(`spec.${direction}`, listOf(manifest, `spec.${direction}`), 0, MAXIMUM_RULES),
      ...entriesOf(manifest, `spec.${direction}`).flatMap((rule) => checkRule(rule, direction)),
    ]),
  ],
});

function isUnknown(manifest: Manifest, field: string): boolean {
  const value = fieldOf(manifest, field);
  return value !== undefined && !isKnown(value);
}

function checkOneOf(field: string, entry: ListEntry['entry'], keys: readonly string[]): Problem[] {
  const given = Object.keys(entry).filter((key) => entry[key] !== undefined && entry[key] !== null);
  return given.length === 1 && keys.includes(given[0]) ? [] : [{
    field, value: entry, problem: `must have exactly one of ${keys.join(', ')}, got ${given.join(' and ') || 'none'}`, fix: given.length > 1 ? 'write an entry for each' : `write ${keys[0]}`,
  }];
}

function checkCount(field: string, list: unknown, least: number, most: number): Problem[] {
  return !Array.isArray(list) || (list.length >= least && list.length <= most) ? [] : [{
    field, value: list.length, problem: `must have ${least} to ${most} entries, got ${list.length}`, fix: list.length > most ? 'make several policies' : 'write one',
  }];
}

function checkRule({ field, entry }: ListEntry, direction: 'ingress' | 'egress'): Problem[] {
  const key = direction === 'ingress' ? 'from' : 'to';
  const { action, name, ports } = entry;
  return [
    ...action === 'Allow'
      ? [{ field: `${field}.action`, value: action, problem: 'must be "Accept", "Deny" or "Pass", got "Allow", as the user guide calls it', fix: 'write "Accept"' }]
      : checkWord(`${field}.action`, action, ACTIONS),
    ...action === undefined ? [{ field: `${field}.action`, value: null, problem: 'must be given, got none', fix: 'write "Accept", "Deny" or "Pass"' }] : [],
    ...isKnown(name) && String(name).length > MAXIMUM_NAME
      ? [{ field: `${field}.name`, value: name, problem: `must have at most ${MAXIMUM_NAME} characters, got ${String(name).length}`, fix: 'shorten it' }] : [],
    ...checkCount(`${field}.${key}`, entry[key] ?? [], 1, MAXIMUM_RULES),
    ...checkCount(`${field}.ports`, ports, 1, MAXIMUM_RULES),
    ...itemsOf(field, key, entry[key]).flatMap((peer) => checkPeer(peer, direction, action)),
    ...itemsOf(field, 'ports', ports).flatMap(checkPort),
  ];
}

function itemsOf(field: string, key: string, list: unknown): ListEntry[] {
  return Array.isArray(list) ? list.flatMap((item, index) => isKnown(item) ? [{ field: `${field}.${key}[${index}]`, entry: mapOf(item) }] : []) : [];
}

function checkPeer({ field, entry }: ListEntry, direction: 'ingress' | 'egress', action: unknown): Problem[] {
  const { domainNames, networks } = entry;
  return [
    ...checkOneOf(field, entry, PEERS[direction]),
    ...isKnown(domainNames) && ['Deny', 'Pass'].includes(action as string) ? [{
      field: `${field}.domainNames`, value: domainNames, problem: `must be given with the action Accept only, got one with ${written(action)}`, fix: 'write networks',
    }] : [],
    ...checkCount(`${field}.domainNames`, domainNames, 1, MAXIMUM_ENTRIES),
    ...checkCount(`${field}.networks`, networks, 1, MAXIMUM_ENTRIES),
    ...Array.isArray(domainNames) ? domainNames.flatMap((value, index) => {
      const wrong = problemOfDomainName(value);
      return wrong ? [{ field: `${field}.domainNames[${index}]`, value, ...wrong }] : [];
    }) : [],
  ];
}

function checkPort({ field, entry }: ListEntry): Problem[] {
  const { port } = mapOf(entry.portNumber);
  const { start, end } = mapOf(entry.portRange);
  return [
    ...checkOneOf(field, entry, PORTS),
    ...checkWholeNumber(`${field}.portNumber.port`, port, CLUSTER_POLICY.port),
    ...checkWholeNumber(`${field}.portRange.start`, start, CLUSTER_POLICY.port),
    ...checkWholeNumber(`${field}.portRange.end`, end, CLUSTER_POLICY.port),
    ...typeof start === 'number' && typeof end === 'number' && isKnown(start) && isKnown(end) && start >= end
      ? [{ field: `${field}.portRange`, value: entry.portRange, problem: `must begin below its end, got ${start} to ${end}`, fix: 'write portNumber for a single port' }] : [],
  ];
}
