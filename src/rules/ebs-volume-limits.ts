import { WholeNumbers } from '../private/whole-numbers';

/** The least that EBS makes volumes with; the most has been raised more than once, and is left to EBS. Throughput in MiB per second. */
export const VOLUME_LIMITS = {
  operations: { least: 1 },
  gp3Iops: { least: 3_000 },
  gp3Throughput: { least: 125 },
  provisionedIops: { least: 100 },
} satisfies { [field: string]: WholeNumbers };

/** Types of volumes of EBS that the user guide of EKS lists. */
export const VOLUME_TYPES: readonly string[] = ['gp3', 'gp2', 'io1', 'io2', 'sc1', 'st1', 'standard', 'sbp1', 'sbg1'];
/** Types that have a number of operations. */
export const TYPES_WITH_IOPS: readonly string[] = ['gp3', 'io1', 'io2'];
/** Types that are not made without one. */
export const TYPES_OF_PROVISIONED_IOPS: readonly string[] = ['io1', 'io2'];
