import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster } from '../../../src';
import { clusterFixture, stackFixture } from '../../support/fixtures';

const warnings = (prepare: (fixture: ReturnType<typeof clusterFixture>) => void, props = {}) => {
  const fixture = clusterFixture(props);
  prepare(fixture);
  return Annotations.fromStack(fixture.stack).findWarning('*', Match.stringLikeRegexp('has nothing to do')).map(({ entry }) => String(entry.data));
};
const addOn = (addonName: string) => ({ stack, cluster }: ReturnType<typeof clusterFixture>) => { new eks.Addon(stack, 'AddOn', { cluster: cluster.cluster, addonName }); };

test.each(['vpc-cni', 'kube-proxy', 'coredns', 'aws-ebs-csi-driver', 'eks-pod-identity-agent', 'eks-node-monitoring-agent'])('%s is warned about', (name) => {
  expect(warnings(addOn(name))).toEqual([expect.stringMatching(new RegExp(`^add-on ${name} has nothing to do in a cluster that has only nodes of Auto Mode: .* Remove it, or acknowledge this`))]);
});

test.each(['metrics-server', 'snapshot-controller'])('%s is not', (name) => {
  expect(warnings(addOn(name))).toEqual([]);
});

test('nor is any beside nodes of another kind', () => {
  expect(warnings((fixture) => {
    addOn('vpc-cni')(fixture);
    new CfnNodegroup(fixture.stack, 'Nodes', { clusterName: fixture.cluster.clusterName, nodeRole: 'role', subnets: ['subnet-1'] });
  })).toEqual([]);
  expect(warnings(addOn('vpc-cni'), { remoteNodeNetworks: [{ cidrs: ['192.168.0.0/16'] }] })).toEqual([]);
});

test('nor that of another cluster', () => {
  expect(warnings(({ stack }) => {
    new eks.Addon(stack, 'AddOn', { cluster: eks.Cluster.fromClusterAttributes(stack, 'Other', { clusterName: 'other' }), addonName: 'vpc-cni' });
  })).toEqual([]);
});

describe('a cluster of the L2 that is adopted', () => {
  const adopted = (prepare: (cluster: eks.Cluster) => void, props = {}) => {
    const { stack } = stackFixture();
    const cluster = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ...props });
    AutoModeCluster.adopt(cluster);
    new eks.Addon(stack, 'AddOn', { cluster, addonName: 'vpc-cni' });
    prepare(cluster);
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('has nothing to do')).map(({ id }) => id);
  };

  test('is warned about', () => {
    expect(adopted(() => {})).toEqual(['/Stack/AddOn/Resource']);
  });

  test.each<[string, (cluster: eks.Cluster) => void, object]>([
    ['a node group', (cluster) => cluster.addNodegroupCapacity('Nodes'), {}],
    ['an Auto Scaling group', (cluster) => cluster.addAutoScalingGroupCapacity('Nodes', { instanceType: new ec2.InstanceType('m5.large') }), {}],
    ['Fargate', (cluster) => cluster.addFargateProfile('Pods', { selectors: [{ namespace: 'default' }] }), {}],
    ['hybrid nodes', () => {}, { remoteNodeNetworks: [{ cidrs: ['192.168.0.0/16'] }] }],
  ])('is not with %s', (_, prepare, props) => {
    expect(adopted(prepare, props)).toEqual([]);
  });
});

test('of a cluster that was made elsewhere nothing is said: it may have other nodes', () => {
  const { stack } = stackFixture();
  AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'production' });
  new eks.Addon(stack, 'AddOn', { cluster: eks.Cluster.fromClusterAttributes(stack, 'Same', { clusterName: 'production' }), addonName: 'vpc-cni' });
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('has nothing to do'));
});
