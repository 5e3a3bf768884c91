import { Annotations, Duration, Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { ClusterSettings } from './cluster-settings';
import { problemsOfDuration } from './service-duration';
import { isWithin, rangeInWords } from '../../private/whole-numbers';
import type { AutoModeClusterProps } from '../auto-mode-cluster-props';

const OLDEST_VERSION = '1.31';
const NEW_SETTINGS: readonly (keyof ClusterSettings)[] = [
  'eventTimeToLive', 'serviceNodePortRange', 'scoringStrategy', 'terminatedPodThreshold', 'horizontalPodAutoscalerSyncPeriod',
];
/** Below are ports of the system, above those of outgoing connections. */
const NODE_PORTS = { least: 10_260, most: 32_767 };
const TERMINATED_PODS = { least: 1, most: 1_000_000 };
const SCORED_RESOURCES = ['cpu', 'memory', 'nvidia.com/gpu', 'aws.amazon.com/neuron', 'aws.amazon.com/neuroncore'];

/**
 * What EKS would refuse of the settings of API server, scheduler and controller manager.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/control-plane-configuration.html
 */
export function checkControlPlane(props: AutoModeClusterProps): string[] {
  return [
    ...checkVersion(props),
    ...checkNodePorts(props),
    ...problemsOfDuration('eventTimeToLive', props.eventTimeToLive, {
      least: Duration.minutes(10), most: Duration.minutes(60), units: ['seconds', 'minutes', 'hours'], example: 'minutes(30)',
    }),
    ...problemsOfDuration('horizontalPodAutoscalerSyncPeriod', props.horizontalPodAutoscalerSyncPeriod, {
      least: Duration.seconds(10), most: Duration.seconds(15), units: ['seconds', 'minutes', 'hours'], example: 'seconds(10)',
    }),
    ...checkTier(props),
    ...problemsOfDuration('rollbackTimeout', props.rollbackTimeout, {
      least: Duration.hours(2), most: Duration.days(7), units: ['minutes'], example: 'hours(12)',
    }),
    ...checkThreshold(props),
  ];
}

/** Warns of resources that EKS does not list: whether it takes them is not documented. */
export function warnOfScoredResources({ scoringStrategy }: ClusterSettings, scope: IConstruct): void {
  const names = (scoringStrategy?._render().resources ?? []).map(({ name }) => name);
  const unknown = names.filter((name) => !Token.isUnresolved(name) && !SCORED_RESOURCES.includes(name));
  if (unknown.length === 0) { return; }
  Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:scoring-resources',
    `scoringStrategy should weigh no resources but ${SCORED_RESOURCES.join(', ')}, got ${unknown.join(', ')}: EKS lists no others, and may refuse them. Remove them, or acknowledge this`);
}

/** Whether a version of Kubernetes, which must be known, is another one or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [[major, minor], [oldestMajor, oldestMinor]] = [version, oldest].map((each) => each.split('.').map(Number));
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function checkVersion(props: AutoModeClusterProps): string[] {
  const { version } = props.version;
  const given = NEW_SETTINGS.filter((property) => props[property] !== undefined);
  return given.length === 0 || Token.isUnresolved(version) || isAtLeast(version, OLDEST_VERSION) ? []
    : [`version must be at least ${OLDEST_VERSION} for ${given.join(', ')}, got ${version}: upgrade the cluster first, or leave them out`];
}

function checkNodePorts({ serviceNodePortRange: range }: ClusterSettings): string[] {
  if (!range || Token.isUnresolved(range.from) || Token.isUnresolved(range.to)) { return []; }
  const { least, most } = NODE_PORTS;
  return isWithin(range.from, NODE_PORTS) && isWithin(range.to, NODE_PORTS) && range.from <= range.to ? []
    : [`serviceNodePortRange must be two ports of ${least} to ${most}, the lower one first, got ${range.from} to ${range.to}: write for example from: 30000, to: 32767`];
}

function checkTier({ horizontalPodAutoscalerSyncPeriod, controlPlaneScalingTier: tier }: ClusterSettings): string[] {
  return !horizontalPodAutoscalerSyncPeriod || (tier && tier.value !== eks.ControlPlaneScalingTier.STANDARD.value) ? []
    : [`horizontalPodAutoscalerSyncPeriod must come with a controlPlaneScalingTier other than standard, got ${tier?.value ?? 'none'}: `
      + 'write for example controlPlaneScalingTier: eks.ControlPlaneScalingTier.TIER_XL, or leave it out'];
}

function checkThreshold({ terminatedPodThreshold: threshold }: ClusterSettings): string[] {
  if (threshold === undefined || Token.isUnresolved(threshold)) { return []; }
  return isWithin(threshold, TERMINATED_PODS) ? []
    : [`terminatedPodThreshold must be ${rangeInWords(TERMINATED_PODS)}, got ${threshold}: write for example 1000`];
}
