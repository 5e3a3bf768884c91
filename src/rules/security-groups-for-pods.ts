import { ruleForKind } from './rule';

export const securityGroupsForPods = ruleForKind('vpcresources.k8s.aws', 'SecurityGroupPolicy', {
  id: 'security-groups-for-pods',
  reason: 'nodes of Auto Mode know no security groups for single pods: the API server takes a SecurityGroupPolicy, and nothing comes of it',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html',
  check: (manifest) => [{
    field: 'kind',
    value: manifest.kind,
    problem: 'must not be given, got a SecurityGroupPolicy',
    fix: 'give the pods nodes of a NodeClass with podNetwork (podSubnets and podSecurityGroups of addNodeClass), or limit their traffic by network policies; '
      + 'for nodes of another kind switch the rule off for the object',
  }],
});
