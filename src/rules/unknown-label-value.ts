import { RuleLevel } from './finding';
import { familyOf, INSTANCE_CATEGORIES, INSTANCE_FAMILIES } from './instance-families';
import { POSSIBLE_VALUES } from './label-range';
import { requirementsOf } from './node-pool-requirements';
import { RequirementView } from './requirement-view';
import { FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

/** What is asked of a value of a label, and what tells whether it is met. */
interface Known {
  readonly problem: string;
  readonly has: (value: string) => boolean;
}

const OF_FAMILY: Known = { problem: 'must be of a family that Auto Mode launches', has: (value) => INSTANCE_FAMILIES.has(familyOf(value)) };

const KNOWN = new Map<string, Known>([
  ['eks.amazonaws.com/instance-family', { problem: 'must be a family that Auto Mode launches', has: (value) => INSTANCE_FAMILIES.has(value) }],
  ['eks.amazonaws.com/instance-category', { problem: 'must be a category that Auto Mode launches', has: (value) => INSTANCE_CATEGORIES.has(value) }],
  ['node.kubernetes.io/instance-type', OF_FAMILY],
  ['beta.kubernetes.io/instance-type', OF_FAMILY],
  ...[...POSSIBLE_VALUES].map(([key, values]): [string, Known] => [key, { problem: `must be one of ${values.join(', ')}`, has: (value) => values.includes(value) }]),
]);

export const unknownLabelValue = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'unknown-label-value',
  level: RuleLevel.WARNING,
  reason: 'a value that nodes of Auto Mode do not have, such as a family that it does not launch, matches nothing; lists grow, so that a new one may be right',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html',
  check: (manifest) => requirementsOf(manifest).flatMap(violationsOf),
});

function violationsOf({ key = '', operator, values = [], field }: RequirementView): FieldViolation[] {
  const known = KNOWN.get(key);
  // What is kept away may as well be unknown.
  if (!known || operator !== 'In') { return []; }
  // Nothing but impossible values is an error, of requirement-conflict.
  if (POSSIBLE_VALUES.has(key) && !values.some((value) => isToken(value) || known.has(value))) { return []; }
  return values.flatMap((value, index) => isToken(value) || known.has(value) ? [] : [{
    field: `${field}.values[${index}]`,
    value,
    problem: `${known.problem}, got "${value}"`,
    fix: 'correct it, or switch the rule off if it is newer than this library',
  }]);
}
