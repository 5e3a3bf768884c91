import { RuleLevel } from './finding';
import { isNetworkPolicy } from './network-policy-objects';
import { fieldOf, isOfKind, Rule } from './rule';

const FIELD = 'spec.advancedNetworking.enableV4Egress';

export const networkPolicyIpv6: Rule = {
  id: 'network-policy-ipv6',
  level: RuleLevel.WARNING,
  reason: 'in a cluster of IPv6 pods reach IPv4 addresses by an interface that network policies do not see',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html',
  check: ({ manifests, facts }) => {
    const closing = (manifest: Parameters<typeof isNetworkPolicy>[0]) => fieldOf(manifest, 'spec.networkPolicy') === 'DefaultDeny';
    const classes = manifests.filter((manifest) => isOfKind(manifest, 'eks.amazonaws.com', 'NodeClass'));
    if (facts.ipFamily !== 'ipv6' || !(manifests.some(isNetworkPolicy) || classes.some(closing))) { return []; }
    return classes.filter((manifest) => (fieldOf(manifest, FIELD) ?? true) === true).map((manifest) => ({
      manifest,
      field: FIELD,
      value: fieldOf(manifest, FIELD) ?? null,
      problem: `should be false where policies limit traffic, got ${fieldOf(manifest, FIELD) === true ? 'true' : 'none, which means true'}`,
      fix: 'write ipv4Egress: false (enableV4Egress: false), unless pods need IPv4 addresses outside',
    }));
  },
};
