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

/** One rule: it sees plain data only, so that typed objects, raw objects and YAML includes are judged alike. */
export interface Rule extends RuleDescription {
  check(input: RuleInput): Violation[];
}

/** A rule that looks at each object of one kind by itself. */
export function ruleForKind(group: string, kind: string, description: Omit<RuleDescription, 'level'> & {
  level?: RuleLevel;
  check: (manifest: Manifest, facts: ClusterFacts) => Omit<Violation, 'manifest'>[];
}): Rule {
  return {
    id: description.id,
    level: description.level ?? RuleLevel.ERROR,
    reason: description.reason,
    link: description.link,
    check: ({ manifests, facts }) => manifests
      .filter((manifest) => manifest.kind === kind && typeof manifest.apiVersion === 'string' && manifest.apiVersion.startsWith(`${group}/`))
      .flatMap((manifest) => description.check(manifest, facts).map((violation) => ({ manifest, ...violation }))),
  };
}

/** The value of a dotted field; nothing for a field that is missing or lies behind a token. */
export function fieldOf(manifest: Manifest, field: string): unknown {
  let value: unknown = manifest;
  for (const key of field.split('.')) {
    if (typeof value !== 'object' || value === null || isToken(value)) { return undefined; }
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? undefined;
}
