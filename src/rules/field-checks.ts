import { fieldOf, Manifest, Violation } from './rule';
import { isToken } from '../private/tokens';
import { isWithin, nearestWithin, rangeInWords, WholeNumbers } from '../private/whole-numbers';

/** What is wrong with a field of the object that a rule looks at. */
export type Problem = Omit<Violation, 'manifest'>;

/** An entry of a list, with its own path. */
export interface ListEntry {
  readonly field: string;
  readonly entry: { readonly [key: string]: unknown };
}

/** Whether something is written that can be judged. */
export function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null && !isToken(value);
}

/** Whether a text is written that can be judged. */
export function isKnownText(value: unknown): value is string {
  return typeof value === 'string' && !isToken(value);
}

/** A map as it is written; an empty one for anything else. */
export function mapOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isToken(value) ? value as { [key: string]: unknown } : {};
}

/** A list as it is written; nothing for anything else, and for one that is only known at deployment. */
export function listOf(manifest: Manifest, field: string): unknown[] | undefined {
  const list = fieldOf(manifest, field);
  return Array.isArray(list) && !isToken(list) ? list : undefined;
}

/** The entries of a list that are maps and known. */
export function entriesOf(manifest: Manifest, field: string): ListEntry[] {
  return (listOf(manifest, field) ?? []).flatMap((entry, index) =>
    typeof entry === 'object' && isKnown(entry) ? [{ field: `${field}[${index}]`, entry: mapOf(entry) }] : []);
}

/** Whether the whole of an object is known, so that it can be said what is missing in it. */
export function hasKnownSpec(manifest: Manifest): boolean {
  return !isToken(manifest.spec);
}

/** The value as it is written, for a message. */
export function written(value: unknown): string {
  return value === undefined || value === null ? 'none' : JSON.stringify(value);
}

export function checkWholeNumber(field: string, value: unknown, range: WholeNumbers): Problem[] {
  if (!isKnown(value) || isWithin(value, range)) { return []; }
  return [{ field, value, problem: `must be ${rangeInWords(range)}, got ${written(value)}`, fix: `write for example ${nearestWithin(value, range)}` }];
}

export function checkWord(field: string, value: unknown, words: readonly string[]): Problem[] {
  if (!isKnown(value) || words.includes(value as string)) { return []; }
  const meant = words.find((word) => word.toLowerCase() === String(value).toLowerCase());
  return [{
    field,
    value,
    problem: `must be one of ${words.map((word) => `"${word}"`).join(', ')}, got ${written(value)}`,
    fix: meant ? `write "${meant}"${typeof value === 'string' ? '' : ' as text'}` : `write for example "${words[0]}"`,
  }];
}
