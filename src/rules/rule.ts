import { ClusterFacts } from './cluster-facts';
import { RuleDescription, RuleLevel } from './finding';
import { isToken } from '../private/tokens';

/** A Kubernetes object as it would be applied; values of tokens are still tokens. */
export interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly [key: string]: unknown;
}

/** All objects that go to one cluster, and what is known of it. */
export interface RuleInput {
  readonly manifests: Manifest[];
  readonly facts: ClusterFacts;
  /**
   * What holds an object where no cluster provisions it, and one app may hold objects of several clusters. Clusters themselves
   * refuse objects that are there twice.
   */
  readonly chartOf?: (manifest: Manifest) => unknown;
}

/** What a rule says of one object. */
export interface Violation {
  readonly manifest: Manifest;
  /** Dotted path of the field. */
  readonly field: string;
  readonly value: unknown;
  /** The rule and the value received: `must be …, got …`. */
  readonly problem: string;
  /** What to write instead. */
  readonly fix: string;
}

/** What a rule says of the object that it looks at. */
export type FieldViolation = Omit<Violation, 'manifest'>;

/** One rule: it sees plain data only, so that typed objects, raw objects and YAML includes are judged alike. */
export interface Rule extends RuleDescription {
  check(input: RuleInput): Violation[];
}

/** A rule that looks at each object of one kind by itself. */
export function ruleForKind(group: string, kind: string, description: Omit<RuleDescription, 'level'> & {
  level?: RuleLevel;
  check: (manifest: Manifest, facts: ClusterFacts) => FieldViolation[];
}): Rule {
  return {
    id: description.id,
    level: description.level ?? RuleLevel.ERROR,
    reason: description.reason,
    link: description.link,
    check: ({ manifests, facts }) => manifests
      .filter((manifest) => isOfKind(manifest, group, kind))
      .flatMap((manifest) => description.check(manifest, facts).map((violation) => ({ manifest, ...violation }))),
  };
}

/** Whether an object is of a kind, in any version of its group. */
export function isOfKind(manifest: Manifest, group: string, kind: string): boolean {
  return manifest.kind === kind && typeof manifest.apiVersion === 'string' && manifest.apiVersion.startsWith(`${group}/`);
}

// Every rule asks for a few fields of a thousand objects.
const KEYS_OF = new Map<string, string[]>();

/** The value of a dotted field; nothing for a field that is missing or lies behind a token. */
export function fieldOf(manifest: Manifest, field: string): unknown {
  let value: unknown = manifest;
  if (!KEYS_OF.has(field)) { KEYS_OF.set(field, field.split('.')); }
  for (const key of KEYS_OF.get(field)!) {
    if (typeof value !== 'object' || value === null || isToken(value)) { return undefined; }
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? undefined;
}
