import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AllowAll, ApplicationNetworkPolicy, ClusterDns, ClusterNetworkPolicy, ClusterNetworkPolicyProps, DefaultDeny, NetworkPolicyAction,
  NetworkPolicyEnablement,
  NetworkPolicyTier,
} from '../../../src';
import { chartFixture } from '../../support/fixtures';
import { fullApplicationPolicy, fullClusterPolicy } from '../../support/full-network-policy';

const DNS = { to: [{ ipBlock: { cidr: '172.20.0.10/32' } }], ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] };
const dns = ClusterDns.ofServiceCidr('172.20.0.0/16');

test('policies are switched on by one ConfigMap, whatever the namespace of the chart', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  expect(new NetworkPolicyEnablement(chart, 'Enablement').apiObject.toJson()).toEqual({
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' }, data: { 'enable-network-policy-controller': 'true' },
  });
});

describe('DefaultDeny', () => {
  test('closes a namespace', () => {
    const made = new DefaultDeny(new Chart(new App(), 'chart', { namespace: 'shop' }), 'Deny', { metadata: { name: 'deny' } });
    expect(made.apiObject.toJson()).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    expect([made.name, made.metadata.name]).toEqual(['deny', 'deny']);
  });

  test('but for the DNS, and for its own pods, if asked', () => {
    expect(new DefaultDeny(chartFixture(), 'Deny', { dns }).apiObject.toJson().spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [DNS] });
    expect(new DefaultDeny(chartFixture(), 'Deny', { allowWithinNamespace: true }).apiObject.toJson().spec).toEqual({
      podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }],
    });
  });
});

test('AllowAll opens a namespace', () => {
  const made = new AllowAll(chartFixture(), 'Open', { metadata: { name: 'open', namespace: 'kube-system' } });
  expect(made.apiObject.toJson()).toMatchObject({ kind: 'NetworkPolicy', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] } });
  expect([made.name, made.metadata.namespace]).toEqual(['open', 'kube-system']);
});

describe('ApplicationNetworkPolicy', () => {
  const specOf = (props: ConstructorParameters<typeof ApplicationNetworkPolicy>[2]) => new ApplicationNetworkPolicy(chartFixture(), 'Policy', props).apiObject.toJson().spec;

  test('with everything', () => {
    const made = fullApplicationPolicy(chartFixture());
    expect(made.apiObject.toJson()).toEqual({
      apiVersion: 'networking.k8s.aws/v1alpha1',
      kind: 'ApplicationNetworkPolicy',
      metadata: { name: 'web', namespace: 'default', labels: { team: 'shop' } },
      spec: {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { app: 'proxy' } } }, { ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.7/32'] } }],
            ports: [{ port: 8080, protocol: 'TCP' }],
          },
          { from: [{ podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }] },
        ],
        egress: [
          DNS,
          { to: [{ domainNames: ['api.example.com', '*.example.org'] }], ports: [{ port: 443, protocol: 'TCP' }, { port: 5000, endPort: 5010, protocol: 'UDP' }] },
          { to: [{ ipBlock: { cidr: '10.0.0.0/16' } }, { domainNames: ['db.example.com'] }] },
          {},
        ],
      },
    });
    expect([made.name, made.metadata.name]).toEqual(['web', 'web']);
  });

  test('empty lists close the pods', () => {
    expect(specOf({ ingress: [], egress: [] })).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(specOf({ dns })).toEqual({ podSelector: {}, policyTypes: ['Egress'], egress: [DNS] });
  });

  test('of a workload of cdk8s-plus, in its namespace', () => {
    const chart = chartFixture();
    const selector = new kplus.Deployment(chart, 'Web', { metadata: { namespace: 'shop' }, containers: [{ image: 'web' }] });
    const { metadata, spec } = new ApplicationNetworkPolicy(chart, 'Policy', { selector, ingress: [{ peers: [selector] }] }).apiObject.toJson();
    expect(metadata.namespace).toBe('shop');
    expect(spec.podSelector).toEqual({ matchLabels: { 'cdk8s.io/metadata.addr': expect.any(String) } });
    expect(spec.ingress[0].from[0]).toEqual({ podSelector: spec.podSelector, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } });
  });

  test('refuses neither direction', () => {
    expect(() => specOf({})).toThrow(new Error('ingress or egress of an ApplicationNetworkPolicy must be given, got neither: '
      + 'write ingress: [] to close the pods to the inside, or egress: [] to the outside'));
  });

  test('refuses wrong domain names, all at once', () => {
    const message = (name: string) => `domainNames must be names of at least two labels, or such with "*." before them, got "${name}": write for example "api.example.com" or "*.example.com"`;
    expect(() => specOf({ egress: [{ domainNames: ['*', 'good.example.com'] }, { domainNames: ['localhost'] }] })).toThrow(new Error(`${message('*')}; ${message('localhost')}`));
  });
});

describe('ClusterNetworkPolicy', () => {
  const specOf = (make: (chart: Chart) => Partial<ClusterNetworkPolicyProps>) => {
    const chart = chartFixture();
    return new ClusterNetworkPolicy(chart, 'Policy', { tier: NetworkPolicyTier.BASELINE, priority: 0, subject: kplus.Namespaces.all(chart, 'Subject'), ...make(chart) }).apiObject.toJson().spec;
  };
  const deny = NetworkPolicyAction.DENY;

  test('with everything', () => {
    const made = fullClusterPolicy(chartFixture());
    expect(made.apiObject.toJson()).toEqual({
      apiVersion: 'networking.k8s.aws/v1alpha1',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'guard', labels: { team: 'security' } },
      spec: {
        tier: 'Admin',
        priority: 10,
        subject: { namespaces: { matchLabels: { tenant: 'true' } } },
        ingress: [
          {
            name: 'monitoring',
            action: 'Accept',
            from: [{ pods: { podSelector: { matchLabels: { app: 'prometheus' } }, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } } }],
            ports: [{ portNumber: { port: 9090, protocol: 'TCP' } }, { portRange: { start: 9100, end: 9200, protocol: 'TCP' } }, { namedPort: 'metrics' }],
          },
          { action: 'Pass', from: [{ namespaces: {} }] },
        ],
        egress: [
          { action: 'Accept', to: [{ domainNames: ['*.example.com'] }], ports: [{ portRange: { start: 1, end: 65_535, protocol: 'TCP' } }] },
          { action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }, { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }] },
        ],
      },
    });
    expect([made.name, made.metadata.name]).toEqual(['guard', 'guard']);
  });

  test('the least, without the namespace of its chart', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
    const made = new ClusterNetworkPolicy(chart, 'Policy', { tier: NetworkPolicyTier.BASELINE, priority: 1000, subject: kplus.Namespaces.all(chart, 'All') });
    expect(made.apiObject.toJson()).toMatchObject({ spec: { tier: 'Baseline', priority: 1000, subject: { namespaces: {} } } });
    expect(made.apiObject.toJson().metadata).not.toHaveProperty('namespace');
  });

  test('all of a protocol', () => {
    const { egress } = specOf((chart) => ({ egress: [{ action: deny, peers: [kplus.Namespaces.all(chart, 'All')], ports: [kplus.NetworkPolicyPort.of({ protocol: kplus.NetworkProtocol.SCTP })] }] }));
    expect(egress[0].ports).toEqual([{ portRange: { start: 1, end: 65_535, protocol: 'SCTP' } }]);
  });

  test.each<[string, (chart: Chart) => Partial<ClusterNetworkPolicyProps>, string]>([
    ['a priority beyond 1000', () => ({ priority: 1001 }), 'priority of a ClusterNetworkPolicy must be a whole number of 0 to 1000, got 1001: write for example 1000'],
    ['several names as subject', (chart) => ({ subject: kplus.Namespaces.select(chart, 'Two', { names: ['a', 'b'] }) }),
      'subject of a ClusterNetworkPolicy must name one namespace, or choose namespaces by labels, got 2 names: make a policy for each, or write Namespaces.select with labels'],
    ['a block as subject', (chart) => ({ subject: kplus.NetworkPolicyIpBlock.anyIpv4(chart, 'Any') }),
      'subject of a ClusterNetworkPolicy must be pods or namespaces, got the block 0.0.0.0/0: write for example Namespaces.all'],
    ['pods without namespaces', (chart) => ({ subject: kplus.Pods.select(chart, 'Web', { labels: { app: 'web' } }) }),
      'subject of a ClusterNetworkPolicy must say the namespaces of pods, got {"matchLabels":{"app":"web"}} without: give the workload a namespace, or write Pods.select with namespaces'],
    ['a block as source', (chart) => ({ ingress: [{ action: deny, peers: [kplus.NetworkPolicyIpBlock.anyIpv4(chart, 'Any')] }] }),
      'peers of ingress of a ClusterNetworkPolicy must be pods or namespaces, got the block 0.0.0.0/0: write a NetworkPolicy for it'],
    ['exceptions of a block', (chart) => ({ egress: [{ action: deny, peers: [kplus.NetworkPolicyIpBlock.ipv4(chart, 'Some', '10.0.0.0/8', ['10.1.0.0/16'])] }] }),
      'blocks of a ClusterNetworkPolicy must have no exceptions, got 10.1.0.0/16 of 10.0.0.0/8: write a rule with DENY for them before this one'],
    ['no source', () => ({ ingress: [{ action: deny, peers: [] }] }),
      'rules of ingress of a ClusterNetworkPolicy must say where traffic comes from, got none: write for example peers: [Namespaces.all(…)]'],
    ['no destination', () => ({ egress: [{ action: deny }] }),
      'rules of egress of a ClusterNetworkPolicy must say where traffic goes, got none: write for example peers: [Namespaces.all(…)]'],
  ])('refuses %s', (_, make, message) => {
    expect(() => specOf(make)).toThrow(new Error(message));
  });
});
