import { written } from './field-checks';
import { isToken } from '../private/tokens';

const RESERVED_PREFIXES = ['aws:', 'eks:'];
const MAXIMUM_TAGS = 50;
const MAXIMUM_KEY = 128;
const MAXIMUM_VALUE = 256;
/** What Elastic Load Balancing takes. */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

interface TagProblem {
  /** Nothing, if it is about all of them. */
  readonly key?: string;
  readonly problem: string;
  readonly fix: string;
}

/** What is wrong with the tags of a load balancer. */
export function resourceTagProblems(tags: Iterable<readonly [string, unknown]>): TagProblem[] {
  const pairs = [...tags];
  return [
    ...pairs.length > MAXIMUM_TAGS ? [{ problem: `must be at most ${MAXIMUM_TAGS} tags, those of EKS included, got ${pairs.length}`, fix: 'remove some' }] : [],
    ...pairs.flatMap(([key, value]) => isToken(key) ? [] : [...keyProblems(key), ...isToken(value) || typeof value !== 'string' ? [] : valueProblems(value)]
      .map((found) => ({ key, ...found }))),
  ];
}

function keyProblems(key: string): TagProblem[] {
  const prefix = RESERVED_PREFIXES.find((reserved) => key.toLowerCase().startsWith(reserved));
  return [
    ...prefix ? [{ problem: `key must not be reserved, as all that begin with ${prefix}, got ${written(key)}`, fix: 'choose another key' }] : [],
    ...key.length < 1 || key.length > MAXIMUM_KEY ? [{ problem: `key must have 1 to ${MAXIMUM_KEY} characters, got ${key.length}`, fix: 'choose another key' }] : [],
    ...CHARACTERS.test(key) ? [] : [{ problem: `key must have letters, digits, spaces and _.:/=+-@ only, got ${written(key)}`, fix: 'choose another key' }],
  ];
}

function valueProblems(value: string): TagProblem[] {
  return [
    ...value.length > MAXIMUM_VALUE ? [{ problem: `must have at most ${MAXIMUM_VALUE} characters, got ${value.length}`, fix: 'shorten it' }] : [],
    ...CHARACTERS.test(value) ? [] : [{ problem: `must have letters, digits, spaces and _.:/=+-@ only, got ${written(value)}`, fix: 'remove the others' }],
  ];
}
