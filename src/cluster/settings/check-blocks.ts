import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { ClusterSettings } from './cluster-settings';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const BLOCK = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}/(\\d|[12]\\d|3[0-2])$`);
const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** A block of addresses that is known, and what it is for. */
interface NamedBlock {
  readonly property: string;
  readonly cidr: string;
}

/** A network of hybrid nodes, or of pods on them. */
interface RemoteNetwork {
  readonly cidrs: string[];
}

/** What is wrong with the addresses of Services, hybrid nodes and their pods: each by itself, and all pairs. Tokens are not judged. */
export function checkBlocks(settings: ClusterSettings, vpc: ec2.IVpc): string[] {
  const { ipFamily, serviceIpv4Cidr, remoteNodeNetworks, remotePodNetworks } = settings;
  const services = known('serviceIpv4Cidr', [serviceIpv4Cidr]);
  const remote = [...known('remoteNodeNetworks', cidrsOf(remoteNodeNetworks)), ...known('remotePodNetworks', cidrsOf(remotePodNetworks))];
  const problems = [
    ...services.filter((block) => !isPrivate(block, 12, 24)).map(({ property, cidr }) =>
      `${property} must be a block of /12 to /24 within ${PRIVATE_BLOCKS.join(', ')}, got ${cidr}: write for example 172.20.0.0/16`),
    ...remote.filter((block) => !isPrivate(block, 8, 32)).map(({ property, cidr }) =>
      `${property} must be blocks of /8 to /32 within ${PRIVATE_BLOCKS.join(', ')}, got ${cidr}: write for example 192.168.0.0/16`),
    ...ipFamily === eks.IpFamily.IP_V6 && remoteNodeNetworks && !isEmpty(remoteNodeNetworks)
      ? ['ipFamily must be IPv4 with remoteNodeNetworks, got IPv6: leave ipFamily out, or remove the networks'] : [],
    ...checkEntries('remoteNodeNetworks', remoteNodeNetworks),
    ...checkEntries('remotePodNetworks', remotePodNetworks),
    ...remotePodNetworks && (!remoteNodeNetworks || (isEmpty(remoteNodeNetworks) && !isEmpty(remotePodNetworks)))
      ? ['remotePodNetworks must come with remoteNodeNetworks, got none of those: write them as well'] : [],
  ];
  return [...problems, ...overlaps([...services, ...remote].filter(({ cidr }) => BLOCK.test(cidr)), vpc)];
}

/** Two empty lists do not contradict each other. */
export function isEmpty(networks: RemoteNetwork[]): boolean {
  return !Token.isUnresolved(networks) && networks.length === 0;
}

function checkEntries(property: string, networks: RemoteNetwork[] = []): string[] {
  if (Token.isUnresolved(networks)) { return []; }
  return networks.flatMap(({ cidrs }, index) => (Token.isUnresolved(cidrs) || cidrs.length > 0 ? []
    : [`${property}[${index}] must have at least one block in cidrs, got none: write for example 192.168.0.0/16, or remove the entry`]));
}

function overlaps(blocks: NamedBlock[], vpc: ec2.IVpc): string[] {
  const others = known('the VPC', [blockOf(vpc)]);
  return blocks.flatMap((block, index) => [...others, ...blocks.slice(0, index)]
    .filter((other) => contains(other.cidr, block.cidr) || contains(block.cidr, other.cidr))
    .map((other) => `${block.property} must not overlap ${other.property}, got ${block.cidr} and ${other.cidr}: choose another block`));
}

/** Two blocks overlap when one contains the other; the CDK's own check compares addresses as text. */
function contains(outer: string, inner: string): boolean {
  return new ec2.CidrBlock(outer).containsCidr(new ec2.CidrBlock(inner));
}

function isPrivate({ cidr }: NamedBlock, largest: number, smallest: number): boolean {
  const form = BLOCK.exec(cidr);
  return form !== null && Number(form[1]) >= largest && Number(form[1]) <= smallest && PRIVATE_BLOCKS.some((block) => contains(block, cidr));
}

function known(property: string, cidrs: (string | undefined)[]): NamedBlock[] {
  return cidrs.flatMap((cidr) => (cidr === undefined || Token.isUnresolved(cidr) ? [] : [{ property, cidr }]));
}

function cidrsOf(networks: RemoteNetwork[] | undefined): string[] {
  return networks === undefined || Token.isUnresolved(networks) ? [] : networks.flatMap(({ cidrs }) => (Token.isUnresolved(cidrs) ? [] : cidrs));
}

/** An imported VPC throws when it was not told. */
function blockOf(vpc: ec2.IVpc): string | undefined {
  if (vpc.node.defaultChild instanceof ec2.CfnVPC) { return vpc.node.defaultChild.cidrBlock; }
  try {
    return vpc.vpcCidrBlock;
  } catch {
    return undefined;
  }
}
