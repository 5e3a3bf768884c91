import { isKnown, mapOf, written } from './field-checks';
import { RuleLevel } from './finding';
import { ENABLEMENT, isNetworkPolicy, isVpcCniConfigMap } from './network-policy-objects';
import { fieldOf, isOfKind, Manifest, Rule } from './rule';

const DENY = 'DefaultDeny';

export const networkPolicyEnablement: Rule = {
  id: 'network-policy-enablement',
  level: RuleLevel.WARNING,
  reason: `network policies do nothing until the ConfigMap ${ENABLEMENT.name} in ${ENABLEMENT.namespace} switches them on, and pods that a NodeClass closes stay closed; that of another tool may be in the cluster`,
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html',
  check: ({ manifests }) => {
    const configMaps = manifests.filter(isVpcCniConfigMap);
    const wrong = configMaps.flatMap((manifest) => {
      const value = mapOf(manifest.data)[ENABLEMENT.key];
      return !isKnown(value) || value === 'true' ? [] : [{
        manifest, field: `data.${ENABLEMENT.key}`, value, problem: `should be "true" as text, got ${written(value)}`, fix: 'write "true"',
      }];
    });
    if (configMaps.some((manifest) => mapOf(manifest.data)[ENABLEMENT.key] !== undefined)) { return wrong; }
    const first = manifests.find(isNetworkPolicy) ?? manifests.find(isClosing);
    // Once is enough: all of them are without effect.
    return first ? [{
      manifest: first,
      field: isNetworkPolicy(first) ? 'spec' : 'spec.networkPolicy',
      value: isNetworkPolicy(first) ? first.kind : DENY,
      problem: `should be accompanied by the ConfigMap ${ENABLEMENT.name} in ${ENABLEMENT.namespace}, got none in any chart`,
      fix: 'write cluster.enableNetworkPolicies(), or new NetworkPolicyEnablement(chart, …), or switch the rule off if the ConfigMap is in the cluster already',
    }] : [];
  },
};

function isClosing(manifest: Manifest): boolean {
  return isOfKind(manifest, 'eks.amazonaws.com', 'NodeClass') && fieldOf(manifest, 'spec.networkPolicy') === DENY;
}
