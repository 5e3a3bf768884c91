import { fieldOf, ruleForKind, Violation } from './rule';
import { isToken } from '../private/tokens';

const RESERVED = ['karpenter.sh/provisioner-name', 'karpenter.sh/nodepool', 'karpenter.sh/nodeclaim', 'karpenter.sh/managed-by', 'eks.amazonaws.com/nodeclass'];
const RESERVED_PREFIXES = ['kubernetes.io/cluster', 'aws:', 'eks:'];
const MAXIMUM_TAGS = 50;
const MAXIMUM_KEY = 128;
const MAXIMUM_VALUE = 256;

export const nodeClassTags = ruleForKind('eks.amazonaws.com', 'NodeClass', {
  id: 'node-class-tags',
  reason: 'EC2 and EKS refuse tags that are reserved, too long or too many, or use them themselves',
  link: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html',
  check: (manifest) => {
    const tags = fieldOf(manifest, 'spec.tags');
    if (typeof tags !== 'object' || tags === null || Array.isArray(tags) || isToken(tags)) { return []; }
    const count = Object.keys(tags).length;
    return [
      ...count > MAXIMUM_TAGS
        ? [{ field: 'spec.tags', value: count, problem: `must be at most ${MAXIMUM_TAGS} tags, those of EKS included, got ${count}`, fix: 'remove some' }] : [],
      ...Object.entries(tags).flatMap(([key, value]) => violationsOf(key, value)),
    ];
  },
});

function violationsOf(key: string, value: unknown): Omit<Violation, 'manifest'>[] {
  if (isToken(key)) { return []; }
  const field = `spec.tags.${key}`;
  const prefix = RESERVED_PREFIXES.find((reserved) => key.toLowerCase().startsWith(reserved));
  return [
    ...prefix || RESERVED.includes(key)
      ? [{ field, value: key, problem: `key must not be reserved${prefix ? `, as all that begin with ${prefix}` : ''}, got "${key}"`, fix: 'choose another key' }] : [],
    ...key.length < 1 || key.length > MAXIMUM_KEY
      ? [{ field, value: key, problem: `key must have 1 to ${MAXIMUM_KEY} characters, got ${key.length}`, fix: 'choose another key' }] : [],
    ...typeof value === 'string' && !isToken(value) && value.length > MAXIMUM_VALUE
      ? [{ field, value, problem: `must have at most ${MAXIMUM_VALUE} characters, got ${value.length}`, fix: 'shorten it' }] : [],
  ];
}
