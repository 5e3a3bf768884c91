import { hasKnownSpec, listOf } from './field-checks';
import { RuleLevel } from './finding';
import { fieldOf, Manifest, Rule } from './rule';

const TERMS = 'spec.capacityReservationSelectorTerms';

/** It looks at the whole cluster: the first selection anywhere changes what every other NodeClass does. */
export const capacityReservations: Rule = {
  id: 'capacity-reservations',
  level: RuleLevel.WARNING,
  reason: 'once one NodeClass of a cluster selects Capacity Reservations, nodes of the others no longer use open reservations by themselves',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-odcr.html',
  check: ({ manifests, facts: { builtInNodePools = [] } }) => {
    const nodeClasses = manifests.filter(isNodeClass);
    const selecting = nodeClasses.filter((manifest) => (listOf(manifest, TERMS)?.length ?? 0) > 0);
    // One whose terms are only known at deployment is not said to lack them.
    const others = nodeClasses.filter((manifest) => fieldOf(manifest, TERMS) === undefined && hasKnownSpec(manifest)).map(({ metadata }) => metadata?.name ?? 'unknown');
    const affected = [...others, ...builtInNodePools.length > 0 ? ['default'] : []];
    return affected.length === 0 ? [] : selecting.map((manifest) => ({
      manifest,
      field: TERMS,
      value: fieldOf(manifest, TERMS),
      problem: `should be given in every NodeClass that is to use reservations, got none in ${affected.join(', ')}`,
      fix: 'if those have open reservations, select them there too; if not, acknowledge this',
    }));
  },
};

function isNodeClass({ apiVersion, kind }: Manifest): boolean {
  return kind === 'NodeClass' && typeof apiVersion === 'string' && apiVersion.startsWith('eks.amazonaws.com/');
}
