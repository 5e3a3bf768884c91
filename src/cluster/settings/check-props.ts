import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeClusterProps } from '../auto-mode-cluster-props';
import { ClusterSettings } from './cluster-settings';
import { AutoModeVpc } from '../network';
import { problemsOfKey } from '../roles/volume-encryption';

const CLUSTER_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/;
const OLDEST_VERSION = [1, 29];
const MAXIMUM_SECURITY_GROUPS = 5;
const MINIMUM_ZONES = 2;
const BLOCK = /^\d+\.\d+\.\d+\.\d+\/(\d+)$/;
const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** What CloudFormation or EKS would refuse, or silently ignore; all of it at once. Tokens are not judged. */
export function problemsOf(props: AutoModeClusterProps, vpc: ec2.IVpc, vpcSubnets: ec2.SubnetSelection[]): string[] {
  return [
    ...checkRoles(props),
    ...checkName(props),
    ...checkVersion(props.version),
    ...checkAddressFamily(props, vpc, vpcSubnets),
    ...checkZones(vpc, vpcSubnets),
    ...checkServiceCidr(props, vpc),
    ...checkPublicCidrs(props),
    ...checkIsolation(props),
    ...checkRemoteNetworks('remoteNodeNetworks', props.remoteNodeNetworks, vpc),
    ...checkRemoteNetworks('remotePodNetworks', props.remotePodNetworks, vpc),
    ...problemsOfKey('secretsEncryptionKey', props.secretsEncryptionKey),
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

function checkAddressFamily({ ipFamily, vpc: given }: AutoModeClusterProps, vpc: ec2.IVpc, selections: ec2.SubnetSelection[]): string[] {
  if (ipFamily !== eks.IpFamily.IP_V6) { return []; }
  const { region } = Stack.of(vpc);
  const without = given ? selections.flatMap((selection) => vpc.selectSubnets(selection).subnets).filter(isWithoutIpv6) : [];
  return [
    ...without.length > 0
      ? [`vpcSubnets must have IPv6 blocks with IPv6, got ${without.map(({ node }) => node.path).join(', ')}: write new AutoModeVpc(…, { dualStack: true })`] : [],
    ...given ? [] : ['vpc must be given with IPv6, with IPv6 blocks for itself and its subnets, got none: write new AutoModeVpc(…, { dualStack: true })'],
    ...!Token.isUnresolved(region) && region.startsWith('cn-') ? [`ipFamily must not be IPv6 in China, got Region ${region}: leave ipFamily out`] : [],
  ];
}

/** Of imported subnets nothing is known. */
function isWithoutIpv6({ node: { defaultChild } }: ec2.ISubnet): boolean {
  return defaultChild instanceof ec2.CfnSubnet && defaultChild.ipv6CidrBlock === undefined && defaultChild.ipv6IpamPoolId === undefined;
}

/** The same token for two zones means the same zone. */
function checkZones(vpc: ec2.IVpc, selections: ec2.SubnetSelection[]): string[] {
  const selected = selections.map((selection) => vpc.selectSubnets(selection));
  if (selected.some(({ subnetIds, isPendingLookup }) => isPendingLookup || Token.isUnresolved(subnetIds))) { return []; }
  const zones = new Set(selected.flatMap(({ availabilityZones }) => availabilityZones));
  return zones.size >= MINIMUM_ZONES ? []
    : [`vpcSubnets must be in at least ${MINIMUM_ZONES} Availability Zones, got ${zones.size}: select more subnets, or let the VPC have more zones`];
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
  return isPrivateBlock(cidr, 12, 24) ? checkOverlap('serviceIpv4Cidr', cidr, vpc)
    : [`serviceIpv4Cidr must be a block of /12 to /24 within ${PRIVATE_BLOCKS.join(', ')}, got ${cidr}: write for example 172.20.0.0/16`];
}

function checkRemoteNetworks(property: string, networks: { readonly cidrs: string[] }[] | undefined, vpc: ec2.IVpc): string[] {
  if (networks === undefined || Token.isUnresolved(networks)) { return []; }
  return networks.flatMap(({ cidrs }) => (Token.isUnresolved(cidrs) ? [] : cidrs)).filter((cidr) => !Token.isUnresolved(cidr)).flatMap((cidr) =>
    isPrivateBlock(cidr, 8, 32) ? checkOverlap(property, cidr, vpc)
      : [`${property} must be blocks of /8 to /32 within ${PRIVATE_BLOCKS.join(', ')}, got ${cidr}`]);
}

function checkPublicCidrs({ endpointAccess, ipFamily }: ClusterSettings): string[] {
  const cidrs = endpointAccess?._config.publicCidrs ?? [];
  return ipFamily === eks.IpFamily.IP_V6 || Token.isUnresolved(cidrs) ? [] : cidrs.filter((cidr) => !Token.isUnresolved(cidr) && cidr.includes(':'))
    .map((cidr) => `endpointAccess must name IPv4 blocks only unless the cluster is one of IPv6, got ${cidr}`);
}

function checkIsolation({ endpointAccess, vpc }: AutoModeClusterProps): string[] {
  return vpc instanceof AutoModeVpc && vpc.isIsolated && endpointAccess?._config.privateAccess === false
    ? ['endpointAccess must be private, or public and private, in an isolated VPC, got public: write eks.EndpointAccess.PRIVATE'] : [];
}

function isPrivateBlock(cidr: string, largest: number, smallest: number): boolean {
  const form = BLOCK.exec(cidr);
  return form !== null && Number(form[1]) >= largest && Number(form[1]) <= smallest
    && PRIVATE_BLOCKS.some((block) => contains(block, cidr));
}

/** Two blocks overlap when one contains the other; the CDK's own check compares addresses as text. */
function contains(outer: string, inner: string): boolean {
  return new ec2.CidrBlock(outer).containsCidr(new ec2.CidrBlock(inner));
}

function checkOverlap(property: string, cidr: string, vpc: ec2.IVpc): string[] {
  const known = vpc.node.defaultChild instanceof ec2.CfnVPC ? vpc.node.defaultChild.cidrBlock : vpc.vpcCidrBlock;
  return known && !Token.isUnresolved(known) && (contains(known, cidr) || contains(cidr, known))
    ? [`${property} must not overlap the VPC, got ${cidr} and ${known}`] : [];
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
