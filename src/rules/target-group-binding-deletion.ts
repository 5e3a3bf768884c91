import { RuleLevel } from './finding';
import { fieldOf, ruleForKind } from './rule';

const ARN = 'spec.targetGroupARN';

export const targetGroupBindingDeletion = ruleForKind('eks.amazonaws.com', 'TargetGroupBinding', {
  id: 'target-group-binding-deletion',
  level: RuleLevel.WARNING,
  reason: 'Auto Mode deletes a target group when its binding or the cluster goes, also one that somebody else made',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (manifest) => [{
    field: ARN,
    value: fieldOf(manifest, ARN),
    problem: 'should be a target group that may be deleted with the binding, got one that EKS did not make',
    fix: 'remove it from its stack in the deployment that removes the binding, and switch the rule off for the object',
  }],
});
