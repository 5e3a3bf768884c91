import type * as kplus from 'cdk8s-plus-28';
import { RenderedPeer, RenderedPort, renderPeers, renderPorts } from './plus-policy';
import { fail } from '../../../private/errors';
import { ClusterEgressRule, ClusterIngressRule, ClusterNetworkPolicyRule } from '../cluster-network-policy-rule';

/** The one thing that a policy is about. */
export function renderSubject(subject: kplus.INetworkPolicyPeer): object {
  const peers = renderPeers([subject]);
  if (peers.length !== 1) {
    fail('NetworkPolicySubject', `subject of a ClusterNetworkPolicy must name one namespace, or choose namespaces by labels, got ${peers.length} names: `
      + 'make a policy for each, or write Namespaces.select with labels');
  }
  if (peers[0].ipBlock) {
    fail('NetworkPolicySubject', `subject of a ClusterNetworkPolicy must be pods or namespaces, got the block ${peers[0].ipBlock.cidr}: write for example Namespaces.all`);
  }
  return renderPods('subject', peers[0]);
}

export function renderClusterIngress(rule: ClusterIngressRule): object {
  const peers = renderPeers(rule.peers);
  const block = peers.find(({ ipBlock }) => ipBlock)?.ipBlock;
  if (block) {
    fail('NetworkPolicyPeer', `peers of ingress of a ClusterNetworkPolicy must be pods or namespaces, got the block ${block.cidr}: write a NetworkPolicy for it`);
  }
  if (peers.length === 0) { failWithoutPeers('ingress'); }
  return { ...renderRule(rule), from: peers.map((peer) => renderPods('peers', peer)), ports: renderClusterPorts(rule) };
}

export function renderClusterEgress(rule: ClusterEgressRule): object {
  const { domainNames = [] } = rule;
  const to = [
    ...renderPeers(rule.peers ?? []).map((peer) => peer.ipBlock ? renderBlock(peer.ipBlock) : renderPods('peers', peer)),
    ...domainNames.length > 0 ? [{ domainNames: [...domainNames] }] : [],
  ];
  if (to.length === 0) { failWithoutPeers('egress'); }
  return { ...renderRule(rule), to, ports: renderClusterPorts(rule) };
}

function failWithoutPeers(direction: string): never {
  fail('NetworkPolicyPeer', `rules of ${direction} of a ClusterNetworkPolicy must say where traffic ${direction === 'ingress' ? 'comes from' : 'goes'}, got none: `
    + 'write for example peers: [Namespaces.all(…)]');
}

function renderRule({ name, action }: ClusterNetworkPolicyRule): object {
  return { name, action };
}

/** All pods of namespaces are the namespaces themselves. */
function renderPods(property: string, { podSelector = {}, namespaceSelector }: RenderedPeer): object {
  if (!namespaceSelector) {
    fail('NetworkPolicyNamespaces', `${property} of a ClusterNetworkPolicy must say the namespaces of pods, got ${JSON.stringify(podSelector)} without: `
      + 'give the workload a namespace, or write Pods.select with namespaces');
  }
  return Object.keys(podSelector).length === 0 ? { namespaces: namespaceSelector } : { pods: { namespaceSelector, podSelector } };
}

function renderBlock({ cidr, except = [] }: { readonly cidr: string; readonly except?: string[] }): object {
  if (except.length > 0) {
    fail('NetworkPolicyPeer', `blocks of a ClusterNetworkPolicy must have no exceptions, got ${except.join(', ')} of ${cidr}: write a rule with DENY for them before this one`);
  }
  return { networks: [cidr] };
}

function renderClusterPorts({ ports, namedPorts = [] }: ClusterNetworkPolicyRule): object[] | undefined {
  const all = [...(renderPorts(ports) ?? []).map(renderPort), ...namedPorts.map((namedPort) => ({ namedPort }))];
  return all.length > 0 ? all : undefined;
}

/** cdk8s-plus begins with port 0 where it means all. */
function renderPort({ port, endPort, protocol }: RenderedPort): object {
  if (port === undefined) { return { portRange: { start: 1, end: 65_535, protocol } }; }
  return endPort === undefined ? { portNumber: { port, protocol } } : { portRange: { start: Math.max(port, 1), end: endPort, protocol } };
}
