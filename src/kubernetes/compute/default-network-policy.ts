/**
 * What pods may do that no network policy selects.
 */
export enum DefaultNetworkPolicy {
  /** All traffic is allowed until a policy selects the pod. */
  ALLOW = 'DefaultAllow',
  /** No traffic is allowed until a policy selects the pod; pods in the host's network are exempt. */
  DENY = 'DefaultDeny',
}
