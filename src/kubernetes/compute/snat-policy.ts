/**
 * How traffic of pods leaves the VPC.
 */
export enum SnatPolicy {
  /** The source address becomes the node's, with a random port. */
  RANDOM = 'Random',
  /** The source address stays the pod's; the network must route it. */
  DISABLED = 'Disabled',
}
