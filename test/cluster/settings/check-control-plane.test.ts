import { Duration, Lazy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeClusterProps, ScoringStrategy } from '../../../src';
import { clusterFixture } from '../../support/fixtures';

const TIER_XL = eks.ControlPlaneScalingTier.TIER_XL;

test.each<[string, Partial<AutoModeClusterProps>, string]>([
  ['events that live too short', { eventTimeToLive: Duration.minutes(9) }, 'eventTimeToLive must be 10 minutes to 1 hour in whole seconds, got 9 minutes: write for example Duration.minutes(30)'],
  ['events that live too long', { eventTimeToLive: Duration.hours(2) }, 'eventTimeToLive must be 10 minutes to 1 hour in whole seconds, got 2 hours: '],
  ['an autoscaler that looks too often', { horizontalPodAutoscalerSyncPeriod: Duration.seconds(5), controlPlaneScalingTier: TIER_XL },
    'horizontalPodAutoscalerSyncPeriod must be 10 seconds to 15 seconds in whole seconds, got 5 seconds: write for example Duration.seconds(10)'],
  ['an autoscaler that looks too seldom', { horizontalPodAutoscalerSyncPeriod: Duration.seconds(90), controlPlaneScalingTier: TIER_XL }, 'got 1 minute 30 seconds: '],
  ['an autoscaler that looks more often without a tier', { horizontalPodAutoscalerSyncPeriod: Duration.seconds(10) },
    'horizontalPodAutoscalerSyncPeriod must come with a controlPlaneScalingTier other than standard, got none: write for example controlPlaneScalingTier: eks.ControlPlaneScalingTier.TIER_XL, or leave it out'],
  ['an autoscaler that looks more often in the standard tier', { horizontalPodAutoscalerSyncPeriod: Duration.seconds(10), controlPlaneScalingTier: eks.ControlPlaneScalingTier.STANDARD },
    'must come with a controlPlaneScalingTier other than standard, got standard: '],
  ['node ports of the system', { serviceNodePortRange: { from: 10_259, to: 32_767 } },
    'serviceNodePortRange must be two ports of 10260 to 32767, the lower one first, got 10259 to 32767: write for example from: 30000, to: 32767'],
  ['node ports of outgoing connections', { serviceNodePortRange: { from: 30_000, to: 32_768 } }, 'got 30000 to 32768: '],
  ['too many terminated pods', { terminatedPodThreshold: 1_000_001 }, 'terminatedPodThreshold must be a whole number of 1 to 1000000, got 1000001: write for example 1000'],
  ['an old version', { version: eks.KubernetesVersion.V1_30, eventTimeToLive: Duration.minutes(30), terminatedPodThreshold: 1000 },
    'version must be at least 1.31 for eventTimeToLive, terminatedPodThreshold, got 1.30: upgrade the cluster first, or leave them out'],
])('%s: refused', (_, props, message) => {
  expect(() => clusterFixture(props)).toThrow(message);
});

test.each<[string, Partial<AutoModeClusterProps>]>([
  ['the least', {
    version: eks.KubernetesVersion.V1_31,
    eventTimeToLive: Duration.minutes(10),
    serviceNodePortRange: { from: 10_260, to: 10_260 },
    horizontalPodAutoscalerSyncPeriod: Duration.seconds(10),
    controlPlaneScalingTier: TIER_XL,
    terminatedPodThreshold: 1,
  }],
  ['the most', {
    eventTimeToLive: Duration.hours(1),
    serviceNodePortRange: { from: 32_767, to: 32_767 },
    horizontalPodAutoscalerSyncPeriod: Duration.seconds(15),
    controlPlaneScalingTier: TIER_XL,
    terminatedPodThreshold: 1_000_000,
  }],
  ['an old version without any', { version: eks.KubernetesVersion.V1_30 }],
  ['a tier that is only known at deployment', {
    horizontalPodAutoscalerSyncPeriod: Duration.seconds(10), controlPlaneScalingTier: eks.ControlPlaneScalingTier.of(Lazy.string({ produce: () => 'standard' })),
  }],
])('%s: accepted', (_, props) => {
  expect(() => clusterFixture(props)).not.toThrow();
});

describe('resources that nodes are rated by', () => {
  const warnings = (scoringStrategy?: ScoringStrategy) => Annotations.fromStack(clusterFixture({ scoringStrategy }).stack)
    .findWarning('/Stack/Cluster', Match.stringLikeRegexp('cdk-eks-auto-mode:scoring-resources')).map(({ entry }) => String(entry.data));

  test('that EKS does not list are warned about', () => {
    expect(warnings(ScoringStrategy.mostAllocated({ 'cpu': 1, 'pods': 1, 'ephemeral-storage': 1 }))).toEqual([
      expect.stringMatching(/^scoringStrategy should weigh no resources but cpu, memory, nvidia\.com\/gpu, aws\.amazon\.com\/neuron, aws\.amazon\.com\/neuroncore, got pods, ephemeral-storage: .*remove them, or acknowledge this/i),
    ]);
  });

  test.each([
    ['that it lists', ScoringStrategy.leastAllocated({ 'cpu': 1, 'memory': 1, 'nvidia.com/gpu': 1, 'aws.amazon.com/neuron': 1, 'aws.amazon.com/neuroncore': 1 })],
    ['that are tokens', ScoringStrategy.leastAllocated({ [Lazy.string({ produce: () => 'pods' })]: 1 })],
    ['of its own choice', ScoringStrategy.leastAllocated()],
    ['without a strategy', undefined],
  ])('%s are not', (_, strategy) => {
    expect(warnings(strategy)).toEqual([]);
  });
});
