import { limitsOf } from './node-pool-limits';
import { isInteger, parseQuantity } from './quantity';
import { fieldOf, FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const REPLICAS = 'spec.replicas';
const NODES = 'spec.limits.nodes';
/** Of the subresource by which NodePools are scaled. */
const MAXIMUM_REPLICAS = 2 ** 31 - 1;

export const staticNodePool = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'static-node-pool',
  reason: 'a NodePool with replicas has a fixed number of nodes: weight and limits other than nodes are refused, and fewer nodes than replicas cannot be had',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-static-capacity.html',
  check: (manifest) => {
    const replicas = fieldOf(manifest, REPLICAS);
    if (replicas === undefined) { return []; }
    const weight = fieldOf(manifest, 'spec.weight');
    const nodes = parseQuantity(fieldOf(manifest, NODES));
    const count = isInteger(replicas) && !isToken(replicas) ? replicas : undefined;
    return [
      ...count !== undefined && (count < 0 || count > MAXIMUM_REPLICAS)
        ? [{ field: REPLICAS, value: replicas, problem: `must be 0 to ${MAXIMUM_REPLICAS}, got ${count}`, fix: 'write a number in between, 0 for no nodes' }] : [],
      ...weight !== undefined
        ? [{ field: 'spec.weight', value: weight, problem: `must not be given beside replicas, got ${JSON.stringify(weight)}`, fix: 'leave it out' }] : [],
      ...limitsOf(manifest).filter(([name]) => name !== 'nodes').map(([name, value]): FieldViolation => ({
        field: `spec.limits.${name}`, value, problem: `must not be given beside replicas, got ${JSON.stringify(value)}`, fix: 'leave it out, or limit nodes',
      })),
      ...count !== undefined && nodes !== undefined && nodes < count
        ? [{ field: NODES, value: nodes, problem: `must be at least replicas (${count}), got ${nodes}`, fix: `write for example ${count + 1}` }] : [],
    ];
  },
});
