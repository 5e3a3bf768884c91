import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { NetworkLoadBalancerOptions } from '../../kubernetes';

/**
 * What the Network Load Balancer of a Service is like, with constructs of the CDK where there are some.
 */
export interface ExposeViaNetworkLoadBalancerOptions extends NetworkLoadBalancerOptions {
  /**
   * Certificates of its TLS listeners. Not together with `certificateArns`.
   *
   * @default - `certificateArns`
   */
  readonly certificates?: acm.ICertificate[];

  /**
   * Subnets of the load balancer, of the cluster's VPC, one in each Availability Zone. Not together with `subnets`.
   *
   * @default - `subnets`; with `elasticIps` the public ones of the VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Elastic IP addresses, as many as subnets. Not together with `elasticIpAllocationIds`.
   *
   * @default - `elasticIpAllocationIds`
   */
  readonly elasticIps?: ec2.CfnEIP[];

  /**
   * Security groups of the load balancer. Not together with `securityGroups`.
   *
   * @default - `securityGroups`
   */
  readonly loadBalancerSecurityGroups?: ec2.ISecurityGroup[];

  /**
   * Managed prefix lists that are let in. Not together with `prefixLists`.
   *
   * @default - `prefixLists`
   */
  readonly sourcePrefixLists?: ec2.IPrefixList[];

  /**
   * Bucket that it is written to who came by TLS, in the Region of the cluster. Its policy and that of its key get what log delivery needs. Not together with `accessLogs`.
   *
   * @default - `accessLogs`
   */
  readonly accessLogBucket?: s3.IBucket;

  /**
   * What keys of the logs in `accessLogBucket` begin with, without `AWSLogs` and without a slash at its ends.
   *
   * @default - none
   */
  readonly accessLogPrefix?: string;
}
