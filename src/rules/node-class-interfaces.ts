import { checkWholeNumber, checkWord, entriesOf, isKnown, ListEntry, listOf, Problem, written } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf, Manifest } from './rule';

/** Interfaces that every node of a NodeClass gets. */
export const NETWORK_INTERFACES = 'spec.advancedNetworking.networkInterfaces';
/** Fields with further addresses of an interface. */
export const SECONDARY_ADDRESSES = ['secondaryIPv4Count', 'secondaryIPv4PrefixCount'];
const PUBLIC_ADDRESS = 'spec.advancedNetworking.associatePublicIPAddress';
const NOT_NEGATIVE = { least: 0 };

export const nodeClassInterfaces = ruleForNodeClass({
  id: 'node-class-interfaces',
  reason: 'network interfaces of a NodeClass are fixed at launch, and EKS takes only certain combinations of cards, types and addresses',
  check: (manifest) => [
    ...entriesOf(manifest, NETWORK_INTERFACES).flatMap((entry) => [...checkFields(entry), ...checkPrimary(entry), ...checkAddresses(entry)]),
    ...checkPublicAddress(manifest),
    ...checkPodSubnets(manifest),
  ],
});

/** The interface by which the node itself is in the network. */
export function isPrimary({ networkCardIndex, deviceIndex }: ListEntry['entry']): boolean {
  return networkCardIndex === 0 && deviceIndex === 0;
}

function checkFields({ field, entry }: ListEntry): Problem[] {
  return [
    ...['networkCardIndex', 'deviceIndex', ...SECONDARY_ADDRESSES].flatMap((key) => checkWholeNumber(`${field}.${key}`, entry[key], NOT_NEGATIVE)),
    ...checkWord(`${field}.interfaceType`, entry.interfaceType, ['interface', 'efa-only']),
  ];
}

function checkPrimary({ field, entry }: ListEntry): Problem[] {
  return !isPrimary(entry) || entry.interfaceType !== 'efa-only' ? [] : [{
    field: `${field}.interfaceType`,
    value: entry.interfaceType,
    problem: 'must be "interface" for device 0 of network card 0, got "efa-only"',
    fix: 'write "interface", and EFA as a device of its own',
  }];
}

function checkAddresses({ field, entry }: ListEntry): Problem[] {
  const given = SECONDARY_ADDRESSES.filter((key) => entry[key] !== undefined && entry[key] !== null);
  if (given.length === 0) { return []; }
  const problem = (text: string, fix: string) => ({ field: `${field}.${given[0]}`, value: entry[given[0]], problem: text, fix });
  return [
    ...given.length < 2 ? [] : [problem(`must not be given together with ${given[1]}, got both`, 'keep one of them')],
    ...!isKnown(entry.networkCardIndex) || entry.networkCardIndex === 0 ? []
      : [problem(`must be on network card 0, got card ${written(entry.networkCardIndex)}`, 'remove it, or give the addresses to a device of card 0')],
    ...entry.interfaceType !== 'efa-only' ? [] : [problem('must not be on an interface of type "efa-only", got one', 'remove it: EFA has no addresses')],
  ];
}

function checkPublicAddress(manifest: Manifest): Problem[] {
  const count = listOf(manifest, NETWORK_INTERFACES)?.length ?? 0;
  return count <= 1 || fieldOf(manifest, PUBLIC_ADDRESS) !== true ? [] : [{
    field: PUBLIC_ADDRESS,
    value: true,
    problem: `must not be true with several network interfaces, got ${count}`,
    fix: 'remove it, and let nodes reach the internet through a NAT gateway',
  }];
}

/** With subnets for pods, pods are not on the primary interface. */
function checkPodSubnets(manifest: Manifest): Problem[] {
  if (fieldOf(manifest, 'spec.podSubnetSelectorTerms') === undefined) { return []; }
  return entriesOf(manifest, NETWORK_INTERFACES).filter(({ entry }) => isPrimary(entry)).flatMap(({ field, entry }) =>
    SECONDARY_ADDRESSES.filter((key) => isKnown(entry[key]) && entry[key] !== 0).map((key) => ({
      field: `${field}.${key}`,
      value: entry[key],
      problem: `must be 0 on the primary interface when there are subnets for pods, got ${written(entry[key])}`,
      fix: 'remove it, and give the addresses to another device of card 0',
    })));
}
