/**
 * Whether the kernel protects itself from the administrator of the node.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-advanced-security.html
 */
export enum KernelLockdown {
  /** Unsigned kernel modules and writes to kernel memory are blocked. */
  INTEGRITY = 'integrity',
  /** Nothing is blocked. */
  NONE = 'none',
}
