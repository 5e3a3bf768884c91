/**
 * Where a load balancer writes who came by TLS.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
 */
export interface NetworkAccessLogs {
  /** Name of the bucket, in the Region of the load balancer. Its policy must let `delivery.logs.amazonaws.com` write: `exposeViaNetworkLoadBalancer` sees to it. */
  readonly bucketName: string;

  /**
   * What keys of the logs begin with, without a slash at its ends.
   *
   * @default - `AWSLogs` and the account
   */
  readonly prefix?: string;
}
