/**
 * What becomes of a volume, or of a snapshot, when nobody claims it any more.
 */
export enum VolumeReclaimPolicy {
  /** It is deleted in AWS. */
  DELETE = 'Delete',
  /** It stays in AWS, and somebody has to delete it there. */
  RETAIN = 'Retain',
}
