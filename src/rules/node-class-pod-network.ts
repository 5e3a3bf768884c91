import { hasKnownSpec } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';

const PAIR = ['spec.podSubnetSelectorTerms', 'spec.podSecurityGroupSelectorTerms'];

export const nodeClassPodNetwork = ruleForNodeClass({
  id: 'node-class-pod-network',
  reason: 'subnets for pods and security groups for pods belong together',
  check: (manifest) => {
    const missing = PAIR.filter((field) => fieldOf(manifest, field) === undefined);
    return !hasKnownSpec(manifest) || missing.length !== 1 ? [] : [{
      field: missing[0],
      value: undefined,
      problem: 'must be given together with its other half, got none',
      fix: `add it, or remove ${PAIR.find((field) => field !== missing[0])}`,
    }];
  },
});
