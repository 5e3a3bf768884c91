import { isKnown, written } from './field-checks';
import { RuleLevel } from './finding';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';

export const nodeClassRolePath = ruleForNodeClass({
  id: 'node-class-role-path',
  level: RuleLevel.WARNING,
  reason: 'NodeClasses whose role has an IAM path were reported to stay unready; whether EKS takes path and name is not documented',
  check: (manifest) => {
    const role = fieldOf(manifest, 'spec.role');
    return !isKnown(role) || typeof role !== 'string' || role.startsWith('arn:') || !role.includes('/') ? [] : [{
      field: 'spec.role',
      value: role,
      problem: `should be the name of a role without a path, got ${written(role)}`,
      fix: 'use a role whose path is /',
    }];
  },
});
