import { isToken } from '../private/tokens';

/** Entries of a comma-separated text, as the controllers read it: spaces around them and empty ones do not count. */
export function entriesOfText(text: string): string[] {
  return text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** Pairs of a text such as `a=1,b=2`, in which a backslash takes the next character as it is; nothing, if it is no such text. */
export function pairsOfText(text: string): Map<string, string> | undefined {
  const pairs = (text.match(/(?:\\[^]|[^,\\]|\\$)+/g) ?? []).map((pair) => pair.replace(/\\([^])/g, '$1').trim()).filter((pair) => pair !== '');
  const split = pairs.map((pair): [string, string] => [pair.slice(0, Math.max(0, pair.indexOf('='))).trim(), pair.slice(pair.indexOf('=') + 1).trim()]);
  return split.every(([key]) => key !== '') ? new Map(split) : undefined;
}

/** Whether all of a text can be read. */
export function isKnownText(value: unknown): value is string {
  return typeof value === 'string' && !isToken(value);
}
