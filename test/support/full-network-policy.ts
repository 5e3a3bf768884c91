import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ApplicationNetworkPolicy, ClusterDns, ClusterNetworkPolicy, NetworkPolicyAction, NetworkPolicyTier } from '../../src';

/** An ApplicationNetworkPolicy with every field. */
export function fullApplicationPolicy(chart: Chart): ApplicationNetworkPolicy {
  return new ApplicationNetworkPolicy(chart, 'Application', {
    metadata: { name: 'web', namespace: 'default', labels: { team: 'shop' } },
    selector: kplus.Pods.select(chart, 'Web', { labels: { app: 'web' } }),
    dns: ClusterDns.ofServiceCidr('172.20.0.0/16'),
    ingress: [
      { peers: [kplus.Pods.select(chart, 'Proxy', { labels: { app: 'proxy' } }), kplus.NetworkPolicyIpBlock.ipv4(chart, 'Office', '192.0.2.0/24', ['192.0.2.7/32'])], ports: [kplus.NetworkPolicyPort.tcp(8080)] },
      { peers: [kplus.Namespaces.select(chart, 'Monitoring', { names: ['monitoring'] })] },
    ],
    egress: [
      { domainNames: ['api.example.com', '*.example.org'], ports: [kplus.NetworkPolicyPort.tcp(443), kplus.NetworkPolicyPort.udpRange(5000, 5010)] },
      { peers: [kplus.NetworkPolicyIpBlock.ipv4(chart, 'Database', '10.0.0.0/16')], domainNames: ['db.example.com'] },
      {},
    ],
  });
}

/** A ClusterNetworkPolicy with every field. */
export function fullClusterPolicy(chart: Chart): ClusterNetworkPolicy {
  return new ClusterNetworkPolicy(chart, 'Cluster', {
    metadata: { name: 'guard', labels: { team: 'security' } },
    tier: NetworkPolicyTier.ADMIN,
    priority: 10,
    subject: kplus.Namespaces.select(chart, 'Tenants', { labels: { tenant: 'true' } }),
    ingress: [{
      name: 'monitoring',
      action: NetworkPolicyAction.ACCEPT,
      peers: [kplus.Pods.select(chart, 'Prometheus', { labels: { app: 'prometheus' }, namespaces: kplus.Namespaces.select(chart, 'Observed', { names: ['monitoring'] }) })],
      ports: [kplus.NetworkPolicyPort.tcp(9090), kplus.NetworkPolicyPort.tcpRange(9100, 9200)],
      namedPorts: ['metrics'],
    }, { action: NetworkPolicyAction.PASS, peers: [kplus.Namespaces.all(chart, 'All')] }],
    egress: [
      { action: NetworkPolicyAction.ACCEPT, domainNames: ['*.example.com'], ports: [kplus.NetworkPolicyPort.allTcp()] },
      { action: NetworkPolicyAction.DENY, peers: [kplus.NetworkPolicyIpBlock.ipv4(chart, 'Metadata', '169.254.169.254/32'), kplus.Namespaces.select(chart, 'System', { names: ['kube-system'] })] },
    ],
  });
}
