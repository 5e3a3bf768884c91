/**
 * What a `ClusterNetworkPolicy` does with traffic.
 */
export enum NetworkPolicyAction {
  /** It is let through, and nobody else is asked. */
  ACCEPT = 'Accept',
  /** It is stopped, and nobody else is asked. */
  DENY = 'Deny',
  /** Policies of namespaces decide. */
  PASS = 'Pass',
}
