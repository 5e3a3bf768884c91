import { Duration } from 'cdk8s';
import { fail } from '../private/errors';

/**
 * Writes a duration as Karpenter reads it: hours if they come out even, otherwise minutes, otherwise seconds.
 * It knows no days and no milliseconds.
 */
export function renderDuration(property: string, duration: Duration, finest: 'seconds' | 'minutes' = 'seconds'): string {
  const seconds = exactSeconds(duration);
  const step = finest === 'minutes' ? 60 : 1;
  if (!Number.isSafeInteger(seconds) || seconds % step !== 0) {
    fail('Duration', `${property} must be whole ${finest}, got ${duration.toHumanString()}: write for example Duration.${finest}(${Math.ceil(seconds / step)})`);
  }
  if (seconds === 0) {
    if (finest === 'minutes') { fail('Duration', `${property} must be at least a minute, got 0: write for example Duration.minutes(1)`); }
    return '0s';
  }
  if (seconds % 3600 === 0) { return `${seconds / 3600}h`; }
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** Seconds without the error of floating point that comes with fractions: 1.1 hours would be 3960.0000000000005 seconds. */
export function exactSeconds(duration: Duration): number {
  const seconds = duration.toSeconds({ integral: false });
  return Math.abs(seconds - Math.round(seconds)) < 1e-6 ? Math.round(seconds) : seconds;
}
