/**
 * Where a load balancer writes logs.
 */
export interface LoadBalancerLogs {
  /**
   * Name of an S3 bucket in the load balancer's Region, whose policy must let AWS write. The methods of a cluster that take the bucket
   * itself see to it.
   */
  readonly bucketName: string;

  /**
   * What keys of the logs begin with, without `AWSLogs` and without a slash at its ends.
   *
   * @default - none
   */
  readonly prefix?: string;
}
