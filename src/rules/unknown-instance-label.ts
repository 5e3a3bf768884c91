import { AUTO_MODE_LABELS, isOfAutoMode } from './auto-mode-labels';
import { RuleLevel } from './finding';
import { requirementsOf } from './node-pool-requirements';
import { ruleForKind } from './rule';

export const unknownInstanceLabel = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'unknown-instance-label',
  level: RuleLevel.WARNING,
  reason: 'a label in the domain of EKS that nodes of Auto Mode do not have narrows nothing down or matches nothing; a new one may be right',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html',
  check: (manifest) => requirementsOf(manifest).flatMap(({ key = '', field }) => {
    if (!isOfAutoMode(key) || AUTO_MODE_LABELS.has(key)) { return []; }
    return [{
      field: `${field}.key`,
      value: key,
      problem: `must be a label that nodes of Auto Mode have, got "${key}"`,
      fix: 'correct it, take a label of NodeLabel, or switch the rule off if the label is newer than this library',
    }];
  }),
});
