import { RuleLevel } from './finding';
import { annotationField, ruleForIngress } from './ingress-objects';

export const ingressSharedTags = ruleForIngress({
  id: 'ingress-shared-tags',
  level: RuleLevel.WARNING,
  reason: 'EKS says not to set tags of its own on an Ingress with target groups of several clusters while the cluster role has its managed policy alone: the Ingress could then not be deleted',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-multi-cluster-target-groups.html',
  check: ({ annotations }) => annotations.tags === undefined || annotations['multi-cluster-target-group'] !== 'true' ? [] : [{
    field: annotationField('tags'),
    value: annotations.tags,
    problem: 'must not stand beside multi-cluster-target-group, got both',
    fix: 'remove the tags, or switch the rule off when the cluster role has the policy for tags',
  }],
});
