import { isInteger } from './quantity';
import { fieldOf, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const FIELD = 'spec.weight';

export const nodePoolWeight = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-weight',
  reason: 'a weight is a whole number of 1 to 100; the lowest preference is to have none',
  link: 'https://karpenter.sh/docs/concepts/nodepools/#specweight',
  check: (manifest) => {
    const weight = fieldOf(manifest, FIELD);
    // What is no whole number is a matter of node-pool-fields.
    if (!isInteger(weight) || isToken(weight) || (weight >= 1 && weight <= 100)) { return []; }
    return [{ field: FIELD, value: weight, problem: `must be 1 to 100, got ${weight}`, fix: 'write a weight in between, or leave it out for the lowest preference' }];
  },
});
