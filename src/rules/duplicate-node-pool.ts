import { RuleLevel } from './finding';
import { isOfKind, Rule } from './rule';
import { isToken } from '../private/tokens';

export const duplicateNodePool: Rule = {
  id: 'duplicate-node-pool',
  level: RuleLevel.ERROR,
  reason: 'of two NodePools with one name in a chart the last one applied takes the place of the other',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: ({ manifests, chartOf }) => {
    if (!chartOf) { return []; }
    const namesOf = new Map<unknown, Set<string>>();
    return manifests.filter((manifest) => isOfKind(manifest, 'karpenter.sh', 'NodePool')).flatMap((manifest) => {
      const name = manifest.metadata?.name;
      if (name === undefined || isToken(name)) { return []; }
      const chart = chartOf(manifest);
      const names = namesOf.get(chart) ?? new Set();
      namesOf.set(chart, names);
      if (names.size === names.add(name).size) {
        return [{
          manifest,
          field: 'metadata.name',
          value: name,
          problem: `must be the name of one NodePool of the chart, got "${name}" again`,
          fix: 'choose another name',
        }];
      }
      return [];
    });
  },
};
