/**
 * Processor architectures of nodes: values of the label `kubernetes.io/arch`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export class Architecture {
  /** 64-bit x86: Intel and AMD. */
  public static readonly AMD64 = 'amd64';
  /** 64-bit Arm: AWS Graviton. Container images must be built for it. */
  public static readonly ARM64 = 'arm64';

  private constructor() {}
}
