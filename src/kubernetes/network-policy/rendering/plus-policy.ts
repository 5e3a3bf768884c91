import { ApiObject, App, Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { cdk8sPlus } from '../../../private/cdk8s-plus';

/** A selector as NetworkPolicies have it. */
export type LabelSelector = { readonly [field: string]: unknown };

/** A peer as NetworkPolicies have it. */
export interface RenderedPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
}

/** A port as NetworkPolicies have it. */
export interface RenderedPort {
  readonly port?: number;
  readonly endPort?: number;
  readonly protocol?: string;
}

// cdk8s-plus keeps how it writes selectors, peers and ports to itself: a policy that goes nowhere shows it.

/** Which pods a selector means, and in which namespace if it says so. */
export function renderSelector(selector?: kplus.IPodSelector, given?: string): { readonly podSelector: LabelSelector; readonly namespace?: string } {
  const properties = { metadata: given === undefined ? undefined : { namespace: given }, selector };
  const { metadata, spec } = policyOf((chart) => new (cdk8sPlus().NetworkPolicy)(chart, 'Policy', properties));
  return { podSelector: spec.podSelector, namespace: metadata.namespace };
}

/** Peers in the order given; one may stand for several namespaces. */
export function renderPeers(peers: readonly kplus.INetworkPolicyPeer[]): RenderedPeer[] {
  if (peers.length === 0) { return []; }
  const { spec } = policyOf((chart) => new (cdk8sPlus().NetworkPolicy)(chart, 'Policy', { egress: { rules: peers.map((peer) => ({ peer })) } }));
  return spec.egress.flatMap(({ to }: { to: RenderedPeer[] }) => to);
}

export function renderPorts(ports: readonly kplus.NetworkPolicyPort[] | undefined): RenderedPort[] | undefined {
  if (!ports || ports.length === 0) { return undefined; }
  const { NetworkPolicy, Pods } = cdk8sPlus();
  const { spec } = policyOf((chart) => new NetworkPolicy(chart, 'Policy', { egress: { rules: [{ peer: Pods.all(chart, 'All'), ports: [...ports] }] } }));
  return spec.egress[0].ports;
}

function policyOf(make: (chart: Chart) => kplus.NetworkPolicy) {
  return ApiObject.of(make(new Chart(new App(), 'policy'))).toJson();
}
