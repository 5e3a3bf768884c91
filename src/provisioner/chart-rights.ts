import { Manifest, parseApiVersion } from './contract';
import { AccessPolicy } from '../cluster/access/access-policy';

/** Policies of which it is known what they cover. */
const NARROW = [
  AccessPolicy.ADMIN, AccessPolicy.ADMIN_VIEW, AccessPolicy.EDIT, AccessPolicy.VIEW, AccessPolicy.SECRET_ADMIN, AccessPolicy.SECRET_READER,
].map(({ policyName }) => policyName);
/** API groups that none of these policies covers. */
const UNCOVERED = ['karpenter.sh', 'eks.amazonaws.com', 'gateway.networking.k8s.io'];

/** Kinds of a chart that certainly cannot be applied with these policies and no rights from elsewhere, `NodePool`. */
export function kindsOutOfReach(policies: readonly AccessPolicy[], manifests: readonly Manifest[]): string[] {
  // Of other policies, and of those within some namespaces that cover everything there, only the cluster can tell.
  if (!policies.every(({ policyName }) => NARROW.includes(policyName))) { return []; }
  return [...new Set(manifests.filter(({ apiVersion }) => UNCOVERED.includes(parseApiVersion(apiVersion).group)).map(({ kind }) => kind))];
}
