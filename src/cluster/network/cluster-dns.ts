import { Fn } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { ClusterDns } from '../../kubernetes';

/**
 * Where the DNS of a cluster is: known at deployment only with IPv6.
 *
 * @param ipFamily IPv4 when it is left out.
 * @param serviceIpv4Cidr Block of the Services, if somebody chose it.
 * @param serviceIpv6Cidr Block that EKS assigned.
 */
export function dnsOf(ipFamily: eks.IpFamily | undefined, serviceIpv4Cidr: string | undefined, serviceIpv6Cidr: string): ClusterDns {
  if (ipFamily === eks.IpFamily.IP_V6) { return ClusterDns.ofBlocks(`${Fn.select(0, Fn.split('/', serviceIpv6Cidr))}a/128`); }
  return serviceIpv4Cidr === undefined ? ClusterDns.DEFAULT : ClusterDns.ofServiceCidr(serviceIpv4Cidr);
}
