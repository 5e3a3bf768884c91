import { Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeVpc } from '../../../src';
import { chartDocument, clusterFixture, stackFixture } from '../../support/fixtures';

test('policies are switched on in the chart of the cluster, once', () => {
  const { app, stack, cluster } = clusterFixture();
  cluster.enableNetworkPolicies();
  cluster.enableNetworkPolicies();
  expect(chartDocument(app, stack, 'auto-mode').objects.map(({ manifest }) => `${manifest.kind} ${(manifest.metadata as { name: string }).name}`)).toEqual(['ConfigMap amazon-vpc-cni']);
});

describe('the DNS', () => {
  const imported = (attributes: object) => AutoModeCluster.fromAttributes(stackFixture().stack, 'Cluster', { clusterName: 'blue', ...attributes });
  const adopted = (props: object) => AutoModeCluster.adopt(new eks.Cluster(stackFixture().stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ...props }));

  test('of a cluster is that of its block of Services, or one of two', () => {
    expect(clusterFixture({ serviceIpv4Cidr: '10.99.0.0/16' }).cluster.dns.cidrs).toEqual(['10.99.0.10/32']);
    expect(clusterFixture().cluster.dns.cidrs).toEqual(['10.100.0.10/32', '172.20.0.10/32']);
  });

  test('of a cluster of IPv6 is known at deployment', () => {
    const { stack } = stackFixture();
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ipFamily: eks.IpFamily.IP_V6, vpc: new AutoModeVpc(stack, 'Vpc', { dualStack: true }) });
    expect(Stack.of(cluster).resolve(cluster.dns.cidrs)).toEqual([
      { 'Fn::Join': ['', [{ 'Fn::Select': [0, { 'Fn::Split': ['/', { 'Fn::GetAtt': [expect.stringMatching(/^Cluster/), 'KubernetesNetworkConfig.ServiceIpv6Cidr'] }] }] }, 'a/128']] },
    ]);
  });

  test('of an imported cluster', () => {
    expect(imported({}).dns.cidrs).toEqual(['10.100.0.10/32', '172.20.0.10/32']);
    expect(imported({ serviceCidr: '10.99.0.0/16' }).dns.cidrs).toEqual(['10.99.0.10/32']);
    expect(imported({ ipFamily: eks.IpFamily.IP_V6, serviceCidr: 'fd30::/108' }).dns.cidrs).toEqual(['fd30::a/128']);
    expect(() => imported({ ipFamily: eks.IpFamily.IP_V6 }).dns).toThrow('serviceCidr of the cluster must be known to find its DNS, got none: write serviceCidr where the cluster is imported');
  });

  test('of a cluster of this app', () => {
    expect(adopted({ serviceIpv4Cidr: '10.99.0.0/16' }).dns.cidrs).toEqual(['10.99.0.10/32']);
    expect(adopted({}).dns.cidrs).toEqual(['10.100.0.10/32', '172.20.0.10/32']);
  });
});
