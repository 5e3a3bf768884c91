import { RuleLevel } from './finding';
import { parseQuantity } from './quantity';
import { fieldOf, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const NODES = 'spec.limits.nodes';

export const staticNodePoolRoom = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'static-node-pool-room',
  level: RuleLevel.WARNING,
  reason: 'a drifted node is replaced by launching its successor first, for which limits.nodes must leave room',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-static-capacity.html',
  check: (manifest) => {
    const replicas = fieldOf(manifest, 'spec.replicas');
    const nodes = parseQuantity(fieldOf(manifest, NODES));
    if (isToken(replicas) || nodes === undefined || nodes === 0 || nodes !== replicas) { return []; }
    return [{ field: NODES, value: nodes, problem: `must be more than replicas (${replicas}), got ${nodes}`, fix: `write for example ${nodes + 1}, or leave it out` }];
  },
});
