import { INodePool } from './i-node-pool';
import { AUTO, COMPUTE_TYPE, CRITICAL_ADDONS, NODE_POOL } from './node-placement-labels';
import { Taint } from './taint';

/**
 * Where pods go, as fields of a pod's manifest: for raw objects and Helm values. Workloads of cdk8s-plus take
 * `NodePool.schedule` and `AutoModeNodes`.
 *
 * `template: { spec: { nodeSelector: placement.nodeSelector, tolerations: placement.tolerations } }`
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export class PodPlacement {
  /**
   * On the nodes of a NodePool, whose taints are tolerated.
   *
   * @param pool The NodePool.
   */
  public static on(pool: INodePool): PodPlacement {
    return new PodPlacement({ [NODE_POOL]: pool.nodePoolName }, pool.taints.map(tolerationOf));
  }

  /**
   * On the nodes of the built-in NodePool `system`, which must be on: for controllers of the cluster.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/critical-workload.html
   */
  public static onSystemNodePool(): PodPlacement {
    return new PodPlacement({ [NODE_POOL]: 'system' }, [{ key: CRITICAL_ADDONS, operator: 'Exists' }]);
  }

  /** On nodes of Auto Mode, in a cluster that has others as well. */
  public static onAutoModeNodes(): PodPlacement {
    return new PodPlacement({ [COMPUTE_TYPE]: AUTO }, []);
  }

  private constructor(
    /** Labels that a node must have. */
    public readonly nodeSelector: { [label: string]: string },
    /** Taints that a node may have, as tolerations of a pod. */
    public readonly tolerations: { [field: string]: string }[],
  ) {}
}

function tolerationOf({ key, value, effect }: Taint): { [field: string]: string } {
  return value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect };
}
