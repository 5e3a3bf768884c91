import type * as kplus from 'cdk8s-plus-28';
import { NetworkPolicyAction } from './network-policy-action';

/**
 * What a rule of a `ClusterNetworkPolicy` has in both directions.
 */
export interface ClusterNetworkPolicyRule {
  /**
   * Name of the rule, at most 100 characters.
   *
   * @default - none
   */
  readonly name?: string;

  /** What becomes of the traffic. */
  readonly action: NetworkPolicyAction;

  /**
   * Ports that the traffic goes to, at most 100 with `namedPorts`.
   *
   * @default - all
   */
  readonly ports?: kplus.NetworkPolicyPort[];

  /**
   * Ports that the traffic goes to, by the names that containers give them.
   *
   * @default - none
   */
  readonly namedPorts?: string[];
}

/**
 * Traffic that comes to the pods of a `ClusterNetworkPolicy`.
 */
export interface ClusterIngressRule extends ClusterNetworkPolicyRule {
  /**
   * Where it comes from, 1 to 100: pods or namespaces as in cdk8s-plus. Pods must say their namespaces.
   */
  readonly peers: kplus.INetworkPolicyPeer[];
}

/**
 * Traffic that goes out from the pods of a `ClusterNetworkPolicy`: to `peers`, `domainNames` or both.
 */
export interface ClusterEgressRule extends ClusterNetworkPolicyRule {
  /**
   * Where it goes: pods, namespaces and blocks of addresses as in cdk8s-plus. Pods must say their namespaces.
   *
   * @default - to `domainNames`
   */
  readonly peers?: kplus.INetworkPolicyPeer[];

  /**
   * Domains that it goes to, at most 25, such as `*.example.com`. Only with the action `ACCEPT`.
   *
   * @default - to `peers`
   */
  readonly domainNames?: string[];
}
