import { written } from './field-checks';
import { RuleLevel } from './finding';
import { INGRESS_ANNOTATIONS } from './ingress-annotations';
import { annotationField, ingressesOf, JudgedIngress } from './ingress-objects';
import { fieldOf, Rule, RuleInput, Violation } from './rule';
import { isToken } from '../private/tokens';

const EXCLUSIVE = Object.entries(INGRESS_ANNOTATIONS).filter(([, { exclusive }]) => exclusive).map(([suffix]) => suffix);

export const ingressGroupConflict: Rule = {
  id: 'ingress-group-conflict',
  level: RuleLevel.ERROR,
  reason: 'Ingresses of one group share a load balancer: when they contradict each other about it, nothing of the whole group is changed any more',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (input) => groupsOf(input).flatMap((members) => [
    ...EXCLUSIVE.flatMap((suffix) => conflicts(members, annotationField(suffix), ({ annotations }) => annotations[suffix])),
    ...severalDefaults(members),
  ]),
};

/** The members of each group that has several. */
function groupsOf(input: RuleInput): JudgedIngress[][] {
  const groups = new Map<unknown, Map<unknown, JudgedIngress[]>>();
  for (const ingress of ingressesOf(input)) {
    const name = ingress.params && fieldOf(ingress.params, 'spec.group.name');
    if (typeof name !== 'string' || isToken(name)) { continue; }
    const chart = input.chartOf?.(ingress.manifest);
    if (!groups.has(chart)) { groups.set(chart, new Map()); }
    groups.get(chart)!.set(name, [...groups.get(chart)!.get(name) ?? [], ingress]);
  }
  return [...groups.values()].flatMap((byName) => [...byName.values()]).filter((members) => members.length > 1);
}

function conflicts(members: JudgedIngress[], field: string, valueOf: (member: JudgedIngress) => unknown): Violation[] {
  const stated = members.filter((member) => valueOf(member) !== undefined);
  // Tokens of one text stand for one value.
  const other = stated.find((member) => valueOf(member) !== valueOf(stated[0]) && !(isToken(valueOf(member)) || isToken(valueOf(stated[0]))));
  if (!other) { return []; }
  return [{
    manifest: other.manifest,
    field,
    value: valueOf(other),
    problem: `must be as on ${nameOf(stated[0])}, which is of the same group, got ${written(valueOf(other))} and there ${written(valueOf(stated[0]))}`,
    fix: 'write it on one of them, or in the IngressClassParams',
  }];
}

function severalDefaults(members: JudgedIngress[]): Violation[] {
  const [first, ...others] = members.filter(({ manifest }) => fieldOf(manifest, 'spec.defaultBackend') !== undefined);
  return others.map(({ manifest }) => ({
    manifest,
    field: 'spec.defaultBackend',
    value: fieldOf(manifest, 'spec.defaultBackend'),
    problem: `must be on one Ingress of a group, got one here and on ${nameOf(first)}`,
    fix: 'remove one of them',
  }));
}

function nameOf({ manifest: { metadata } }: JudgedIngress): string {
  return metadata?.namespace === undefined ? String(metadata?.name) : `${metadata.namespace}/${metadata.name}`;
}
