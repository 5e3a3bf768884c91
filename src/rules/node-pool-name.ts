import { fieldOf, ruleForKind } from './rule';

export const nodePoolName = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-name',
  reason: 'a built-in NodePool belongs to EKS, which undoes every change to it',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html',
  check: (manifest, { builtInNodePools = [] }) => {
    const name = fieldOf(manifest, 'metadata.name');
    return !builtInNodePools.some((builtIn) => builtIn === name) ? [] : [{
      field: 'metadata.name',
      value: name,
      problem: `must not be the name of a built-in NodePool that is on (${builtInNodePools.join(', ')}), got ${JSON.stringify(name)}`,
      fix: 'choose another name, or switch the built-in NodePool off',
    }];
  },
});
