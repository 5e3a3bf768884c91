import { fieldOf, ruleForKind } from './rule';

export const nodeClassName = ruleForKind('eks.amazonaws.com', 'NodeClass', {
  id: 'node-class-name',
  reason: 'the NodeClass default belongs to EKS, which undoes every change to it',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html',
  check: (manifest) => fieldOf(manifest, 'metadata.name') !== 'default' ? [] : [{
    field: 'metadata.name',
    value: 'default',
    problem: 'must not be "default", got "default"',
    fix: 'choose another name, and let NodePools refer to it',
  }],
});
