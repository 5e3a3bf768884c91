import { isKnown, ListEntry, mapOf, Problem, written } from './field-checks';
import { isLookUpPlaceholder } from '../private/look-ups';

/** Limits of the terms by which a NodeClass finds things in EC2. */
export const MAXIMUM_TERMS = 30;
export const MAXIMUM_TERM_TAGS = 20;

/** What a list of terms is about. */
export interface TermList {
  readonly field: string;
  /** What ids begin with. */
  readonly prefix: string;
  /** Of these a term has exactly one. */
  readonly keys: readonly string[];
  /** Whether the list must have entries if it is there. */
  readonly filled: boolean;
}

/** The form of an id; unlike the pattern of the service it looks at all of it. */
export function isIdOf(prefix: string, id: string): boolean {
  return new RegExp(`^${prefix}-[0-9a-z]+$`).test(id) || (prefix === 'subnet' && isLookUpPlaceholder(id));
}

export function isAccountId(text: unknown): boolean {
  return typeof text === 'string' && /^[0-9]{12}$/.test(text);
}

/** Each term by itself: the service only refuses a list in which all terms are wrong. */
export function checkTerm({ field, entry }: ListEntry, { prefix, keys }: TermList): Problem[] {
  return [
    ...checkKeys(field, entry, keys),
    ...checkId(`${field}.id`, entry.id, prefix),
    ...entry.name === '' ? [{ field: `${field}.name`, value: '', problem: 'must not be empty, got ""', fix: 'write the name of the security group' }] : [],
    ...checkTags(`${field}.tags`, entry.tags),
  ];
}

/** Exactly one of the keys must be given. */
export function checkKeys(field: string, entry: ListEntry['entry'], keys: readonly string[]): Problem[] {
  const given = keys.filter((key) => entry[key] !== undefined && entry[key] !== null);
  return given.length === 1 ? [] : [{
    field,
    value: entry,
    problem: `must have exactly one of ${keys.join(', ')}, got ${given.join(' and ') || 'none'}`,
    fix: given.length === 0 ? `write ${keys[0]}` : 'keep one of them; several terms are alternatives',
  }];
}

export function checkId(field: string, id: unknown, prefix: string): Problem[] {
  return !isKnown(id) || (typeof id === 'string' && isIdOf(prefix, id)) ? [] : [{
    field, value: id, problem: `must be ${prefix}- and lower-case letters and digits, got ${written(id)}`, fix: 'write the id as EC2 shows it',
  }];
}

/** Which account owns what is looked for. */
export function checkOwner({ field, entry }: ListEntry): Problem[] {
  return [
    ...entry.ownerID === undefined ? [] : [{
      field: `${field}.ownerID`, value: entry.ownerID, problem: 'must be called owner, got ownerID, its name in self-managed Karpenter', fix: 'write owner',
    }],
    ...!isKnown(entry.owner) || isAccountId(entry.owner) ? [] : [{
      field: `${field}.owner`, value: entry.owner, problem: `must be an account id of 12 digits as text, got ${written(entry.owner)}`, fix: 'write for example "111122223333"',
    }],
  ];
}

function checkTags(field: string, value: unknown): Problem[] {
  if (!isKnown(value)) { return []; }
  const tags = Object.entries(mapOf(value));
  const empty = tags.filter(([key, text]) => key === '' || text === '').map(([key]) => key);
  return [
    ...tags.length >= 1 && tags.length <= MAXIMUM_TERM_TAGS ? [] : [{
      field, value: tags.length, problem: `must be 1 to ${MAXIMUM_TERM_TAGS} tags, got ${tags.length}`, fix: 'write those that tell the things apart',
    }],
    ...empty.map((key) => ({
      field: `${field}.${key}`, value: '', problem: `must have a key and a value, got ${written({ [key]: mapOf(value)[key] })}`, fix: 'for any value write "*"',
    })),
  ];
}
