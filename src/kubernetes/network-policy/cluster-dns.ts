import { isIPv4, isIPv6 } from 'net';
import type * as kplus from 'cdk8s-plus-28';
import { cdk8sPlus } from '../../private/cdk8s-plus';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';

/** The tenth address of the block of Services. */
const HOST = 10;
/** What EKS chooses when nobody does; which one is up to the addresses of the VPC. */
const BLOCKS_OF_EKS = ['10.100.0.0/16', '172.20.0.0/16'];
const PORT = 53;

/**
 * The address of the cluster's DNS, which stays as long as the cluster: pods whose traffic a policy limits need a way to it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export class ClusterDns {
  /**
   * In a cluster that nobody gave a block of addresses for Services: EKS takes one of two, so that both addresses are named.
   */
  public static readonly DEFAULT = new ClusterDns(BLOCKS_OF_EKS.map((cidr) => blockOfDns(cidr)));

  /**
   * In a cluster with a known block of addresses for Services.
   *
   * @param cidr The block, such as `172.20.0.0/16` or, in a cluster of IPv6, `fd30:1c53:5f8a::/108`.
   */
  public static ofServiceCidr(cidr: string): ClusterDns {
    return new ClusterDns([blockOfDns(cidr)]);
  }

  /**
   * At known addresses.
   *
   * @param cidrs Blocks with the addresses, such as `172.20.0.10/32`; at least one.
   */
  public static ofBlocks(...cidrs: string[]): ClusterDns {
    if (cidrs.length === 0) { fail('ClusterDns', 'cidrs of the DNS must have at least one entry, got none: write for example "172.20.0.10/32"'); }
    return new ClusterDns(cidrs);
  }

  private constructor(
    /** Blocks of one address each. */
    public readonly cidrs: string[],
  ) {}

  /**
   * Lets the pods of a policy of cdk8s-plus ask the DNS.
   *
   * @param policy The policy; its other traffic stays as it is.
   */
  public allowFrom(policy: kplus.NetworkPolicy): void {
    const { NetworkPolicyPort } = cdk8sPlus();
    this.cidrs.forEach((cidr, index) => {
      policy.addEgressRule(this.peer(policy, `Dns${index}`, cidr), [NetworkPolicyPort.udp(PORT), NetworkPolicyPort.tcp(PORT)]);
    });
  }

  /** @internal */
  public _renderEgress(): object {
    return {
      to: this.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
      ports: ['UDP', 'TCP'].map((protocol) => ({ port: PORT, protocol })),
    };
  }

  /** cdk8s-plus refuses tokens as blocks. */
  private peer(policy: kplus.NetworkPolicy, id: string, cidr: string): kplus.INetworkPolicyPeer {
    const { NetworkPolicyIpBlock } = cdk8sPlus();
    if (isToken(cidr)) { return Object.assign(NetworkPolicyIpBlock.anyIpv6(policy, id), { cidr }); }
    return isIPv4(cidr.split('/')[0]) ? NetworkPolicyIpBlock.ipv4(policy, id, cidr) : NetworkPolicyIpBlock.ipv6(policy, id, cidr);
  }
}

/** The block of one address that the DNS has. */
function blockOfDns(serviceCidr: string): string {
  if (isToken(serviceCidr)) {
    fail('ClusterDns', 'cidr of Services must be known at synthesis, got a value that is only known at deployment: write ClusterDns.ofBlocks with the address of the DNS');
  }
  const [address, bits] = serviceCidr.split('/');
  const octets = address.split('.').map(Number);
  if (isIPv4(address) && Number(bits) >= 12 && Number(bits) <= 24 && octets[3] === 0) { return `${octets.slice(0, 3).join('.')}.${HOST}/32`; }
  if (isIPv6(address) && address.endsWith('::') && Number(bits) >= 64 && Number(bits) <= 124) { return `${address}a/128`; }
  return fail('ClusterDns', `cidr of Services must be a block of IPv4 with 12 to 24 bits, or one of IPv6 whose address ends with "::", got "${serviceCidr}": `
    + 'write for example "172.20.0.0/16"');
}
