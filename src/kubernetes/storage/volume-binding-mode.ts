/**
 * When a volume is made.
 */
export enum VolumeBindingMode {
  /** When a pod needs it, in the Availability Zone of that pod. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
  /** At once, in any Availability Zone: also in one where no pod that needs it can run. */
  IMMEDIATE = 'Immediate',
}
