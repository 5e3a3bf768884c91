import { RuleLevel } from './finding';
import { unreservedPools } from './reservations';
import { Rule } from './rule';

export const unusedReservation: Rule = {
  id: 'unused-reservation',
  level: RuleLevel.WARNING,
  reason: 'reserved capacity comes only from reservations that the NodeClass selects; open ones that match by themselves count as on-demand',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-odcr.html',
  check: ({ manifests }) => unreservedPools(manifests)
    .filter(({ capacityTypes }) => capacityTypes.length > 1)
    .map(({ manifest, nodeClassName, field, capacityTypes }) => ({
      manifest,
      field,
      value: capacityTypes,
      problem: `must not name "reserved" while NodeClass "${nodeClassName}" selects no capacity reservations, got [${capacityTypes.join(', ')}]`,
      fix: 'leave "reserved" out, or refer to a NodeClass with capacityReservationSelectorTerms',
    })),
};
