import { RuleLevel } from './finding';
import { unreservedPools } from './reservations';
import { Rule } from './rule';

export const reservedCapacity: Rule = {
  id: 'reserved-capacity',
  level: RuleLevel.ERROR,
  reason: 'reserved capacity comes only from reservations that the NodeClass selects: without them a NodePool of nothing else launches nothing',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-odcr.html',
  check: ({ manifests }) => unreservedPools(manifests)
    .filter(({ capacityTypes }) => capacityTypes.length === 1)
    .map(({ manifest, nodeClassName, field }) => ({
      manifest,
      field,
      value: 'reserved',
      problem: `must allow other capacity too while NodeClass "${nodeClassName}" selects no capacity reservations, got only "reserved"`,
      fix: nodeClassName === 'default'
        ? 'let the NodePool refer to a NodeClass of your own with capacityReservationSelectorTerms'
        : 'add capacityReservationSelectorTerms to the NodeClass',
    })),
};
