import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';

// The forms of the AWS Load Balancer Controller, whose features Auto Mode has. What a token stands for cannot be escaped, since it
// becomes known when the text is long written; what stands around it can.
// https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/

const LIST_TOKEN = '#{Token[';
/** What Go takes for space around a text. */
const OUTER_SPACE = /^[\s\u0085]|[\s\u0085]$/;

/**
 * `a,b`: a list. Nothing can be escaped in it.
 *
 * @param property What the entries are called where the user writes them, for messages.
 * @param entries At least one.
 */
export function commaSeparated(property: string, entries: readonly string[]): string {
  if (isToken(entries) || entries.some((entry) => String(entry).includes(LIST_TOKEN))) { failForListToken(property); }
  if (entries.length === 0) {
    fail('AnnotationList', `${property} must have at least one entry, got none: leave it out, or write one`);
  }
  const wrong = entries.filter((entry) => entry === '' || entry.includes(',') || OUTER_SPACE.test(entry));
  if (wrong.length > 0) {
    fail('AnnotationList', `${property} must have entries without commas and without spaces around them, got ${JSON.stringify(wrong)}: write each entry by itself`);
  }
  return entries.join(',');
}

/**
 * `a=1,b=2`: a map, with a backslash before commas and backslashes.
 *
 * @param property What the map is called where the user writes it, for messages.
 * @param entries Texts; what is not set is left out.
 * @returns nothing for an empty map.
 */
export function keyValuePairs(property: string, entries: { readonly [key: string]: string | undefined }): string | undefined {
  const pairs = Object.entries(entries).flatMap(([key, value]): [string, string][] => value === undefined ? [] : [[key, value]]);
  if (pairs.some((pair) => pair.some((text) => text.includes(LIST_TOKEN)))) { failForListToken(property); }
  const keys = pairs.map(([key]) => key).filter((key) => key === '' || key.includes('=') || OUTER_SPACE.test(key));
  if (keys.length > 0) {
    fail('AnnotationMap', `${property} must have keys without "=" and without spaces around them, got ${JSON.stringify(keys)}: choose other keys`);
  }
  const values = pairs.filter(([, value]) => OUTER_SPACE.test(value));
  if (values.length > 0) {
    fail('AnnotationMap', `${property} must have values without spaces around them, which would be lost, got ${JSON.stringify(Object.fromEntries(values))}: remove the spaces`);
  }
  return pairs.length === 0 ? undefined : pairs.map((pair) => pair.map(escape).join('=')).join(',');
}

/**
 * A value as JSON. A text in it may contain a token, as long as that stands for something without quotes and backslashes, such as an ARN.
 *
 * @param property What the value is called where the user writes it, for messages.
 * @param value Objects, lists, texts, numbers and booleans.
 */
export function jsonText(property: string, value: unknown): string {
  return JSON.stringify(value, function (this: { [key: string]: unknown }, key: string, part: unknown) {
    const original = this[key]; // tokens turn themselves into text before they come here
    if (typeof original === 'string' ? original.includes(LIST_TOKEN) : isToken(original)) {
      if (Array.isArray(original) || typeof original === 'string') { failForListToken(property); }
      fail('AnnotationJson', `${property} must have numbers that are known at synthesis, and no objects that are not, got a value that is only known at deployment: `
        + 'write the number, or the text of the token, by Token.asString');
    }
    return part;
  });
}

function escape(text: string): string {
  return text.replace(/[\\,]/g, '\\$&');
}

function failForListToken(property: string): never {
  fail('AnnotationList', `${property} must have entries whose number is known at synthesis, got a list that is only known at deployment: write each entry, for example by Fn.select`);
}
