import { entriesOf, isKnown, ListEntry, listOf, Problem } from './field-checks';
import { RuleLevel } from './finding';
import { isPrimary, NETWORK_INTERFACES, SECONDARY_ADDRESSES } from './node-class-interfaces';
import { ruleForNodeClass } from './node-class-rule';
import { isToken } from '../private/tokens';

export const nodeClassInterfaceLayout = ruleForNodeClass({
  id: 'node-class-interface-layout',
  level: RuleLevel.WARNING,
  reason: 'nodes with listed network interfaces get nothing else later: EC2 needs a primary one and each place once, pods need secondary addresses',
  check: (manifest) => {
    const entries = entriesOf(manifest, NETWORK_INTERFACES);
    if (entries.length === 0) { return []; }
    // With an entry that is only known at deployment it cannot be said what is missing.
    const isKnownInFull = entries.length === listOf(manifest, NETWORK_INTERFACES)?.length
      && entries.every(({ entry }) => !Object.values(entry).some(isToken));
    return [...isKnownInFull ? checkWhole(entries) : [], ...checkPlaces(entries)];
  },
});

function checkWhole(entries: ListEntry[]): Problem[] {
  const addresses = entries.flatMap(({ entry }) => SECONDARY_ADDRESSES.map((key) => Number(entry[key] ?? 0))).reduce((sum, count) => sum + count);
  return [
    ...entries.some(({ entry }) => isPrimary(entry)) ? [] : [{
      field: NETWORK_INTERFACES, value: entries.length, problem: 'should have device 0 of network card 0, got none', fix: 'add the primary interface',
    }],
    ...addresses > 0 ? [] : [{
      field: NETWORK_INTERFACES,
      value: addresses,
      problem: 'should have secondary addresses for pods, got none, so that only pods in the host\'s network start',
      fix: 'give secondaryIPv4PrefixCount to a device of card 0, 16 addresses each',
    }],
  ];
}

function checkPlaces(entries: ListEntry[]): Problem[] {
  const places = entries.map(({ entry: { networkCardIndex, deviceIndex } }) => isKnown(networkCardIndex) && isKnown(deviceIndex)
    ? `card ${networkCardIndex} device ${deviceIndex}` : undefined);
  return entries.filter((_, index) => places[index] !== undefined && places.indexOf(places[index]) < index).map(({ field, entry }) => ({
    field,
    value: entry,
    problem: `should be at a place of its own, got card ${entry.networkCardIndex} device ${entry.deviceIndex} again`,
    fix: 'write another networkCardIndex or deviceIndex',
  }));
}
