import { Size, SizeRoundingBehavior } from 'cdk8s';
import { fail } from '../private/errors';

/** Writes a size as Kubernetes reads it, in the largest unit that comes out even. */
export function renderSize(property: string, size: Size): string {
  const kibibytes = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isSafeInteger(kibibytes) || kibibytes === 0) {
    fail('Size', `${property} must be whole KiB, at least one, got ${kibibytes} KiB: write for example Size.mebibytes(10)`);
  }
  for (const [unit, factor] of [['Gi', 1024 * 1024], ['Mi', 1024]] as const) {
    if (kibibytes % factor === 0) { return `${kibibytes / factor}${unit}`; }
  }
  return `${kibibytes}Ki`;
}
