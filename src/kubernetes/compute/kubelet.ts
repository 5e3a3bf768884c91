import { Duration, Size } from 'cdk8s';
import { EvictionThreshold, SoftEvictionThreshold } from './eviction-threshold';

/**
 * When the kubelet evicts pods because a node runs out of something.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
export interface KubeletEviction {
  /**
   * Thresholds at which pods are evicted at once, one for each signal at most. Whether signals that are left out keep the threshold of EKS is not
   * documented: write all that matter.
   *
   * @default - those of EKS
   */
  readonly hard?: EvictionThreshold[];

  /**
   * Thresholds that must have been crossed for a while, one for each signal at most: `EvictionSignal.MEMORY_AVAILABLE.below(…).after(…)`. They must
   * come before the hard threshold of the signal: more must be left.
   *
   * @default - none
   */
  readonly soft?: SoftEvictionThreshold[];

  /**
   * How long a pod may take to end when a soft threshold evicts it, in whole seconds. 0 stands for the pod's own grace period.
   *
   * @default - that of EKS
   */
  readonly maximumPodGracePeriod?: Duration;
}

/**
 * Settings of the kubelet, the agent of Kubernetes on a node. Others than these cannot be changed in Auto Mode.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface Kubelet {
  /**
   * Pods on a node, 1 to 110. It can only be lowered thereby: the addresses of the instance limit it as well.
   *
   * @default - as many as the instance has addresses for, at most 110
   */
  readonly maximumPods?: number;

  /**
   * Processes and threads in a pod, 100 or more; -1 for no limit.
   *
   * @default - that of EKS
   */
  readonly podPidsLimit?: number;

  /**
   * IDs for users and groups that a pod with a user namespace of its own gets: a multiple of 65,536 below 4,294,967,296. Needs
   * `sysctls.userMaxUserNamespaces` above 0.
   *
   * @default - that of EKS
   */
  readonly idsPerPod?: number;

  /**
   * Whether only the process is killed that ran out of memory, not all of its container. Without effect before Kubernetes 1.32.
   *
   * @default - that of EKS
   */
  readonly singleProcessOomKill?: boolean;

  /**
   * When pods are evicted because the node runs out of something.
   *
   * @default - that of EKS
   */
  readonly eviction?: KubeletEviction;

  /**
   * Size at which the log of a container is closed and a new one is begun, in whole KiB.
   *
   * @default - that of EKS
   */
  readonly containerLogMaximumSize?: Size;

  /**
   * Log files that are kept of a container, 2 or more.
   *
   * @default - that of EKS
   */
  readonly containerLogMaximumFiles?: number;

  /**
   * Sysctls that pods may set although they are not safe for neighbours: at most 64 names or patterns within `kernel.shm*`, `kernel.msg*`,
   * `kernel.sem`, `fs.mqueue.*` and `net.*`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
   */
  readonly allowedUnsafeSysctls?: string[];
}
