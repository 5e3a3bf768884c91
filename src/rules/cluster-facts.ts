/**
 * What is known at synthesis of the cluster that objects go to. What is left out is unknown, and not judged.
 */
export interface ClusterFacts {
  /**
   * Version of Kubernetes, such as `1.36`.
   *
   * @default - unknown
   */
  readonly version?: string;

  /**
   * Names of the built-in NodePools that are on.
   *
   * @default - unknown
   */
  readonly builtInNodePools?: string[];

  /**
   * Region of the cluster, such as `eu-central-1`.
   *
   * @default - unknown
   */
  readonly region?: string;

  /**
   * Family of the addresses of pods, `ipv4` or `ipv6`.
   *
   * @default - unknown
   */
  readonly ipFamily?: string;

  /**
   * Whether EKS installs the CRDs of the Gateway API.
   *
   * @default - unknown
   */
  readonly gatewayApiCrds?: boolean;
}
