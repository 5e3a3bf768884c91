/**
 * An object that says more of load balancers than the Gateway API can.
 *
 * The AWS Load Balancer Controller has `LoadBalancerConfiguration` of `gateway.k8s.aws` for that. Under which group Auto Mode has it, and in which version, is
 * **unverified**: nothing is assumed here.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/customization/
 */
export interface GatewayParameters {
  /** Group of its API, such as `gateway.k8s.aws`. */
  readonly group: string;

  /** Its kind, such as `LoadBalancerConfiguration`. */
  readonly kind: string;

  /** Its name. */
  readonly name: string;

  /**
   * Its namespace. Only for a GatewayClass; that of a Gateway is in the namespace of the Gateway.
   *
   * @default - none
   */
  readonly namespace?: string;
}
