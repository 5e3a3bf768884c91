/**
 * A proxy by which the nodes reach the internet. It usually needs its certificate authority in `certificateBundles` too.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface HttpsProxy {
  /**
   * URL of the proxy such as `http://192.0.2.4:3128`, an IPv6 address in brackets; at most 255 characters. It can be read by everybody who may
   * read NodeClasses: leave passwords out.
   */
  readonly url: string;

  /**
   * Further hosts, addresses and domains that are reached without the proxy, such as VPC endpoints; a domain with all below it begins with a
   * dot. At most 50 with those below, each of 1 to 255 characters.
   *
   * `localhost`, `127.0.0.1`, `169.254.169.254` (instance metadata), `.internal` and `.eks.amazonaws.com` (the cluster's endpoint) are
   * always among them. For nodes with IPv6 the documentation also names `::1` and `[fd00:ec2::254]`.
   *
   * @default - no further hosts
   */
  readonly noProxy?: string[];
}
