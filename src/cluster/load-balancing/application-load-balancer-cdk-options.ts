import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Constructs of the CDK that an Application Load Balancer uses, whether its class or an Ingress says so.
 */
export interface ApplicationLoadBalancerCdkOptions {
  /**
   * Certificates of its HTTPS listeners, of the cluster's Region; the first is for clients that do not say which host they want. Not together with `certificateArns`.
   *
   * @default - `certificateArns`
   */
  readonly certificates?: acm.ICertificate[];

  /**
   * Subnets of the load balancer, of the cluster's VPC, in at least two Availability Zones. Not together with `subnets`.
   *
   * @default - `subnets`
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Managed prefix lists that are let in. Not together with `prefixLists`.
   *
   * @default - `prefixLists`
   */
  readonly sourcePrefixLists?: ec2.IPrefixList[];

  /**
   * Bucket for logs of all requests, in the Region of the cluster and encrypted with keys of S3 (SSE-S3). Its policy gets what Elastic Load Balancing needs.
   * Not together with `loadBalancerAttributes.accessLogs`.
   *
   * @default - `loadBalancerAttributes.accessLogs`
   */
  readonly accessLogBucket?: s3.IBucket;

  /**
   * What keys of the logs in `accessLogBucket` begin with, without `AWSLogs` and without a slash at its ends.
   *
   * @default - none
   */
  readonly accessLogPrefix?: string;
}
