import { entriesOf, hasKnownSpec, isKnown, listOf, mapOf, Problem } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf, Manifest } from './rule';
import { checkId, checkKeys, checkOwner, checkTerm, MAXIMUM_TERMS, TermList } from './selector-terms';

const RESERVATIONS = 'spec.capacityReservationSelectorTerms';
const PLACEMENT_GROUP = 'spec.placementGroupSelector';
const REQUIRED: TermList[] = [
  { field: 'spec.subnetSelectorTerms', prefix: 'subnet', keys: ['id', 'tags'], filled: true },
  { field: 'spec.securityGroupSelectorTerms', prefix: 'sg', keys: ['id', 'name', 'tags'], filled: true },
];
const ALL: TermList[] = [
  ...REQUIRED,
  { field: 'spec.podSubnetSelectorTerms', prefix: 'subnet', keys: ['id', 'tags'], filled: true },
  { field: 'spec.podSecurityGroupSelectorTerms', prefix: 'sg', keys: ['id', 'name', 'tags'], filled: true },
  { field: RESERVATIONS, prefix: 'cr', keys: ['id', 'tags'], filled: false },
];

export const nodeClassSelectors = ruleForNodeClass({
  id: 'node-class-selectors',
  reason: 'each term of a NodeClass finds things by exactly one of id, name and tags; terms that are unclear find nothing, and no node is launched',
  check: (manifest) => [
    ...hasKnownSpec(manifest) ? checkRequired(manifest) : [],
    ...ALL.flatMap((list) => [...checkCount(manifest, list), ...entriesOf(manifest, list.field).flatMap((entry) => checkTerm(entry, list))]),
    ...entriesOf(manifest, RESERVATIONS).flatMap(checkOwner),
    ...checkPlacementGroup(manifest),
  ],
});

function checkRequired(manifest: Manifest): Problem[] {
  return REQUIRED.filter(({ field }) => fieldOf(manifest, field) === undefined).map(({ field }) => countProblem(field, 0));
}

function checkCount(manifest: Manifest, { field, filled }: TermList): Problem[] {
  const count = listOf(manifest, field)?.length;
  return count === undefined || (count <= MAXIMUM_TERMS && (count > 0 || !filled)) ? [] : [countProblem(field, count)];
}

function countProblem(field: string, count: number): Problem {
  return { field, value: count, problem: `must have 1 to ${MAXIMUM_TERMS} terms, got ${count}`, fix: count === 0 ? 'write at least one' : 'select by tags that all of them carry' };
}

function checkPlacementGroup(manifest: Manifest): Problem[] {
  const selector = fieldOf(manifest, PLACEMENT_GROUP);
  if (!isKnown(selector)) { return []; }
  const entry = mapOf(selector);
  return [...checkKeys(PLACEMENT_GROUP, entry, ['id', 'name']), ...checkId(`${PLACEMENT_GROUP}.id`, entry.id, 'pg')];
}
