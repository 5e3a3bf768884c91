import { labelValueProblem } from './label-syntax';
import { REQUIREMENTS, requirementsOf } from './node-pool-requirements';
import { RequirementView } from './requirement-view';
import { FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const LISTS = ['In', 'NotIn'];
const PRESENCE = ['Exists', 'DoesNotExist'];
const COMPARISONS = ['Gt', 'Gte', 'Lt', 'Lte'];
const OPERATORS = [...LISTS, ...PRESENCE, ...COMPARISONS];
const MAXIMUM_REQUIREMENTS = 100;
const MAXIMUM_MINIMUM = 50;
/** Of Go, which reads the numbers. */
const MAXIMUM_INTEGER = 2n ** 63n - 1n;

export const requirementValues = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'requirement-values',
  reason: 'a NodePool whose requirements do not fit their operators is refused, or never becomes ready',
  link: 'https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecrequirements',
  check: (manifest) => {
    const requirements = requirementsOf(manifest);
    const excess: FieldViolation[] = requirements.length <= MAXIMUM_REQUIREMENTS ? [] : [{
      field: REQUIREMENTS,
      value: requirements.length,
      problem: `must be at most ${MAXIMUM_REQUIREMENTS}, got ${requirements.length}`,
      fix: 'bring values of one label together in one requirement',
    }];
    return [...excess, ...requirements.flatMap((requirement) => violationsOf(requirement))];
  },
});

function violationsOf(requirement: RequirementView): FieldViolation[] {
  const { operator, field } = requirement;
  if (operator === undefined) { return []; }
  if (!OPERATORS.includes(operator)) {
    const meant = OPERATORS.find((candidate) => candidate.toLowerCase() === operator.toLowerCase());
    return [{ field: `${field}.operator`, value: operator, problem: `must be one of ${OPERATORS.join(', ')}, got "${operator}"`, fix: `write "${meant ?? 'In'}"` }];
  }
  return [...countViolations(requirement), ...valueViolations(requirement), ...minimumViolations(requirement)];
}

function countViolations({ operator, values = [], hasUnknownValues, field }: RequirementView): FieldViolation[] {
  if (hasUnknownValues) { return []; }
  const violation = (problem: string, fix: string) => [{ field: `${field}.values`, value: values, problem: `${problem}, got [${values.join(', ')}]`, fix }];
  if (LISTS.includes(operator!) && values.length === 0) {
    return violation(`must have at least one value with ${operator}`, 'name the values, or leave the requirement out');
  }
  if (PRESENCE.includes(operator!) && values.length > 0) {
    return violation(`must have no values with ${operator}`, operator === 'Exists' ? 'leave them out, or write In' : 'leave them out, or write NotIn');
  }
  if (COMPARISONS.includes(operator!) && values.length !== 1) {
    return violation(`must have exactly one value with ${operator}`, 'write one number');
  }
  return [];
}

function valueViolations({ operator, values = [], field }: RequirementView): FieldViolation[] {
  return values.flatMap((value, index) => {
    if (isToken(value)) { return []; }
    if (COMPARISONS.includes(operator!) && !isNumber(value)) {
      return [{
        field: `${field}.values[${index}]`,
        value,
        problem: `must be a whole number of 0 or more with ${operator}, got "${value}"`,
        fix: 'write digits alone, in quotes',
      }];
    }
    const problem = labelValueProblem(value);
    return problem ? [{ field: `${field}.values[${index}]`, value, problem, fix: 'write a value that the label of a node can have' }] : [];
  });
}

function isNumber(value: string): boolean {
  return /^[0-9]+$/.test(value) && BigInt(value) <= MAXIMUM_INTEGER;
}

function minimumViolations({ operator, values, minValues, field }: RequirementView): FieldViolation[] {
  if (minValues === undefined) { return []; }
  const violation = (problem: string, fix: string) => [{ field: `${field}.minValues`, value: minValues, problem: `${problem}, got ${minValues}`, fix }];
  if (!Number.isInteger(minValues) || minValues < 1 || minValues > MAXIMUM_MINIMUM) {
    return violation(`must be a whole number of 1 to ${MAXIMUM_MINIMUM}`, 'lower it, or leave it out');
  }
  if (operator === 'DoesNotExist') { return violation('must not be given with DoesNotExist, which leaves no values', 'leave it out'); }
  const count = new Set(values).size;
  return operator === 'In' && values && !values.some(isToken) && count < minValues
    ? violation(`must be at most the number of different values, which is ${count}`, 'name more values, or lower it') : [];
}
