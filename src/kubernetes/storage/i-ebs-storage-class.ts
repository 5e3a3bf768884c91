/**
 * A StorageClass that a claim can name.
 */
export interface IEbsStorageClass {
  /** Name of the StorageClass in the cluster. */
  readonly storageClassName: string;
}
