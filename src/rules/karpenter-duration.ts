const PATTERN = /^([0-9]+(s|m|h))+$/;
const SECONDS = { s: 1, m: 60, h: 3600 };

/** Seconds that Go, in which Karpenter is written, can count in nanoseconds. */
export const LONGEST_DURATION = 9_223_372_036;

/** Seconds of a duration as Karpenter writes it; units may repeat (`1h30m`, `300h300h`). Nothing if it is none. */
export function parseKarpenterDuration(text: string): number | undefined {
  if (!PATTERN.test(text)) { return undefined; }
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9]+)(s|m|h)/g)) {
    seconds += Number(amount) * SECONDS[unit as keyof typeof SECONDS];
  }
  return seconds;
}

/** Hours if they come out even, with minutes and seconds only where needed. */
export function formatKarpenterDuration(seconds: number): string {
  const parts = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds % 3600 / 60), 'm'], [seconds % 60, 's']];
  return parts.filter(([amount]) => amount !== 0).map(([amount, unit]) => `${amount}${unit}`).join('') || '0s';
}
