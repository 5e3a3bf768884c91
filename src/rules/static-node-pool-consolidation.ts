import { RuleLevel } from './finding';
import { fieldOf, FieldViolation, ruleForKind } from './rule';

const POLICY = 'spec.disruption.consolidationPolicy';
const AFTER = 'spec.disruption.consolidateAfter';
/** What the CRD asks for although it is ignored. */
const PLACEHOLDERS = [undefined, 'Never', '0s'];

export const staticNodePoolConsolidation = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'static-node-pool-consolidation',
  level: RuleLevel.WARNING,
  reason: 'a NodePool with replicas is never consolidated: what says when to do so is ignored',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-static-capacity.html',
  check: (manifest) => {
    if (fieldOf(manifest, 'spec.replicas') === undefined) { return []; }
    const policy = fieldOf(manifest, POLICY);
    const after = fieldOf(manifest, AFTER);
    const violation = (field: string, value: unknown, fix: string): FieldViolation =>
      ({ field, value, problem: `must not be given beside replicas, got ${JSON.stringify(value)}`, fix });
    return [
      ...policy === undefined ? [] : [violation(POLICY, policy, 'leave it out')],
      ...PLACEHOLDERS.includes(after as string) ? [] : [violation(AFTER, after, 'write "Never", or leave out disruption')],
    ];
  },
});
