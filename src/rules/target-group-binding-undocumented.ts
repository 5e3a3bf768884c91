import { written } from './field-checks';
import { RuleLevel } from './finding';
import { fieldOf, ruleForKind } from './rule';

const FIELDS = ['vpcID', 'ipAddressType', 'targetGroupProtocol', 'iamRoleArnToAssume', 'assumeRoleExternalId'].map((name) => `spec.${name}`);

export const targetGroupBindingUndocumented = ruleForKind('eks.amazonaws.com', 'TargetGroupBinding', {
  id: 'target-group-binding-undocumented',
  level: RuleLevel.WARNING,
  reason: 'some fields of the self-managed AWS Load Balancer Controller are not documented for Auto Mode, whose API may refuse them',
  link: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/',
  check: (manifest) => FIELDS.filter((field) => fieldOf(manifest, field) !== undefined).map((field) => ({
    field,
    value: fieldOf(manifest, field),
    problem: `should be a field that is documented for Auto Mode, got ${written(fieldOf(manifest, field))}`,
    fix: 'try it in a cluster, and switch the rule off for the object if it is taken',
  })),
});
