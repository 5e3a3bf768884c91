import { isIP } from 'net';
import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AutoModeClusterProps } from '../auto-mode-cluster-props';
import { checkBlocks } from './check-blocks';
import { checkControlPlane, isAtLeast } from './check-control-plane';
import { checkIsolation } from './check-endpoint';
import { ClusterSettings } from './cluster-settings';
import { zoneOf } from '../network/availability-zones';
import { problemsOfNodeSubnets, selectNodeSubnets } from '../network/node-subnets';
import { problemsOfNodeRole } from '../roles/node-roles';
import { problemsOfKey } from '../roles/volume-encryption';

const CLUSTER_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/;
const OLDEST_VERSION = '1.29';
const MAXIMUM_SECURITY_GROUPS = 5;
const MINIMUM_ZONES = 2;

/** What CloudFormation or EKS would refuse, or silently ignore; all of it at once. Tokens are not judged. */
export function problemsOf(props: AutoModeClusterProps, vpc: ec2.IVpc, vpcSubnets: ec2.SubnetSelection[], scope: IConstruct): string[] {
  const { selected, problems } = selectNodeSubnets(vpc, vpcSubnets);
  const unchosen = props.vpcSubnets ? [] : problemsOfNodeSubnets(vpc);
  const problemsOfSubnets = unchosen.length > 0 ? unchosen : problems;
  return [
    ...problemsOfBuiltInNodePools(props.builtInNodePools?.map(({ nodePoolName }) => nodePoolName), props.builtInNodeRole),
    ...problemsOfNodeRole('builtInNodeRole', props.builtInNodeRole, props.clusterRole, scope),
    ...problemsOfNodeRole('nodeRole', props.nodeRole, props.clusterRole, scope),
    ...problemsOfName(props.clusterName),
    ...problemsOfVersion(props.version.version),
    ...problemsOfSubnets,
    ...checkAddressFamily(props, vpc, selected),
    ...problemsOfSubnets.length > 0 ? [] : checkZones(selected),
    ...checkDns(props, vpc),
    ...checkServiceFamily(props),
    ...checkBlocks(props, vpc),
    ...checkPublicCidrs(props),
    ...checkIsolation(props, vpc, selected),
    ...problemsOfKey('secretsEncryptionKey', props.secretsEncryptionKey, scope),
    ...checkControlPlane(props),
    ...(props.securityGroups?.length ?? 0) > MAXIMUM_SECURITY_GROUPS
      ? [`securityGroups must be at most ${MAXIMUM_SECURITY_GROUPS}, got ${props.securityGroups!.length}: put rules together in fewer groups`] : [],
  ];
}

/** What is wrong with the names of built-in NodePools, as far as they are known, and a role for them. */
export function problemsOfBuiltInNodePools(names: string[] | undefined, role: iam.IRole | undefined): string[] {
  return [
    ...role && names?.length === 0
      ? ['builtInNodeRole must be left out when builtInNodePools is empty, got a role: for custom NodeClasses write nodeRole'] : [],
    ...names && new Set(names).size < names.length ? [`builtInNodePools must have each pool once, got ${names.join(', ')}: remove the repeated one`] : [],
  ];
}

/** What is wrong with the name of a cluster. */
export function problemsOfName(clusterName: string | undefined): string[] {
  return clusterName === undefined || Token.isUnresolved(clusterName) || CLUSTER_NAME.test(clusterName) ? []
    : [`clusterName must be 1 to 100 letters, digits and hyphens and begin with a letter or digit, got "${clusterName}": write one of that form`];
}

function checkAddressFamily({ ipFamily, vpc: given }: AutoModeClusterProps, vpc: ec2.IVpc, selected: ec2.SelectedSubnets[]): string[] {
  if (ipFamily !== eks.IpFamily.IP_V6) { return []; }
  const { region } = Stack.of(vpc);
  const without = given ? selected.flatMap(({ subnets }) => subnets).filter(isWithoutIpv6) : [];
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

/** The same token for two zones means the same zone. Of a zone that is not known nothing can be said. */
function checkZones(selected: ec2.SelectedSubnets[]): string[] {
  if (selected.some(({ subnetIds, isPendingLookup }) => isPendingLookup || Token.isUnresolved(subnetIds))) { return []; }
  const zones = new Set(selected.flatMap(({ subnets }) => subnets.map(zoneOf)));
  return zones.size >= MINIMUM_ZONES || zones.has(undefined) ? []
    : [`vpcSubnets must be in at least ${MINIMUM_ZONES} Availability Zones, got ${zones.size}: select more subnets, or let the VPC have more zones`];
}

/** EKS makes a private zone in the DNS of the VPC for a private endpoint. */
function checkDns({ endpointAccess = eks.EndpointAccess.PUBLIC_AND_PRIVATE }: ClusterSettings, vpc: ec2.IVpc): string[] {
  if (!endpointAccess._config.privateAccess || !(vpc instanceof ec2.Vpc)) { return []; }
  const off = [...vpc.dnsSupportEnabled ? [] : ['enableDnsSupport'], ...vpc.dnsHostnamesEnabled ? [] : ['enableDnsHostnames']];
  return off.length === 0 ? []
    : [`vpc must have DNS support and DNS host names for the private endpoint of the cluster, got ${vpc.node.path} without ${off.join(' and ')}: `
      + `write ${off.map((property) => `${property}: true`).join(', ')}, or endpointAccess: eks.EndpointAccess.PUBLIC`];
}

/** What is wrong with a version of Kubernetes, if it is known. */
export function problemsOfVersion(version: string | undefined): string[] {
  if (version === undefined || Token.isUnresolved(version)) { return []; }
  return isAtLeast(version, OLDEST_VERSION) ? []
    : [`version must be at least ${OLDEST_VERSION} for Auto Mode, got ${version}: upgrade the cluster first, one minor version at a time`];
}

function checkServiceFamily({ serviceIpv4Cidr: cidr, ipFamily }: ClusterSettings): string[] {
  return cidr !== undefined && ipFamily === eks.IpFamily.IP_V6
    ? [`serviceIpv4Cidr must be left out with IPv6, where EKS assigns the addresses of Services, got ${Token.isUnresolved(cidr) ? 'a token' : cidr}: remove it`] : [];
}

function checkPublicCidrs({ endpointAccess, ipFamily }: ClusterSettings): string[] {
  const cidrs = endpointAccess?._config.publicCidrs ?? [];
  if (Token.isUnresolved(cidrs)) { return []; }
  const known = cidrs.filter((cidr) => !Token.isUnresolved(cidr));
  return [
    ...known.filter((cidr) => !isBlock(cidr)).map((cidr) => `endpointAccess must name blocks of addresses, got ${cidr}: write for example 203.0.113.0/24`),
    ...ipFamily === eks.IpFamily.IP_V6 ? [] : known.filter((cidr) => isBlock(cidr) && cidr.includes(':'))
      .map((cidr) => `endpointAccess must name IPv4 blocks only unless the cluster is one of IPv6, got ${cidr}: remove it`),
  ];
}

function isBlock(cidr: string): boolean {
  const [address, prefix, ...rest] = cidr.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && /^\d+$/.test(prefix) && Number(prefix) <= bits && rest.length === 0;
}
