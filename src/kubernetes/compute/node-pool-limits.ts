import type { Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-28';

/**
 * How much a NodePool may grow. Auto Mode launches no node that would take the sum over all nodes past a limit; nodes that are
 * launched at the same time may exceed it for a while.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/#speclimits
 */
export interface NodePoolLimits {
  /**
   * vCPUs of all nodes together. 0 lets no node launch.
   *
   * @default - no limit
   */
  readonly cpu?: Cpu;

  /**
   * Memory of all nodes together, in whole MiB.
   *
   * @default - no limit
   */
  readonly memory?: Size;

  /**
   * Number of nodes, a whole number of 0 or more. Karpenter counts them; the documentation of Auto Mode names this limit
   * for static NodePools only.
   *
   * @default - no limit
   */
  readonly nodes?: number;

  /**
   * Other resources of all nodes together, as quantities of Kubernetes by their name: `{ 'nvidia.com/gpu': '8' }`.
   *
   * @default - no limit
   */
  readonly resources?: { [name: string]: string };
}
