import { scheduleProblem } from './cron-schedule';
import { LONGEST_DURATION, parseKarpenterDuration } from './karpenter-duration';
import { BudgetView, budgetsOf, BUDGETS } from './node-pool-budgets';
import { FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const MAXIMUM_BUDGETS = 50;
const NODES = /^((100|[0-9]{1,2})%|[0-9]+)$/;
/** Karpenter cuts it to 32 bits: 4294967296 would count as 0. */
const MAXIMUM_NODES = 2 ** 31 - 1;
const DURATION = /^(([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?$/;
const REASONS = ['Underutilized', 'Empty', 'Drifted'];

export const disruptionBudget = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'disruption-budget',
  reason: 'a budget that is malformed is refused, or counts as 0, or counts never or always',
  link: 'https://karpenter.sh/docs/concepts/disruption/#nodepool-disruption-budgets',
  check: (manifest) => {
    const budgets = budgetsOf(manifest);
    return [
      ...budgets.length > MAXIMUM_BUDGETS
        ? [{ field: BUDGETS, value: budgets.length, problem: `must be at most ${MAXIMUM_BUDGETS}, got ${budgets.length}`, fix: 'remove some' }] : [],
      ...budgets.flatMap((budget) => [...nodesViolations(budget), ...reasonViolations(budget), ...windowViolations(budget)]),
    ];
  },
});

function nodesViolations({ field, nodes }: BudgetView): FieldViolation[] {
  if (typeof nodes !== 'string' || isToken(nodes) || (NODES.test(nodes) && (nodes.endsWith('%') || Number(nodes) <= MAXIMUM_NODES))) { return []; }
  return [{ field: `${field}.nodes`, value: nodes, problem: `must be a percentage of 0% to 100% or a whole number of at most ${MAXIMUM_NODES}, got "${nodes}"`, fix: 'write for example "10%" or "5"' }];
}

function reasonViolations({ field, reasons }: BudgetView): FieldViolation[] {
  if (!Array.isArray(reasons) || isToken(reasons)) { return []; }
  const violation = (problem: string, fix: string): FieldViolation => ({ field: `${field}.reasons`, value: reasons, problem: `${problem}, got [${reasons.join(', ')}]`, fix });
  if (reasons.length === 0) { return [violation('must have an entry, because without one the budget counts never', 'leave it out for all reasons')]; }
  const known = reasons.filter((reason) => typeof reason === 'string' && !isToken(reason));
  if (known.some((reason) => !REASONS.includes(reason))) { return [violation(`must be among ${REASONS.join(', ')}`, 'leave it out for all reasons')]; }
  return new Set(known).size < known.length ? [violation('must each be named once', 'remove the repetition')] : [];
}

function windowViolations({ field, schedule, duration }: BudgetView): FieldViolation[] {
  if ((schedule === undefined) !== (duration === undefined)) {
    const [given, missing] = schedule === undefined ? ['duration', 'schedule'] : ['schedule', 'duration'];
    return [{ field: `${field}.${missing}`, value: null, problem: `must be given with ${given}, got none`, fix: `add it, or leave out ${given}` }];
  }
  const wrong = typeof schedule === 'string' && !isToken(schedule) ? scheduleProblem(schedule) : undefined;
  return [...wrong ? [{ field: `${field}.schedule`, value: schedule, ...wrong }] : [], ...durationViolations(field, duration)];
}

function durationViolations(field: string, duration: unknown): FieldViolation[] {
  if (typeof duration !== 'string' || isToken(duration)) { return []; }
  const seconds = DURATION.test(duration) ? parseKarpenterDuration(duration) : undefined;
  if (seconds !== undefined && seconds >= 60 && seconds <= LONGEST_DURATION) { return []; }
  const problem = seconds === undefined ? 'must be hours and minutes such as "8h", "30m" or "8h30m"'
    : seconds === 0 ? 'must be at least a minute, because without one the budget counts never' : `must be at most ${LONGEST_DURATION} seconds`;
  return [{ field: `${field}.duration`, value: duration, problem: `${problem}, got "${duration}"`, fix: 'write for example "8h"' }];
}
