import { Duration, Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeClusterProps, ControlPlaneEgressMode, ScoringStrategy, UpgradePolicy } from '../../../src';
import { clusterFixture } from '../../support/fixtures';

/** A text that no check would let pass, so that one that looks into a token is found out. */
const TEXT = 'only known at deployment';
const NUMBER = 1_000_000;

const text = () => Lazy.string({ produce: () => TEXT });
const list = () => Lazy.list({ produce: () => [TEXT] });
const number = () => Lazy.number({ produce: () => NUMBER });

describe('a token is written as it is, and not judged', () => {
  test.each<[string, Partial<AutoModeClusterProps>, object]>([
    ['clusterName', { clusterName: text() }, { Name: TEXT }],
    ['version', { version: eks.KubernetesVersion.of(text()) }, { Version: TEXT }],
    ['serviceIpv4Cidr', { serviceIpv4Cidr: text() }, { KubernetesNetworkConfig: { ServiceIpv4Cidr: TEXT } }],
    ['activeCertificateAuthorityId', { activeCertificateAuthorityId: text() }, { ActiveCertificateAuthorityId: TEXT }],
    ['tags', { tags: { team: text() } }, { Tags: [{ Key: 'team', Value: TEXT }] }],
    ['tags, as their key', { tags: { [text()]: 'platform' } }, { Tags: [{ Key: TEXT, Value: 'platform' }] }],
    ['controlPlaneEgressMode', { controlPlaneEgressMode: ControlPlaneEgressMode.of(text()) }, { ResourcesVpcConfig: { ControlPlaneEgressMode: TEXT } }],
    ['controlPlaneScalingTier', { controlPlaneScalingTier: eks.ControlPlaneScalingTier.of(text()) }, { ControlPlaneScalingConfig: { Tier: TEXT } }],
    ['upgradePolicy', { upgradePolicy: UpgradePolicy.of(text()) }, { UpgradePolicy: { SupportType: TEXT } }],
    ['endpointAccess', { endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom(text()) }, { ResourcesVpcConfig: { PublicAccessCidrs: [TEXT] } }],
    ['endpointAccess, as a list', { endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom(...list()) }, { ResourcesVpcConfig: { PublicAccessCidrs: [TEXT] } }],
    ['remoteNodeNetworks', { remoteNodeNetworks: [{ cidrs: [text()] }] }, { RemoteNetworkConfig: { RemoteNodeNetworks: [{ Cidrs: [TEXT] }] } }],
    ['remoteNodeNetworks, as a list', { remoteNodeNetworks: [{ cidrs: list() }] }, { RemoteNetworkConfig: { RemoteNodeNetworks: [{ Cidrs: [TEXT] }] } }],
    ['remotePodNetworks', { remoteNodeNetworks: [{ cidrs: [text()] }], remotePodNetworks: [{ cidrs: [text()] }] },
      { RemoteNetworkConfig: { RemotePodNetworks: [{ Cidrs: [TEXT] }] } }],
    ['scoringStrategy', { scoringStrategy: ScoringStrategy.of(text(), { cpu: number() }) },
      { KubeSchedulerConfig: { NodeResourcesFit: { ScoringStrategy: { Type: TEXT, Resources: [{ Name: 'cpu', Weight: NUMBER }] } } } }],
    ['serviceNodePortRange', { serviceNodePortRange: { from: number(), to: number() } }, { KubeApiServerConfig: { ServiceNodePortRange: { MinPort: NUMBER, MaxPort: NUMBER } } }],
    ['terminatedPodThreshold', { terminatedPodThreshold: number() }, { KubeControllerManagerConfig: { PodGcControllerConfig: { TerminatedPodGcThreshold: NUMBER } } }],
    ['rollbackTimeout', { rollbackTimeout: Duration.minutes(number()) }, { RollbackConfig: { TimeoutMinutes: NUMBER } }],
    ['eventTimeToLive', { eventTimeToLive: Duration.minutes(number()) }, { KubeApiServerConfig: { EventTtl: `${NUMBER}m` } }],
    ['horizontalPodAutoscalerSyncPeriod', { horizontalPodAutoscalerSyncPeriod: Duration.seconds(number()), controlPlaneScalingTier: eks.ControlPlaneScalingTier.TIER_XL },
      { KubeControllerManagerConfig: { HorizontalPodAutoscalerControllerConfig: { HorizontalPodAutoscalerSyncPeriod: `${NUMBER}s` } } }],
  ])('%s', (_, props, expected) => {
    const template = Template.fromStack(clusterFixture(props).stack);
    template.hasResourceProperties('AWS::EKS::Cluster', expected);
    expect(JSON.stringify(template.toJSON())).not.toMatch(/Token\[|e\+2\d\d/);
  });
});

describe('what would be wrong whatever a token stands for is refused without it', () => {
  test('addresses of Services with IPv6', () => {
    expect(() => clusterFixture({ serviceIpv4Cidr: text(), ipFamily: eks.IpFamily.IP_V6 }))
      .toThrow('serviceIpv4Cidr must be left out with IPv6, where EKS assigns the addresses of Services, got a token: remove it');
  });

  test('durations in units that cannot be converted, together', () => {
    expect(() => clusterFixture({
      eventTimeToLive: Duration.days(number()),
      horizontalPodAutoscalerSyncPeriod: Duration.millis(number()),
      controlPlaneScalingTier: eks.ControlPlaneScalingTier.TIER_XL,
      rollbackTimeout: Duration.hours(number()),
    })).toThrow('eventTimeToLive must be in seconds, minutes, hours when it is only known at deployment, got a token in days: write Duration.seconds(…); '
      + 'horizontalPodAutoscalerSyncPeriod must be in seconds, minutes, hours when it is only known at deployment, got a token in millis: write Duration.seconds(…); '
      + 'rollbackTimeout must be in minutes when it is only known at deployment, got a token in hours: write Duration.minutes(…)');
  });
});
