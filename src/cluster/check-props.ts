import { Duration, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeClusterProps } from './auto-mode-cluster-props';
import { ClusterSettings } from './cluster-settings';

const CLUSTER_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/;
const OLDEST_VERSION = [1, 29];
const MAXIMUM_SECURITY_GROUPS = 5;
const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** What CloudFormation or EKS would refuse, or silently ignore; all of it at once. Tokens are not judged. */
export function problemsOf(props: AutoModeClusterProps, vpc: ec2.IVpc): string[] {
  return [
    ...checkRoles(props),
    ...checkName(props),
    ...checkVersion(props.version),
    ...checkAddressFamily(props),
    ...checkServiceCidr(props, vpc),
    ...checkNodePorts(props),
    ...checkDuration('eventTimeToLive', props.eventTimeToLive, Duration.seconds(1), undefined),
    ...checkDuration('horizontalPodAutoscalerSyncPeriod', props.horizontalPodAutoscalerSyncPeriod, Duration.seconds(1), undefined),
    ...checkDuration('rollbackTimeout', props.rollbackTimeout, Duration.hours(2), Duration.days(7)),
    ...checkThreshold(props),
    ...(props.securityGroups?.length ?? 0) > MAXIMUM_SECURITY_GROUPS
      ? [`securityGroups must be at most ${MAXIMUM_SECURITY_GROUPS}, got ${props.securityGroups!.length}`] : [],
  ];
}

function checkRoles({ builtInNodePools, builtInNodeRole }: AutoModeClusterProps): string[] {
  return builtInNodeRole && builtInNodePools?.length === 0
    ? ['builtInNodeRole must be left out when builtInNodePools is empty, got a role: for custom NodeClasses write nodeRole'] : [];
}

function checkName({ clusterName }: AutoModeClusterProps): string[] {
  return clusterName === undefined || Token.isUnresolved(clusterName) || CLUSTER_NAME.test(clusterName) ? []
    : [`clusterName must be 1 to 100 letters, digits and hyphens and begin with a letter or digit, got "${clusterName}": `
      + 'write one of that form, or leave it out'];
}

function checkAddressFamily({ ipFamily, vpc }: AutoModeClusterProps): string[] {
  return ipFamily === eks.IpFamily.IP_V6 && !vpc
    ? ['vpc must be given with IPv6, with IPv6 blocks for itself and its subnets, got none: write vpc'] : [];
}

function checkVersion({ version }: eks.KubernetesVersion): string[] {
  if (Token.isUnresolved(version)) { return []; }
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_VERSION[0] || minor >= OLDEST_VERSION[1] ? []
    : [`version must be at least ${OLDEST_VERSION.join('.')} for Auto Mode, got ${version}`];
}

function checkServiceCidr({ serviceIpv4Cidr: cidr, ipFamily }: ClusterSettings, vpc: ec2.IVpc): string[] {
  if (cidr === undefined || Token.isUnresolved(cidr)) { return []; }
  if (ipFamily === eks.IpFamily.IP_V6) {
    return [`serviceIpv4Cidr must be left out with IPv6, where EKS assigns the addresses of Services, got ${cidr}`];
  }
  const form = /^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(cidr);
  const isPrivate = form && PRIVATE_BLOCKS.some((block) => new ec2.CidrBlock(block).containsCidr(new ec2.CidrBlock(cidr)));
  if (!form || !isPrivate || Number(form[1]) < 12 || Number(form[1]) > 24) {
    return [`serviceIpv4Cidr must be a block of /12 to /24 within ${PRIVATE_BLOCKS.join(', ')}, got ${cidr}: write for example 172.20.0.0/16`];
  }
  const known = vpc.node.defaultChild instanceof ec2.CfnVPC ? vpc.node.defaultChild.cidrBlock : vpc.vpcCidrBlock;
  return known && !Token.isUnresolved(known) && ec2.NetworkUtils.validateCidrPairOverlap(known, cidr)
    ? [`serviceIpv4Cidr must not overlap the VPC, got ${cidr} and ${known}`] : [];
}

function checkNodePorts({ serviceNodePortRange: range }: ClusterSettings): string[] {
  if (!range || Token.isUnresolved(range.from) || Token.isUnresolved(range.to)) { return []; }
  const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535;
  return isPort(range.from) && isPort(range.to) && range.from <= range.to ? []
    : [`serviceNodePortRange must be two ports of 1 to 65535, the lower one first, got ${range.from} to ${range.to}`];
}

function checkDuration(property: string, duration: Duration | undefined, least: Duration, most: Duration | undefined): string[] {
  if (!duration || duration.isUnresolved()) { return []; }
  const seconds = duration.toSeconds({ integral: false });
  const step = most ? 60 : 1;
  const isWithin = seconds >= least.toSeconds() && (!most || seconds <= most.toSeconds());
  const range = most ? `${least.toHumanString()} to ${most.toHumanString()}` : `at least ${least.toHumanString()}`;
  return isWithin && seconds % step === 0 ? [] : [`${property} must be ${range} in whole ${most ? 'minutes' : 'seconds'}, got ${duration.toHumanString()}`];
}

function checkThreshold({ terminatedPodThreshold: threshold }: ClusterSettings): string[] {
  return threshold === undefined || Token.isUnresolved(threshold) || (Number.isInteger(threshold) && threshold >= 1) ? []
    : [`terminatedPodThreshold must be a whole number of 1 or more, got ${threshold}`];
}
