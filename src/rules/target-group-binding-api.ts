import { ruleForKind } from './rule';

export const targetGroupBindingApi = ruleForKind('elbv2.k8s.aws', 'TargetGroupBinding', {
  id: 'target-group-binding-api',
  reason: 'Auto Mode looks at bindings of its own API group; those of elbv2.k8s.aws belong to a self-managed AWS Load Balancer Controller',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/migrate-auto.html',
  check: (manifest) => [{
    field: 'apiVersion',
    value: manifest.apiVersion,
    problem: `must be "eks.amazonaws.com/v1", got "${manifest.apiVersion}"`,
    fix: 'write "eks.amazonaws.com/v1", with targetGroupARN and targetType; where that controller runs in the cluster too, switch the rule off for the object',
  }],
});
