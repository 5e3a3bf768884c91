/**
 * When a `ClusterNetworkPolicy` is asked.
 */
export enum NetworkPolicyTier {
  /** Before the policies of namespaces, which cannot change what it decides. */
  ADMIN = 'Admin',
  /** After them, for traffic that none of them is about. */
  BASELINE = 'Baseline',
}
