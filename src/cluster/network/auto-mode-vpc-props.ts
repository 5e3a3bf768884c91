import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ClusterEndpointsOptions } from './cluster-endpoints-props';

/**
 * Properties of `AutoModeVpc`.
 */
export interface AutoModeVpcProps {
  /**
   * Name of the VPC: its tag `Name`, at most 256 characters.
   *
   * @default - the path of the construct
   */
  readonly vpcName?: string;

  /**
   * IPv4 addresses of the VPC, which its subnets share. Other ones replace it.
   *
   * @default ec2.IpAddresses.cidr('10.0.0.0/16')
   */
  readonly ipAddresses?: ec2.IIpAddresses;

  /**
   * Number of Availability Zones, 2 or more. Not together with `availabilityZones`. To be decided before the first deployment.
   *
   * Stacks without an environment have two at most; Regions may have fewer than asked for.
   *
   * @default 3
   */
  readonly maxAzs?: number;

  /**
   * The Availability Zones, at least 2 different ones of the stack's Region. Not together with `maxAzs`. To be decided before the
   * first deployment.
   *
   * @default - the first ones of the Region
   */
  readonly availabilityZones?: string[];

  /**
   * Number of NAT gateways, 0 to one for each Availability Zone. With fewer, an outage of the zone of one takes the way out from others.
   *
   * With 0 private subnets have no way out by IPv4: they need routes of your own, such as to a transit gateway, or `endpoints`.
   *
   * @default - 1, or none in an isolated VPC
   */
  readonly natGateways?: number;

  /**
   * Whether nothing in the VPC reaches the internet or is reached from there: no internet, egress-only or NAT gateway, no public subnets.
   *
   * Nodes are in isolated subnets, and the endpoints that a cluster needs are made. The endpoint of the cluster needs private access,
   * images must be in ECR, and load balancers must be internal. To be decided before the first deployment.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
   *
   * @default false
   */
  readonly isolated?: boolean;

  /**
   * Whether there are subnets for pods alone, beside those of nodes and in the same Availability Zones: for NodeClasses that select
   * subnets for pods (`podSubnetSelectorTerms`). They reach what the subnets of nodes reach.
   *
   * They are selected by `podSubnets` of the VPC or the group name `Pod`, and by nothing else: what selects private subnets, such as a cluster,
   * load balancers or gateway endpoints, leaves them out. (For a look-up in another stack they are private like the others.)
   *
   * To be decided before the first deployment, unless masks leave room for them and there are no `isolatedSubnets`, whose blocks come after theirs.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html#pod-subnet-selector
   *
   * @default false
   */
  readonly podSubnets?: boolean;

  /**
   * Whether there are isolated subnets beside public and private ones, without a route out, for what neither reaches the internet nor is
   * reached from there, such as databases. In an `isolated` VPC all subnets are isolated already.
   *
   * Neither nodes nor load balancers are placed in them: they are selected by `ec2.SubnetType.PRIVATE_ISOLATED` or the group name `Isolated`.
   *
   * To be decided before the first deployment, unless masks leave room for them.
   *
   * @default false
   */
  readonly isolatedSubnets?: boolean;

  /**
   * Length of the prefix of each public subnet, 16 to 28. To be decided before the first deployment.
   *
   * @default - subnets without a mask share the rest of the addresses evenly
   */
  readonly publicSubnetCidrMask?: number;

  /**
   * Length of the prefix of each subnet of nodes, 16 to 28. Their pods get addresses there too, unless there are subnets for pods.
   * To be decided before the first deployment.
   *
   * @default - subnets without a mask share the rest of the addresses evenly
   */
  readonly nodeSubnetCidrMask?: number;

  /**
   * Length of the prefix of each subnet of pods, 16 to 28. Needs `podSubnets`. To be decided before the first deployment.
   *
   * @default - subnets without a mask share the rest of the addresses evenly
   */
  readonly podSubnetCidrMask?: number;

  /**
   * Length of the prefix of each of the `isolatedSubnets`, 16 to 28. Needs them. To be decided before the first deployment.
   *
   * @default - subnets without a mask share the rest of the addresses evenly
   */
  readonly isolatedSubnetCidrMask?: number;

  /**
   * Whether the VPC and all its subnets have IPv6 addresses as well, a block of Amazon. Clusters of `IpFamily.IP_V6` need it.
   *
   * By IPv6 private subnets get out through an egress-only internet gateway, without NAT; isolated ones do not get out.
   *
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * VPC endpoints of what a cluster needs, which each cost by the hour. In a VPC that is not isolated they keep traffic off the NAT gateways:
   * `{}` makes them.
   *
   * @default - those that a cluster needs in an isolated VPC, otherwise none
   */
  readonly endpoints?: ClusterEndpointsOptions;

  /**
   * Value of the tag `karpenter.sh/discovery` of the subnets of nodes and of the groups that `addNodeSecurityGroup` makes in the VPC, 1 to 256 characters:
   * for NodeClasses that find them by tags, as in configurations of Karpenter or of clusters in other stacks. Subnets for pods do not get it.
   *
   * @default - no such tag
   */
  readonly discoveryName?: string;

  /**
   * Whether all traffic of the VPC is recorded in flow logs.
   *
   * @default - false, or true when `flowLogDestination` is given
   */
  readonly flowLogs?: boolean;

  /**
   * Where flow logs go.
   *
   * @default - a log group that keeps them for a month and is deleted with the VPC
   */
  readonly flowLogDestination?: ec2.FlowLogDestination;
}
