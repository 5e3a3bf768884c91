import { isInteger } from './quantity';
import { FieldViolation } from './rule';
import { isToken } from '../private/tokens';

/** What a field of an object holds. */
export type Shape = 'text' | 'integer' | 'quantity' | 'time' | 'anything' | ListShape | MapShape | StructShape;

export interface ListShape {
  readonly list: Shape;
}

/** Values under keys that the user chooses. */
export interface MapShape {
  readonly map: Shape;
}

/** Values under keys that the API knows. */
export interface StructShape {
  readonly fields: { readonly [name: string]: Shape };
  readonly required?: string[];
}

/** Hints for fields that do not exist, by their path without indices. */
export type Hints = ReadonlyMap<string, string>;

const TIME = /^(\d{4})-(\d\d)-(\d\d)t([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(z|[+-]\d\d:\d\d)$/i;

const LEAVES: { readonly [name: string]: { readonly rule: string; readonly fix: string; readonly accepts: (value: unknown) => boolean } } = {
  text: { rule: 'must be text', fix: 'put it in quotes', accepts: (value) => typeof value === 'string' },
  integer: { rule: 'must be a whole number', fix: 'write a whole number without quotes', accepts: isInteger },
  quantity: {
    rule: 'must be a quantity: text or a whole number',
    fix: 'write for example "1.5" in quotes',
    accepts: (value) => typeof value === 'string' || isInteger(value),
  },
  time: {
    rule: 'must be a time such as "2026-01-31T12:00:00Z"',
    fix: 'leave it out: Kubernetes sets it',
    accepts: isTime,
  },
  anything: { rule: '', fix: '', accepts: () => true },
};

/** Whether a value has all that its kind needs and nothing else; quicker than asking where it has not. */
export function hasShape(value: unknown, shape: Shape): boolean {
  if (isToken(value)) { return true; }
  if (typeof shape === 'string') { return LEAVES[shape].accepts(value); }
  if ('list' in shape) { return Array.isArray(value) && value.every((item) => hasShape(item, shape.list)); }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return false; }
  const object = value as Record<string, unknown>;
  if (!('map' in shape) && shape.required?.some((name) => (object[name] ?? undefined) === undefined)) { return false; }
  for (const key of Object.keys(object)) {
    const item = object[key];
    if (item === undefined || item === null || isToken(key)) { continue; }
    if ('map' in shape) {
      if (!hasShape(item, shape.map)) { return false; }
    } else if (!Object.hasOwn(shape.fields, key) || !hasShape(item, shape.fields[key])) { return false; }
  }
  return true;
}

/** Where a value has fields that its kind does not know, lacks such that it needs, or holds something of another type. */
export function shapeViolations(value: unknown, shape: Shape, field: string, hints: Hints): FieldViolation[] {
  if (isToken(value)) { return []; }
  if (typeof shape === 'string') { return leafViolations(value, shape, field); }
  if ('list' in shape) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => shapeViolations(item, shape.list, `${field}[${index}]`, hints))
      : [wrongType(value, 'must be a list', field, 'write a list, with one entry if there is one')];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [wrongType(value, 'must be an object', field, 'write its fields')];
  }
  const entries = Object.entries(value).filter(([key, item]) => item !== undefined && item !== null && !isToken(key));
  if ('map' in shape) { return entries.flatMap(([key, item]) => shapeViolations(item, shape.map, below(field, key), hints)); }
  const known = Object.keys(shape.fields);
  return [
    ...(shape.required ?? []).filter((name) => !entries.some(([key]) => key === name)).map((name) => ({
      field: below(field, name), value: null, problem: 'must be given, got none', fix: hints.get(pathOf(below(field, name))) ?? 'add it',
    })),
    ...entries.flatMap(([key, item]) => known.includes(key)
      ? shapeViolations(item, shape.fields[key], below(field, key), hints)
      : [{
        field: below(field, key),
        value: item,
        problem: `must be a field that exists, got "${key}"`,
        fix: hints.get(pathOf(below(field, key))) ?? `write one of ${known.join(', ')}, or leave it out`,
      }]),
  ];
}

function leafViolations(value: unknown, leaf: string, field: string): FieldViolation[] {
  const { accepts, rule, fix } = LEAVES[leaf];
  return accepts(value) ? [] : [wrongType(value, rule, field, fix)];
}

/** JavaScript itself takes February 30 for a day of March. */
function isTime(value: unknown): boolean {
  const [, year, month, day] = (typeof value === 'string' ? TIME.exec(value) ?? [] : []).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function wrongType(value: unknown, rule: string, field: string, fix: string): FieldViolation {
  return { field, value: value ?? null, problem: `${rule}, got ${JSON.stringify(value ?? null)}`, fix };
}

function below(field: string, name: string): string {
  return field === '' ? name : `${field}.${name}`;
}

function pathOf(field: string): string {
  return field.replace(/\[\d+\]/g, '');
}
