import { rawClass } from './judge';
import { ClusterFacts } from '../../src';

export const ENABLEMENT = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' }, data: { 'enable-network-policy-controller': 'true' } };
export const rawPolicy = (metadata: object = { name: 'web', namespace: 'shop' }): any => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {} } });
export const rawApplicationPolicy = (spec: object = {}, metadata: object = { name: 'web', namespace: 'shop' }): any => ({
  apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ApplicationNetworkPolicy', metadata, spec: { podSelector: {}, ...spec },
});
export const rawClusterPolicy = (spec: object = {}): any => ({
  apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ClusterNetworkPolicy', metadata: { name: 'guard' }, spec: { tier: 'Admin', priority: 10, subject: { namespaces: {} }, ...spec },
});
const to = (peer: object, rule: object = {}) => ({ egress: [{ action: 'Accept', to: [peer], ...rule }] });
const many = (count: number, item: unknown) => Array.from({ length: count }, () => item);

interface NetworkPolicyViolation {
  readonly input: string;
  readonly objects: object[];
  readonly facts?: ClusterFacts;
}

/** Objects that break each rule about network policies in its typical ways: the messages are reviewed together in a snapshot. */
export const NETWORK_POLICY_VIOLATIONS: { readonly [ruleId: string]: NetworkPolicyViolation[] } = {
  'network-policy-enablement': [
    { input: 'a policy alone', objects: [rawPolicy()] },
    { input: 'a closed NodeClass alone', objects: [rawClass('quiet', { networkPolicy: 'DefaultDeny' })] },
    { input: 'true without quotes', objects: [{ ...ENABLEMENT, data: { 'enable-network-policy-controller': true } }] },
    { input: 'false', objects: [{ ...ENABLEMENT, data: { 'enable-network-policy-controller': 'false' } }] },
  ],
  'application-network-policy': Object.entries<object>({
    'another direction': { policyTypes: ['egress'] },
    'another protocol': { egress: [{ ports: [{ port: 53, protocol: 'udp' }] }] },
    'domains of ingress': { ingress: [{ from: [{ domainNames: ['example.com'] }] }] },
    'domains beside a block': { egress: [{ to: [{ domainNames: ['example.com'], ipBlock: { cidr: '10.0.0.0/8' } }] }] },
    'no domain': { egress: [{ to: [{ domainNames: [] }] }] },
    'a star': { egress: [{ to: [{ domainNames: ['*'] }] }] },
    'rules of a direction that is not named': { policyTypes: ['Ingress'], egress: [{}] },
  }).map(([input, spec]) => ({ input, objects: [ENABLEMENT, rawApplicationPolicy(spec)] })),
  'cluster-network-policy': Object.entries<object>({
    'another tier': { tier: 'admin' },
    'a high priority': { priority: 1001 },
    'no subject': { subject: {} },
    'two subjects': { subject: { namespaces: {}, pods: {} } },
    'Allow': to({ namespaces: {} }, { action: 'Allow' }),
    'another action': to({ namespaces: {} }, { action: 'Reject' }),
    'no action': to({ namespaces: {} }, { action: undefined }),
    'a long name': to({ namespaces: {} }, { name: 'n'.repeat(101) }),
    'no peers': to({ namespaces: {} }, { to: [] }),
    'networks of ingress': { ingress: [{ action: 'Deny', from: [{ networks: ['10.0.0.0/8'] }] }] },
    'two things in a peer': to({ networks: ['10.0.0.0/8'], domainNames: ['example.com'] }),
    'domains that are denied': to({ domainNames: ['example.com'] }, { action: 'Deny' }),
    '26 networks': to({ networks: many(26, '10.0.0.0/8') }),
    'a star': to({ domainNames: ['*.com'] }),
    '101 rules': { egress: many(101, { action: 'Deny', to: [{ namespaces: {} }] }) },
    'two things in a port': to({ namespaces: {} }, { ports: [{ namedPort: 'a', portNumber: { port: 1 } }] }),
    'port 0': to({ namespaces: {} }, { ports: [{ portNumber: { port: 0 } }] }),
    'a range without length': to({ namespaces: {} }, { ports: [{ portRange: { start: 80, end: 80 } }] }),
  }).map(([input, spec]) => ({ input, objects: [ENABLEMENT, rawClusterPolicy(spec)] })),
  'network-policy-name': [{ input: 'a NetworkPolicy of the same name', objects: [ENABLEMENT, rawPolicy(), rawApplicationPolicy()] }],
  'network-policy-ipv6': [{ input: 'a NodeClass in a cluster of IPv6', objects: [ENABLEMENT, rawPolicy(), rawClass('nodes')], facts: { ipFamily: 'ipv6' } }],
};
