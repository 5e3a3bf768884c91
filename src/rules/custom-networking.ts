import { ruleForKind } from './rule';

export const customNetworking = ruleForKind('crd.k8s.amazonaws.com', 'ENIConfig', {
  id: 'custom-networking',
  reason: 'nodes of Auto Mode ignore an ENIConfig: their NodeClass says which subnets and security groups pods have',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html',
  check: (manifest) => [{
    field: 'kind',
    value: manifest.kind,
    problem: 'must not be given, got an ENIConfig',
    fix: 'write podNetwork of a NodeClass (podSubnets and podSecurityGroups of addNodeClass); for nodes of another kind switch the rule off for the object',
  }],
});
