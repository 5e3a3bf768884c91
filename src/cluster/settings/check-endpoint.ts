import { Annotations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { isEmpty } from './check-blocks';
import { ClusterSettings } from './cluster-settings';
import { AutoModeVpc } from '../network';

/** What nodes certainly do not reach. */
export function checkIsolation({ endpointAccess }: ClusterSettings, vpc: ec2.IVpc, selected: ec2.SelectedSubnets[]): string[] {
  if (!isPublicOnly(endpointAccess)) { return []; }
  const must = 'endpointAccess must be private, or public and private,';
  if (vpc instanceof AutoModeVpc && vpc.isIsolated) { return [`${must} in an isolated VPC, got public: write eks.EndpointAccess.PRIVATE`]; }
  const isolated = selected.flatMap(({ subnets }) => subnets).filter((subnet) => vpc.isolatedSubnets.includes(subnet));
  return isolated.length === 0 ? []
    : [`${must} for isolated subnets, from which nothing gets out, got public for ${isolated.map(({ node }) => node.path).join(', ')}: write eks.EndpointAccess.PRIVATE`];
}

/** Warns of what may not work: there may be other ways than those of the VPC. */
export function warnOfEndpoint(settings: ClusterSettings, vpc: ec2.IVpc, selected: ec2.SelectedSubnets[], scope: IConstruct): void {
  const { endpointAccess, ipFamily, remoteNodeNetworks } = settings;
  const isPrivate = (subnet: ec2.ISubnet) => vpc.privateSubnets.includes(subnet);
  const hasWayOut = !(vpc instanceof AutoModeVpc) || vpc._hasNatGateways || (vpc.isDualStack && ipFamily === eks.IpFamily.IP_V6);
  if (isPublicOnly(endpointAccess) && !hasWayOut && selected.some(({ subnets }) => subnets.some(isPrivate))) {
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:public-endpoint-network',
      'endpointAccess should be private, or public and private, in a VPC without NAT gateways, got public: without another way to the internet nodes never join. '
      + 'Write eks.EndpointAccess.PRIVATE, or natGateways, or acknowledge this');
  }
  const { publicAccess, privateAccess } = (endpointAccess ?? eks.EndpointAccess.PUBLIC_AND_PRIVATE)._config;
  if (publicAccess && privateAccess && remoteNodeNetworks && !isEmpty(remoteNodeNetworks)) {
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:hybrid-nodes-endpoint',
      'endpointAccess should be either private or public with remoteNodeNetworks, got public and private: hybrid nodes find the public addresses then, and may not reach them. '
      + 'Write eks.EndpointAccess.PRIVATE or eks.EndpointAccess.PUBLIC, or acknowledge this');
  }
}

function isPublicOnly(endpointAccess: eks.EndpointAccess | undefined): boolean {
  return endpointAccess?._config.privateAccess === false;
}
