import { isDnsName } from './label-syntax';
import { fieldOf, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const MAXIMUM_NAME = 63;

export const nodePoolName = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-name',
  reason: 'the name of a NodePool becomes a label of its nodes, and a built-in NodePool belongs to EKS, which undoes every change to it',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html',
  check: (manifest, { builtInNodePools = [] }) => {
    const field = 'metadata.name';
    const name = fieldOf(manifest, field);
    if (typeof name !== 'string' || isToken(name)) { return []; }
    if (!isDnsName(name) || name.length > MAXIMUM_NAME) {
      return [{
        field,
        value: name,
        problem: `must be 1 to ${MAXIMUM_NAME} lower-case letters and digits, with hyphens or single dots between them, got "${name}"`,
        fix: 'choose another name',
      }];
    }
    return !builtInNodePools.some((builtIn) => builtIn === name) ? [] : [{
      field,
      value: name,
      problem: `must not be the name of a built-in NodePool that is on (${builtInNodePools.join(', ')}), got "${name}"`,
      fix: 'choose another name, or switch the built-in NodePool off',
    }];
  },
});
