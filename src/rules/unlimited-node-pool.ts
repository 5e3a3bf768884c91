import { RuleLevel } from './finding';
import { limitsOf } from './node-pool-limits';
import { fieldOf, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

export const unlimitedNodePool = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'unlimited-node-pool',
  level: RuleLevel.WARNING,
  reason: 'without limits, pods that are made by mistake or in a loop launch nodes until a quota of the account ends it',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-cost-control.html',
  check: (manifest) => {
    const spec = fieldOf(manifest, 'spec');
    // The number of nodes of a static NodePool is given.
    if (spec === undefined || isToken(spec) || isToken(fieldOf(manifest, 'spec.limits')) || fieldOf(manifest, 'spec.replicas') !== undefined) { return []; }
    return limitsOf(manifest).length > 0 ? [] : [{
      field: 'spec.limits', value: null, problem: 'must have a limit, got none', fix: 'write for example cpu "1000" (limits: { cpu: Cpu.units(1000) }), or switch the rule off',
    }];
  },
});
