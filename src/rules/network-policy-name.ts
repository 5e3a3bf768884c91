import { RuleLevel } from './finding';
import { isOfKind, Manifest, Rule } from './rule';
import { isToken } from '../private/tokens';

export const networkPolicyName: Rule = {
  id: 'network-policy-name',
  level: RuleLevel.ERROR,
  reason: 'a NetworkPolicy and an ApplicationNetworkPolicy of one name in a namespace overwrite what the nodes are told of each other',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html',
  check: ({ manifests, chartOf }) => {
    const placeOf = ({ metadata }: Manifest) => JSON.stringify([metadata?.namespace ?? 'default', metadata?.name]);
    const taken = manifests.filter((manifest) => isOfKind(manifest, 'networking.k8s.io', 'NetworkPolicy') && isNamed(manifest));
    return manifests.filter((manifest) => isOfKind(manifest, 'networking.k8s.aws', 'ApplicationNetworkPolicy') && isNamed(manifest))
      .filter((manifest) => taken.some((other) => placeOf(other) === placeOf(manifest) && chartOf?.(other) === chartOf?.(manifest)))
      .map((manifest) => ({
        manifest,
        field: 'metadata.name',
        value: manifest.metadata?.name,
        problem: `must not be the name of a NetworkPolicy of the same namespace, got "${manifest.metadata?.name}"`,
        fix: 'choose another name for one of them',
      }));
  },
};

function isNamed({ metadata }: Manifest): boolean {
  return metadata?.name !== undefined && !isToken(metadata.name) && !isToken(metadata.namespace);
}
