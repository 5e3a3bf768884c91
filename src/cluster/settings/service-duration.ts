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
