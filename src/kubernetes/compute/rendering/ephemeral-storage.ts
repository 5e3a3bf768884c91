import { SizeRoundingBehavior } from 'cdk8s';
import { EPHEMERAL_STORAGE } from '../../../rules/node-class-storage';
import { wholeNumber } from '../../whole-number';
import { EphemeralStorage } from '../ephemeral-storage';

const EXACT = { rounding: SizeRoundingBehavior.NONE };

/** The size is written in Gi: of larger units the service refuses some numbers. */
export function renderEphemeralStorage({ size, iops, throughputPerSecond, kmsKeyId }: EphemeralStorage): object {
  return {
    size: size && `${wholeNumber('ephemeralStorage.size', size.toGibibytes(EXACT), EPHEMERAL_STORAGE.size, 'GiB')}Gi`,
    iops: iops === undefined ? undefined : wholeNumber('ephemeralStorage.iops', iops, EPHEMERAL_STORAGE.iops, 'operations'),
    throughput: throughputPerSecond
      && wholeNumber('ephemeralStorage.throughputPerSecond', throughputPerSecond.toMebibytes(EXACT), EPHEMERAL_STORAGE.throughput, 'MiB'),
    kmsKeyID: kmsKeyId,
  };
}
