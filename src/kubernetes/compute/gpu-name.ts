/**
 * Models of GPUs: values of the label `eks.amazonaws.com/instance-gpu-name`. Others can be written as text.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export class GpuName {
  /** NVIDIA T4, of the family g4dn. */
  public static readonly T4 = 't4';
  /** NVIDIA T4G, of the family g5g with Arm processors. */
  public static readonly T4G = 't4g';
  /** NVIDIA A10G, of the family g5. */
  public static readonly A10G = 'a10g';
  /** NVIDIA L4, of the families g6 and gr6. */
  public static readonly L4 = 'l4';
  /** NVIDIA L40S, of the family g6e. */
  public static readonly L40S = 'l40s';
  /** NVIDIA RTX PRO 6000, of the family g7e. */
  public static readonly RTX_PRO_SERVER_6000 = 'rtx-pro-server-6000';
  /** NVIDIA V100, of the families p3 and p3dn. */
  public static readonly V100 = 'v100';
  /** NVIDIA A100, of the families p4d and p4de. */
  public static readonly A100 = 'a100';
  /** NVIDIA H100, of the family p5. */
  public static readonly H100 = 'h100';
  /** NVIDIA H200, of the families p5e and p5en. */
  public static readonly H200 = 'h200';
  /** NVIDIA B200, of the family p6-b200. */
  public static readonly B200 = 'b200';
  /** NVIDIA B300, of the family p6-b300. */
  public static readonly B300 = 'b300';
  /** AMD Radeon Pro V520, of the family g4ad. */
  public static readonly RADEON_PRO_V520 = 'radeon-pro-v520';

  private constructor() {}
}
