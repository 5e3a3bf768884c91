/**
 * What a load balancer sends traffic to.
 */
export enum LoadBalancerTargetType {
  /** Pods, by their own addresses. */
  IP = 'ip',
  /** Nodes, by the node port of a Service, from where it goes to a pod. */
  INSTANCE = 'instance',
}
