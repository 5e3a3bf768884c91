import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { clusterFixture } from '../../support/fixtures';

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
