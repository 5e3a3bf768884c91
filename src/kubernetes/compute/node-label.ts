import { BooleanLabel } from './boolean-label';
import { IntegerLabel } from './integer-label';
import { TextLabel } from './text-label';

/**
 * The labels of Auto Mode nodes that a NodePool can require.
 *
 * Labels under `karpenter.k8s.aws` belong to self-managed Karpenter and do not exist here. For a label of your own
 * use `TextLabel.of('example.com/team')`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export class NodeLabel {
  /** Availability Zone, such as `us-east-1a`. The NodeClass must select subnets there. */
  public static readonly ZONE = TextLabel.of('topology.kubernetes.io/zone');
  /** Instance type, such as `m8g.2xlarge`. */
  public static readonly INSTANCE_TYPE = TextLabel.of('node.kubernetes.io/instance-type');
  /** Processor architecture; values in `Architecture`. */
  public static readonly ARCHITECTURE = TextLabel.of('kubernetes.io/arch');
  /** How the capacity is bought; values in `CapacityType`. */
  public static readonly CAPACITY_TYPE = TextLabel.of('karpenter.sh/capacity-type');
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
  /** Memory in MiB. */
  public static readonly INSTANCE_MEMORY = IntegerLabel.of('eks.amazonaws.com/instance-memory');
  /** EBS bandwidth in Mbit/s. */
  public static readonly INSTANCE_EBS_BANDWIDTH = IntegerLabel.of('eks.amazonaws.com/instance-ebs-bandwidth');
  /** Baseline network bandwidth in Mbit/s. */
  public static readonly INSTANCE_NETWORK_BANDWIDTH = IntegerLabel.of('eks.amazonaws.com/instance-network-bandwidth');
  /** Model of the GPU, such as `l4` or `h100`. */
  public static readonly INSTANCE_GPU_NAME = TextLabel.of('eks.amazonaws.com/instance-gpu-name');
  /** Maker of the GPU, such as `nvidia`. */
  public static readonly INSTANCE_GPU_MANUFACTURER = TextLabel.of('eks.amazonaws.com/instance-gpu-manufacturer');
  /** Number of GPUs. */
  public static readonly INSTANCE_GPU_COUNT = IntegerLabel.of('eks.amazonaws.com/instance-gpu-count');
  /** Memory of the GPUs in MiB. */
  public static readonly INSTANCE_GPU_MEMORY = IntegerLabel.of('eks.amazonaws.com/instance-gpu-memory');
  /** Local NVMe storage in GiB. */
  public static readonly INSTANCE_LOCAL_NVME = IntegerLabel.of('eks.amazonaws.com/instance-local-nvme');

  private constructor() {}
}
