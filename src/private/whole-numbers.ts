/** A range of whole numbers, both ends included. */
export interface WholeNumbers {
  readonly least: number;
  readonly most?: number;
}

/** Whether a value is a whole number of a range; texts of numbers are none. */
export function isWithin(value: unknown, { least, most = Number.MAX_SAFE_INTEGER }: WholeNumbers): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** The range in words: `a whole number of 1 to 110`. */
export function rangeInWords({ least, most }: WholeNumbers): string {
  return `a whole number of ${most === undefined ? `${least} or more` : `${least} to ${most}`}`;
}

/** The number of a range that comes closest to a value; for what is no number, the lowest. */
export function nearestWithin(value: unknown, { least, most = Number.MAX_SAFE_INTEGER }: WholeNumbers): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? Math.min(most, Math.max(least, Math.round(number))) : least;
}
