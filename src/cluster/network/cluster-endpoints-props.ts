import * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * Which endpoints are made, and who may use them.
 */
export interface ClusterEndpointsOptions {
  /**
   * Services that get an interface endpoint besides those that every cluster needs, for pods that call them:
   *
   * - `STS`: IAM roles for service accounts, and pods that assume roles by themselves;
   * - `CLOUDWATCH_LOGS`: agents that send logs of nodes or pods there;
   * - `ELASTIC_LOAD_BALANCING`: a load balancer controller of your own (that of Auto Mode does not run on nodes);
   * - `XRAY`: traces; `EKS_PROXY`: the objects of the cluster in consoles that are opened from within the VPC;
   * - whatever else pods use, such as `SECRETS_MANAGER` or `SQS`.
   *
   * A service whose short name is that of one that every cluster needs takes its place: this is how it gets another prefix.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html#private-clusters-pod
   *
   * @default - none
   */
  readonly additionalServices?: ec2.InterfaceVpcEndpointAwsService[];

  /**
   * Services that get no interface endpoint although clusters need them: because the VPC reaches them in another way (two endpoints
   * of one service with private DNS are refused), or because the Region has none. Some Regions have none for EKS: there charts
   * cannot be provisioned from subnets without a way to the internet.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/vpc-interface-endpoints.html#vpc-endpoint-considerations
   *
   * @default - none
   */
  readonly omittedServices?: ec2.InterfaceVpcEndpointAwsService[];

  /**
   * Whether a gateway endpoint of S3 is made, for all route tables of the VPC. Only one can be in a route table: `false` where there is one.
   *
   * @default true
   */
  readonly s3Gateway?: boolean;

  /**
   * Who may use the interface endpoints, at the ports of their services (443), instead of the primary IPv4 block of the VPC: when it has
   * further blocks, or when its blocks are not known because it is imported.
   *
   * @default - the primary IPv4 block of the VPC
   */
  readonly allowedPeers?: ec2.IPeer[];
}

/**
 * Properties of `ClusterEndpoints`.
 */
export interface ClusterEndpointsProps extends ClusterEndpointsOptions {
  /**
   * Network that the endpoints are for. Its DNS support and DNS host names must be on.
   */
  readonly vpc: ec2.IVpc;

  /**
   * Subnets of the interface endpoints; of several in an Availability Zone one is taken. The rest of the VPC reaches the endpoints too.
   *
   * Each endpoint is paid for by the hour in each Availability Zone.
   *
   * @default - private subnets: with a way out, else isolated
   */
  readonly subnets?: ec2.SubnetSelection;
}
