import { Lazy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AutoModeClusterProps } from '../../../src';
import { clusterFixture } from '../../support/fixtures';

const NODES = [{ cidrs: ['192.168.0.0/17'] }];
const PODS = [{ cidrs: ['192.168.128.0/17'] }];
const none: string[] = [];

test.each<[string, Partial<AutoModeClusterProps>]>([
  ['left out', { remotePodNetworks: PODS }],
  ['empty', { remotePodNetworks: PODS, remoteNodeNetworks: [] }],
  ['left out, of none', { remotePodNetworks: [] }],
])('pods of hybrid nodes whose networks are %s', (_, props) => {
  expect(() => clusterFixture(props)).toThrow(/^remotePodNetworks must come with remoteNodeNetworks, got none of those: write them as well \(at Stack\/Cluster\)$/);
});

test('networks without a block are refused, all at once and each by its place', () => {
  expect(() => clusterFixture({ remoteNodeNetworks: [...NODES, { cidrs: none }], remotePodNetworks: [{ cidrs: none }] })).toThrow(
    'remoteNodeNetworks[1] must have at least one block in cidrs, got none: write for example 192.168.0.0/16, or remove the entry; '
    + 'remotePodNetworks[0] must have at least one block in cidrs, got none: write for example 192.168.0.0/16, or remove the entry (at Stack/Cluster)');
});

test.each<[string, Partial<AutoModeClusterProps>, object]>([
  ['nodes and pods', { remoteNodeNetworks: NODES, remotePodNetworks: PODS },
    { RemoteNodeNetworks: [{ Cidrs: NODES[0].cidrs }], RemotePodNetworks: [{ Cidrs: PODS[0].cidrs }] }],
  ['nodes alone', { remoteNodeNetworks: NODES }, { RemoteNodeNetworks: [{ Cidrs: NODES[0].cidrs }], RemotePodNetworks: Match.absent() }],
  ['neither', { remoteNodeNetworks: [], remotePodNetworks: [] }, { RemoteNodeNetworks: [], RemotePodNetworks: [] }],
  ['blocks that are only known at deployment', { remoteNodeNetworks: [{ cidrs: Lazy.list({ produce: () => NODES[0].cidrs }) }] },
    { RemoteNodeNetworks: [{ Cidrs: NODES[0].cidrs }] }],
])('networks of %s are accepted', (_, props, expected) => {
  Template.fromStack(clusterFixture(props).stack).hasResourceProperties('AWS::EKS::Cluster', { RemoteNetworkConfig: expected });
});
