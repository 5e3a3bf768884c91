import { fieldOf, ruleForKind } from './rule';

const REFERENCE = 'spec.template.spec.nodeClassRef';

export const defaultNodeClass = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'default-node-class',
  reason: 'EKS makes the NodeClass default only while a built-in NodePool is on; without it a NodePool that refers to it launches nothing',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html',
  check: (manifest, { builtInNodePools }) => {
    const refersToDefault = fieldOf(manifest, `${REFERENCE}.name`) === 'default' && fieldOf(manifest, `${REFERENCE}.group`) === 'eks.amazonaws.com';
    return builtInNodePools?.length !== 0 || !refersToDefault ? [] : [{
      field: `${REFERENCE}.name`,
      value: 'default',
      problem: 'must be a NodeClass that exists, got "default", which EKS does not make while all built-in NodePools are off',
      fix: 'let the NodePool refer to a NodeClass of your own (nodeClass: cluster.addNodeClass(…)), or switch a built-in NodePool on',
    }];
  },
});
