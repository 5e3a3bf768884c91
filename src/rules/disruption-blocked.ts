import { RuleLevel } from './finding';
import { BudgetView, budgetsOf } from './node-pool-budgets';
import { fieldOf, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const ANNOTATIONS = 'spec.template.metadata.annotations';
const DO_NOT_DISRUPT = 'karpenter.sh/do-not-disrupt';

export const disruptionBlocked = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'disruption-blocked',
  level: RuleLevel.WARNING,
  reason: 'while no node may be replaced when it drifts, updates and rollbacks of the version wait until nodes expire or EKS terminates them after 21 days',
  link: 'https://karpenter.sh/docs/concepts/disruption/#nodepool-disruption-budgets',
  check: (manifest) => {
    const annotations = fieldOf(manifest, ANNOTATIONS);
    const isProtected = typeof annotations === 'object' && !isToken(annotations) && (annotations as Record<string, unknown>)[DO_NOT_DISRUPT] === 'true';
    return [
      ...budgetsOf(manifest).filter(blocksDrift).map(({ field, nodes }) => ({
        field: `${field}.nodes`,
        value: nodes,
        problem: `must let drifted nodes be replaced at some time, got "${nodes}" without a schedule`,
        fix: 'add a schedule and duration, write reasons without Drifted, or allow a node ("1")',
      })),
      ...isProtected
        ? [{
          field: `${ANNOTATIONS}.${DO_NOT_DISRUPT}`,
          value: 'true',
          problem: 'must let drifted nodes be replaced at some time, got "true" for all nodes',
          fix: 'leave it out, and annotate the pods that must not be disturbed',
        }] : [],
    ];
  },
});

function blocksDrift({ nodes, reasons, schedule }: BudgetView): boolean {
  const isZero = typeof nodes === 'string' && /^0+%?$/.test(nodes);
  const isForDrift = reasons === undefined || (Array.isArray(reasons) && reasons.includes('Drifted'));
  return isZero && isForDrift && schedule === undefined;
}
