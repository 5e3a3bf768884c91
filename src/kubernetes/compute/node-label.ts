import { BooleanLabel } from './boolean-label';
import { IntegerLabel } from './integer-label';
import { TextLabel } from './text-label';

/**
 * The labels of Auto Mode nodes that a NodePool can require, and pods by their `key`.
 *
 * Labels under `karpenter.k8s.aws` belong to self-managed Karpenter and do not exist here. For a label of your own
 * use `TextLabel.of('example.com/team')`. What is "seen on nodes" is not in the user guide's list.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export class NodeLabel {
  /** Availability Zone, such as `us-east-1a`. The NodeClass must select subnets there. */
  public static readonly ZONE = TextLabel.of('topology.kubernetes.io/zone');
  /** Id of the Availability Zone, such as `use1-az1`, which is the same in all accounts; seen on nodes. */
  public static readonly ZONE_ID = TextLabel.of('topology.k8s.aws/zone-id');
  /** AWS Region; seen on nodes. */
  public static readonly REGION = TextLabel.of('topology.kubernetes.io/region');
  /** Instance type, such as `m8g.2xlarge`. */
  public static readonly INSTANCE_TYPE = TextLabel.of('node.kubernetes.io/instance-type');
  /** Processor architecture; values in `Architecture`. */
  public static readonly ARCHITECTURE = TextLabel.of('kubernetes.io/arch');
  /** How the capacity is bought; values in `CapacityType`. */
  public static readonly CAPACITY_TYPE = TextLabel.of('karpenter.sh/capacity-type');
  /** Operating system, always `linux`: for manifests that name it. */
  public static readonly OPERATING_SYSTEM = TextLabel.of('kubernetes.io/os');
  /** `auto` on all nodes of Auto Mode: for pods in clusters that have others too. */
  public static readonly COMPUTE_TYPE = TextLabel.of('eks.amazonaws.com/compute-type');
  /** Name of the NodeClass; seen on nodes. */
  public static readonly NODE_CLASS = TextLabel.of('eks.amazonaws.com/nodeclass');
  /** Id of the capacity reservation; only nodes of the capacity type reserved have it. */
  public static readonly CAPACITY_RESERVATION_ID = TextLabel.of('eks.amazonaws.com/capacity-reservation-id');
  /** `default` or `capacity-block`; only nodes of the capacity type reserved have it. */
  public static readonly CAPACITY_RESERVATION_TYPE = TextLabel.of('eks.amazonaws.com/capacity-reservation-type');
  /** Whether the reservation can be taken back; only nodes of the capacity type reserved have it. */
  public static readonly CAPACITY_RESERVATION_INTERRUPTIBLE = BooleanLabel.of('eks.amazonaws.com/capacity-reservation-interruptible');
  /** Id of the placement group, such as `pg-0123456789abcdef0`: for pods. */
  public static readonly PLACEMENT_GROUP_ID = TextLabel.of('eks.amazonaws.com/placement-group-id');
  /** Hypervisor, such as `nitro`. */
  public static readonly INSTANCE_HYPERVISOR = TextLabel.of('eks.amazonaws.com/instance-hypervisor');
  /** Whether traffic between instances is encrypted by the network cards. */
  public static readonly INSTANCE_ENCRYPTION_IN_TRANSIT_SUPPORTED = BooleanLabel.of('eks.amazonaws.com/instance-encryption-in-transit-supported');
  /** First letters of the instance type, such as `c`, `m`, `r`, `g`. Leave out categories to keep expensive types away. */
  public static readonly INSTANCE_CATEGORY = TextLabel.of('eks.amazonaws.com/instance-category');
  /** Generation number of the instance type: 8 in `m8g`. */
  public static readonly INSTANCE_GENERATION = IntegerLabel.of('eks.amazonaws.com/instance-generation');
  /** Family of the instance type, such as `m8g`. */
  public static readonly INSTANCE_FAMILY = TextLabel.of('eks.amazonaws.com/instance-family');
  /** Size of the instance type, such as `2xlarge`. Sizes nano, micro and small are never launched. */
  public static readonly INSTANCE_SIZE = TextLabel.of('eks.amazonaws.com/instance-size');
  /** Number of vCPUs. Instances with one are never launched. */
  public static readonly INSTANCE_CPU = IntegerLabel.of('eks.amazonaws.com/instance-cpu');
  /** Maker of the processor: `aws`, `intel`, `amd`. */
  public static readonly INSTANCE_CPU_MANUFACTURER = TextLabel.of('eks.amazonaws.com/instance-cpu-manufacturer');
  /** Clock speed that the processor keeps up, in MHz; seen on nodes. */
  public static readonly INSTANCE_CPU_SUSTAINED_CLOCK_SPEED_MHZ = IntegerLabel.of('eks.amazonaws.com/instance-cpu-sustained-clock-speed-mhz');
  /** Whether the instance type is one of the flex families, such as `c7i-flex`; seen on nodes. */
  public static readonly INSTANCE_CAPABILITY_FLEX = BooleanLabel.of('eks.amazonaws.com/instance-capability-flex');
  /** Memory in MiB. */
  public static readonly INSTANCE_MEMORY = IntegerLabel.of('eks.amazonaws.com/instance-memory');
  /** EBS bandwidth in Mbit/s. */
  public static readonly INSTANCE_EBS_BANDWIDTH = IntegerLabel.of('eks.amazonaws.com/instance-ebs-bandwidth');
  /** Baseline network bandwidth in Mbit/s. */
  public static readonly INSTANCE_NETWORK_BANDWIDTH = IntegerLabel.of('eks.amazonaws.com/instance-network-bandwidth');
  /** Model of the GPU; values in `GpuName`. */
  public static readonly INSTANCE_GPU_NAME = TextLabel.of('eks.amazonaws.com/instance-gpu-name');
  /** Maker of the GPU, such as `nvidia`. */
  public static readonly INSTANCE_GPU_MANUFACTURER = TextLabel.of('eks.amazonaws.com/instance-gpu-manufacturer');
  /** Number of GPUs. */
  public static readonly INSTANCE_GPU_COUNT = IntegerLabel.of('eks.amazonaws.com/instance-gpu-count');
  /** Memory of one GPU in MiB. */
  public static readonly INSTANCE_GPU_MEMORY = IntegerLabel.of('eks.amazonaws.com/instance-gpu-memory');
  /** Local NVMe storage in GiB. */
  public static readonly INSTANCE_LOCAL_NVME = IntegerLabel.of('eks.amazonaws.com/instance-local-nvme');

  private constructor() {}
}
