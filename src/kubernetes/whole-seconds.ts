import { Duration } from 'cdk8s';
import { exactSeconds } from './duration';
import { fail } from '../private/errors';
import { isWithin, nearestWithin, WholeNumbers } from '../private/whole-numbers';

/** A duration as a text of whole seconds, if it is in the range, which has both ends. */
export function wholeSeconds(property: string, duration: Duration, range: Required<WholeNumbers>): string {
  const seconds = exactSeconds(duration);
  if (!isWithin(seconds, range)) {
    fail('Seconds', `${property} must be whole seconds, ${range.least} to ${range.most}, got ${duration.toHumanString()}: write for example Duration.seconds(${nearestWithin(seconds, range)})`);
  }
  return String(seconds);
}
