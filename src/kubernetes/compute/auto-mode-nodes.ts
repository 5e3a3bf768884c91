import { ApiObject, JsonPatch } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { INodePool } from './i-node-pool';
import { AUTO, COMPUTE_TYPE, CRITICAL_ADDONS, NODE_POOL } from './node-placement-labels';
import { cdk8sPlus } from '../../private/cdk8s-plus';
import { fail } from '../../private/errors';

const DO_NOT_DISRUPT = 'karpenter.sh/do-not-disrupt';
const ZONE = 'topology.kubernetes.io/zone';

/**
 * How pods are spread over Availability Zones.
 */
export interface ZoneSpreadOptions {
  /**
   * How many more pods one zone may have than another, 1 or more.
   *
   * @default 1
   */
  readonly maximumSkew?: number;

  /**
   * Whether a pod waits rather than make it uneven. A zone without capacity holds up new pods then.
   *
   * @default true
   */
  readonly required?: boolean;
}

/**
 * Where workloads of cdk8s-plus go in a cluster of Auto Mode.
 *
 * Of what workloads use, ports and the network of the host are fine on these nodes and are left as they are.
 *
 * Each call adds a condition of its own, and cdk8s-plus takes several for alternatives: call one of `on`, `only`, `never` and
 * `system` for a workload.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-workload.html
 */
export class AutoModeNodes {
  /**
   * On the nodes of a NodePool, whose taints are tolerated.
   *
   * @param pool The NodePool.
   * @param workload The workload.
   */
  public static on(pool: INodePool, workload: kplus.Workload): void {
    const { Node, NodeLabelQuery, NodeTaintQuery, TaintEffect } = cdk8sPlus();
    workload.scheduling.attract(Node.labeled(NodeLabelQuery.is(NODE_POOL, pool.nodePoolName)));
    const queries = pool.taints.map(({ key, value, effect }) => {
      const options = { effect: Object.values(TaintEffect).find((known) => known === effect) };
      return value === undefined ? NodeTaintQuery.exists(key, options) : NodeTaintQuery.is(key, value, options);
    });
    if (queries.length > 0) { workload.scheduling.tolerate(Node.tainted(...queries)); }
  }

  /**
   * On nodes of Auto Mode only. Needed in clusters that have other nodes as well.
   *
   * @param workload The workload.
   */
  public static only(workload: kplus.Workload): void {
    const { Node, NodeLabelQuery } = cdk8sPlus();
    workload.scheduling.attract(Node.labeled(NodeLabelQuery.is(COMPUTE_TYPE, AUTO)));
  }

  /**
   * Never on nodes of Auto Mode: for what they bring themselves, such as device plugins of NVIDIA and Neuron, agents of the
   * network, and DaemonSets that manage nodes.
   *
   * @param workload The workload, mostly a DaemonSet.
   */
  public static never(workload: kplus.Workload): void {
    const { Node, NodeLabelQuery } = cdk8sPlus();
    workload.scheduling.attract(Node.labeled(NodeLabelQuery.notIn(COMPUTE_TYPE, [AUTO])));
  }

  /**
   * On the nodes of the built-in NodePool `system`, which must be on: for controllers of the cluster.
   *
   * @param workload The workload.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/critical-workload.html
   */
  public static system(workload: kplus.Workload): void {
    const { Node, NodeLabelQuery, NodeTaintQuery } = cdk8sPlus();
    workload.scheduling.attract(Node.labeled(NodeLabelQuery.is(NODE_POOL, 'system')));
    workload.scheduling.tolerate(Node.tainted(NodeTaintQuery.exists(CRITICAL_ADDONS)));
  }

  /**
   * Keeps nodes with pods of a workload from being removed to save cost or replaced for an update. It holds neither an expired node
   * beyond `terminationGracePeriod`, nor an instance beyond 21 days.
   *
   * @param workload The workload.
   * @see https://karpenter.sh/docs/concepts/disruption/#pod-level-controls
   */
  public static doNotDisrupt(workload: kplus.Workload): void {
    workload.podMetadata.addAnnotation(DO_NOT_DISRUPT, 'true');
  }

  /**
   * Spreads the pods of a workload over Availability Zones; Auto Mode launches nodes where they are missing. A NodePool and its
   * subnets must reach as many zones.
   *
   * @param workload The workload, one with a template for its pods.
   * @param options How evenly.
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
   */
  public static spreadAcrossZones(workload: kplus.Workload, options: ZoneSpreadOptions = {}): void {
    const { maximumSkew = 1, required = true } = options;
    if (!Number.isInteger(maximumSkew) || maximumSkew < 1) {
      fail('ZoneSpread', `maximumSkew must be a whole number of 1 or more, got ${maximumSkew}: write for example 1`, workload);
    }
    // cdk8s-plus never writes this field by itself.
    ApiObject.of(workload).addJsonPatch(JsonPatch.add('/spec/template/spec/topologySpreadConstraints', [{
      maxSkew: maximumSkew,
      topologyKey: ZONE,
      whenUnsatisfiable: required ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: { ...workload.matchLabels } },
    }]));
  }

  private constructor() {}
}
