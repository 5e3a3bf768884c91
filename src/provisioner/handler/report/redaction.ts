import { Manifest } from '../../contract';
import { StoredManifest } from '../chart/stored-manifest';

const HIDDEN = '<hidden>';
/** Characters by which values are found. Shorter ones are only hidden where they stand alone. */
const PREFIX = 8;
/** Characters of a value that are too many to be in a text by chance. */
const TELLING = 24;
/** Characters of a value that is so short that it is only hidden in quotes: it would be anywhere. */
const TINY = 3;
/** Where somebody has cut a text. */
const CUT = /^(…|\.\.\.|$)/;
const COMMON = new Set(['true', 'false', 'null']);

/**
 * Hides what Secrets of the chart hold in texts of others, which may quote what they refuse. There may be thousands of Secrets: only
 * beginnings of their values are kept, the values are read again when one of those appears.
 */
export class Redaction {
  private readonly secrets = new Map<string, Set<StoredManifest>>();
  private readonly words = new Set<string>();

  /** Remembers an object, if it is a Secret. */
  public add(stored: StoredManifest, manifest: Manifest): void {
    for (const value of valuesIn(manifest)) {
      if (value.length < PREFIX) {
        this.words.add(value);
      } else {
        const prefix = value.slice(0, PREFIX);
        const secrets = this.secrets.get(prefix);
        if (secrets) { secrets.add(stored); } else { this.secrets.set(prefix, new Set([stored])); }
      }
    }
  }

  /** The text without values of Secrets, also where it was cut in the middle of one. */
  public redact(text: string): string {
    return this.withoutWords(this.withoutLongValues(text));
  }

  private withoutLongValues(text: string): string {
    if (this.secrets.size === 0) { return text; }
    let result = '';
    for (let at = 0; at < text.length;) {
      const length = this.lengthAt(text, at);
      result += length > 0 ? HIDDEN : text[at];
      at += length || 1;
    }
    return result;
  }

  /** How much of a value the text has at a place. */
  private lengthAt(text: string, at: number): number {
    const secrets = this.secrets.get(text.slice(at, at + PREFIX)) ?? [];
    let longest = 0;
    for (const secret of secrets) {
      for (const value of valuesIn(secret.read())) {
        const length = sharedLength(value, text, at);
        const isValue = length === value.length || length >= TELLING || (length >= PREFIX && CUT.test(text.slice(at + length, at + length + 3)));
        if (isValue && value.length >= PREFIX) { longest = Math.max(longest, length); }
      }
    }
    return longest;
  }

  private withoutWords(text: string): string {
    if (this.words.size === 0) { return text; }
    return text
      .replace(/(["'`])((?:(?!\1).){1,7})\1/g, (quoted, quote, inner) => this.words.has(inner) ? `${quote}${HIDDEN}${quote}` : quoted)
      .replace(/[^\s"'`,;:()[\]{}<>/=]+/g, (word) => word.length > TINY && this.words.has(word) ? HIDDEN : word);
  }
}

function sharedLength(value: string, text: string, at: number): number {
  let length = 0;
  while (length < value.length && value[length] === text[at + length]) { length++; }
  return length;
}

/** What must not be seen of a manifest: contents of a Secret, as they are, decoded, encoded, quoted, and line by line. */
function valuesIn({ apiVersion, kind, metadata, data, stringData }: Manifest): Set<string> {
  const values = new Set<string>();
  if (apiVersion !== 'v1' || kind !== 'Secret') { return values; }
  const add = (text: string) => {
    values.add(text);
    values.add(JSON.stringify(text).slice(1, -1));
    for (const line of text.split(/\r?\n/)) { values.add(line.trim()); }
  };
  for (const text of textsIn(data)) {
    add(text);
    add(Buffer.from(text, 'base64').toString('utf8'));
  }
  for (const text of textsIn(stringData)) {
    add(text);
    add(Buffer.from(text).toString('base64'));
  }
  // What everybody may see anyway.
  for (const text of ['', metadata.name, metadata.namespace ?? '', ...COMMON]) { values.delete(text); }
  return values;
}

/** Texts in a value of any form: a manifest may be wrong. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) { return Object.values(value).flatMap(textsIn); }
  return value === undefined || value === null ? [] : [String(value)];
}
