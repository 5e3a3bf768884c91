import { Duration } from 'aws-cdk-lib';

/** `30m`, `1h`: the service takes one unit only. What is only known at deployment stays in the unit that it was written in. */
export function inOneUnit(duration: Duration): string {
  if (duration.isUnresolved()) {
    const unit = duration.unitLabel();
    return duration.formatTokenToNumber().replace(` ${unit}`, unit[0]);
  }
  const seconds = duration.toSeconds();
  if (seconds % 3600 === 0) { return `${seconds / 3600}h`; }
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** What is wrong with a duration that is only known at deployment, when it cannot be converted to another unit any more. */
export function problemsOfUnit(property: string, duration: Duration, units: string[]): string[] {
  const unit = duration.unitLabel();
  return units.includes(unit) ? []
    : [`${property} must be in ${units.join(', ')} when it is only known at deployment, got a token in ${unit}: write Duration.${units[0]}(…)`];
}

/** What a duration may be. */
export interface DurationRange {
  readonly least: Duration;
  readonly most: Duration;
  /** Units that a token may be in; the first is that of whole numbers. */
  readonly units: string[];
  /** What to write instead, as a call of `Duration`. */
  readonly example: string;
}

/** What is wrong with a duration, as far as it is known. */
export function problemsOfDuration(property: string, duration: Duration | undefined, { least, most, units, example }: DurationRange): string[] {
  if (!duration) { return []; }
  if (duration.isUnresolved()) { return problemsOfUnit(property, duration, units); }
  const seconds = duration.toSeconds({ integral: false });
  const step = units[0] === 'minutes' ? 60 : 1;
  return seconds >= least.toSeconds() && seconds <= most.toSeconds() && seconds % step === 0 ? []
    : [`${property} must be ${least.toHumanString()} to ${most.toHumanString()} in whole ${units[0]}, got ${duration.toHumanString()}: write for example Duration.${example}`];
}
