import { isOfKind, Manifest } from './rule';
import { WholeNumbers } from '../private/whole-numbers';

/** The ConfigMap that switches network policies on. */
export const ENABLEMENT = { name: 'amazon-vpc-cni', namespace: 'kube-system', key: 'enable-network-policy-controller' };

/** Limits of a ClusterNetworkPolicy. */
export const CLUSTER_POLICY = {
  priority: { least: 0, most: 1_000 },
  port: { least: 1, most: 65_535 },
} satisfies { [field: string]: WholeNumbers };

const POLICIES = [['networking.k8s.io', 'NetworkPolicy'], ['networking.k8s.aws', 'ApplicationNetworkPolicy'], ['networking.k8s.aws', 'ClusterNetworkPolicy']];

export function isNetworkPolicy(manifest: Manifest): boolean {
  return POLICIES.some(([group, kind]) => isOfKind(manifest, group, kind));
}

export function isVpcCniConfigMap({ apiVersion, kind, metadata }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'ConfigMap' && metadata?.name === ENABLEMENT.name && (metadata.namespace ?? ENABLEMENT.namespace) === ENABLEMENT.namespace;
}
