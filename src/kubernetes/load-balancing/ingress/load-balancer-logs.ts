/**
 * Where a load balancer writes logs.
 */
export interface LoadBalancerLogs {
  /**
   * Name of an S3 bucket in the load balancer's Region, encrypted with keys of S3 (SSE-S3). Its policy must let Elastic Load Balancing write:
   * `cluster.addAlbIngress` and `cluster.addAlbIngressClass` see to it.
   */
  readonly bucketName: string;

  /**
   * Prefix in the bucket, without `AWSLogs` and without a slash at its ends.
   *
   * @default - none
   */
  readonly prefix?: string;
}
