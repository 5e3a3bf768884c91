import { keyProblem } from './label-syntax';
import { fieldOf, FieldViolation, Manifest, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const LISTS = ['spec.template.spec.taints', 'spec.template.spec.startupTaints'];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** A taint as it stands in a NodePool. */
interface TaintView {
  readonly field: string;
  readonly key?: unknown;
  readonly value?: unknown;
  readonly effect?: unknown;
}

export const nodePoolTaints = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-taints',
  reason: 'taints that are malformed are refused; one key with the same effect twice, also in startupTaints, keeps the NodePool from becoming ready',
  link: 'https://karpenter.sh/docs/concepts/nodepools/#spectemplatespectaints',
  check: (manifest) => {
    const taints = LISTS.flatMap((list) => taintsOf(manifest, list));
    return [...taints.flatMap(violationsOf), ...repetitions(taints)];
  },
});

/** The taints of a list, as far as they have the form of one. */
export function taintsOf(manifest: Manifest, list: string): TaintView[] {
  const taints = fieldOf(manifest, list);
  if (!Array.isArray(taints) || isToken(taints)) { return []; }
  return taints.flatMap((taint, index) => typeof taint === 'object' && taint !== null && !isToken(taint)
    ? [{ field: `${list}[${index}]`, key: taint.key, value: taint.value, effect: taint.effect }] : []);
}

function violationsOf({ field, key, value, effect }: TaintView): FieldViolation[] {
  const ofKey = typeof key === 'string' && !isToken(key) ? keyProblem(key) : undefined;
  const ofValue = typeof value === 'string' && !isToken(value) ? valueProblem(value) : undefined;
  return [
    ...ofKey ? [{ field: `${field}.key`, value: key, problem: ofKey, fix: 'write a key such as "example.com/team"' }] : [],
    ...ofValue ? [{ field: `${field}.value`, value, ...ofValue }] : [],
    ...typeof effect === 'string' && !isToken(effect) && !EFFECTS.includes(effect)
      ? [{ field: `${field}.effect`, value: effect, problem: `must be one of ${EFFECTS.join(', ')}, got "${effect}"`, fix: 'write "NoSchedule"' }] : [],
  ];
}

function valueProblem(value: string): Pick<FieldViolation, 'problem' | 'fix'> | undefined {
  if (value === '') { return { problem: 'must not be empty, got ""', fix: 'leave it out' }; }
  // Karpenter asks of values what Kubernetes asks of keys.
  const problem = keyProblem(value);
  return problem ? { problem, fix: 'write a value such as "batch", or leave it out' } : undefined;
}

function repetitions(taints: TaintView[]): FieldViolation[] {
  const places = new Map<string, string>();
  return taints.flatMap(({ field, key, effect }) => {
    if (typeof key !== 'string' || typeof effect !== 'string' || isToken(key) || isToken(effect)) { return []; }
    const earlier = places.get(`${key} ${effect}`);
    if (earlier === undefined) {
      places.set(`${key} ${effect}`, field);
      return [];
    }
    return [{ field, value: key, problem: `must have a key and effect of its own, got "${key}" with ${effect}, as ${earlier} has`, fix: 'remove one of them' }];
  });
}
