import { Duration } from 'cdk8s';
import { Architecture } from './architecture';
import { Budget } from './budget';
import { CapacityType } from './capacity-type';
import { Disruption } from './disruption';
import { NodeLabel } from './node-label';
import { NodePoolOptions } from './node-pool';
import { NodeTemplateOptions } from './node-template-options';
import { Requirement } from './requirement';
import { StaticNodePoolOptions } from './static-node-pool';
import { Taint } from './taint';

const GENERAL_CATEGORIES = ['c', 'm', 'r'];
const OLDEST_GENERATION = 5;

/**
 * Options of NodePools for common needs. What they make is an ordinary NodePool: options that are given take the place of those of
 * the preset, requirements are added to them.
 *
 * `cluster.addNodePool('gpu', NodePoolPreset.gpu({ limits: { cpu: Cpu.units(192) } }))`
 */
export class NodePoolPreset {
  /**
   * Instances with GPUs of NVIDIA, On-Demand, for pods that ask for `nvidia.com/gpu` and tolerate the taint of that name. Nodes stay for an
   * hour after their last pod. The device plugin is part of the node.
   *
   * @param options What differs, such as the GPU: `requirements: [NodeLabel.INSTANCE_GPU_NAME.in(GpuName.L4)]`. A limit is advisable.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-accelerated.html
   */
  public static gpu(options: NodePoolOptions = {}): NodePoolOptions {
    return accelerated('nvidia.com/gpu', [NodeLabel.INSTANCE_GPU_MANUFACTURER.in('nvidia')], options);
  }

  /**
   * Instances with AWS Inferentia or Trainium, On-Demand, for pods that ask for `aws.amazon.com/neuron` and tolerate the taint of that name.
   * Nodes stay for an hour after their last pod. The device plugin is part of the node.
   *
   * @param options What differs. A limit is advisable.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-accelerated.html
   */
  public static neuron(options: NodePoolOptions = {}): NodePoolOptions {
    return accelerated('aws.amazon.com/neuron', [NodeLabel.INSTANCE_CATEGORY.in('inf', 'trn')], options);
  }

  /**
   * Spot Instances of general purpose, and On-Demand ones where no Spot capacity is found. Pods are told two minutes before a Spot Instance
   * is taken back.
   *
   * @param options What differs.
   */
  public static spotWithFallback(options: NodePoolOptions = {}): NodePoolOptions {
    return merged([NodeLabel.CAPACITY_TYPE.in(CapacityType.SPOT, CapacityType.ON_DEMAND), ...generalPurpose()], {}, options);
  }

  /**
   * On-Demand Instances of general purpose with processors of AWS (arm64). Images of pods must be made for them.
   *
   * @param options What differs.
   */
  public static graviton(options: NodePoolOptions = {}): NodePoolOptions {
    return merged([
      NodeLabel.ARCHITECTURE.in(Architecture.ARM64), NodeLabel.CAPACITY_TYPE.in(CapacityType.ON_DEMAND), ...generalPurpose(),
    ], {}, options);
  }

  /**
   * Capacity Blocks and Capacity Reservations with GPUs, for pods that tolerate the taint `nvidia.com/gpu`.
   *
   * @param options What differs. `nodeClass` must be a NodeClass with `capacityReservations`.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-odcr.html
   */
  public static capacityBlock(options: NodePoolOptions): NodePoolOptions {
    return merged([NodeLabel.CAPACITY_TYPE.in(CapacityType.RESERVED)], { taints: [Taint.noSchedule('nvidia.com/gpu')] }, options);
  }

  /**
   * Nodes in a Local Zone, for pods that tolerate the taint `aws.amazon.com/local-zone`, On-Demand.
   *
   * @param zone Name of the Local Zone, such as `us-west-2-lax-1a`.
   * @param options What differs. `nodeClass` must be a NodeClass with a subnet in that zone.
   */
  public static localZone(zone: string, options: NodePoolOptions): NodePoolOptions {
    return merged([NodeLabel.ZONE.in(zone), NodeLabel.CAPACITY_TYPE.in(CapacityType.ON_DEMAND)],
      { taints: [Taint.noSchedule('aws.amazon.com/local-zone', 'true')], labels: { 'node-type': 'local-zone' } }, options);
  }

  /**
   * A pool to which workloads move from self-managed Karpenter one by one: only those come that tolerate the taint `eks-auto-mode`. When
   * all have moved, the taint is taken away.
   *
   * @param options What differs.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-migrate-karpenter.html
   */
  public static karpenterMigration(options: NodePoolOptions = {}): NodePoolOptions {
    return merged(generalPurpose(), { taints: [Taint.noSchedule('eks-auto-mode')] }, options);
  }

  /**
   * A fixed number of nodes in one Availability Zone. One such pool for each zone spreads nodes evenly, which one pool for all does not
   * assure.
   *
   * @param zone Name of the Availability Zone, such as `eu-west-1a`.
   * @param options The number of nodes, and what they are.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-static-capacity.html
   */
  public static staticInZone(zone: string, options: StaticNodePoolOptions): StaticNodePoolOptions {
    return merged([NodeLabel.ZONE.in(zone)], {}, options);
  }

  private constructor() {}
}

function accelerated(taint: string, requirements: Requirement[], options: NodePoolOptions): NodePoolOptions {
  return merged([...requirements, NodeLabel.CAPACITY_TYPE.in(CapacityType.ON_DEMAND)], {
    taints: [Taint.noSchedule(taint)],
    disruption: Disruption.whenEmpty({ after: Duration.hours(1), budgets: [Budget.percent(10)] }),
    terminationGracePeriod: Duration.hours(24),
  }, options);
}

function generalPurpose(): Requirement[] {
  return [NodeLabel.INSTANCE_CATEGORY.in(...GENERAL_CATEGORIES), NodeLabel.INSTANCE_GENERATION.gte(OLDEST_GENERATION)];
}

function merged<T extends NodeTemplateOptions>(requirements: Requirement[], preset: NodePoolOptions, options: T): T {
  return { ...preset, ...options, requirements: [...requirements, ...options.requirements ?? []] };
}
