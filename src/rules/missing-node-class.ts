import { RuleLevel } from './finding';
import { fieldOf, isOfKind, Rule } from './rule';
import { isToken } from '../private/tokens';

const REFERENCE = 'spec.template.spec.nodeClassRef';

export const missingNodeClass: Rule = {
  id: 'missing-node-class',
  level: RuleLevel.WARNING,
  reason: 'a NodePool whose NodeClass does not exist is not ready and launches nothing; that of another chart or tool may be in the cluster',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html',
  check: ({ manifests }) => {
    const names = manifests.filter((manifest) => isOfKind(manifest, 'eks.amazonaws.com', 'NodeClass')).map(({ metadata }) => metadata?.name);
    const known = new Set([...names, 'default']);
    // A name that is only known at deployment may be any.
    if (names.some(isToken)) { return []; }
    return manifests.filter((manifest) => isOfKind(manifest, 'karpenter.sh', 'NodePool')).flatMap((manifest) => {
      const name = fieldOf(manifest, `${REFERENCE}.name`);
      if (fieldOf(manifest, `${REFERENCE}.kind`) !== 'NodeClass' || typeof name !== 'string' || name === '' || isToken(name) || known.has(name)) { return []; }
      return [{
        manifest,
        field: `${REFERENCE}.name`,
        value: name,
        problem: `must be a NodeClass that exists, got "${name}", which no chart brings`,
        fix: `${names.length > 0 ? `write one of ${names.join(', ')}, ` : ''}add the NodeClass to a chart, or switch the rule off if it is in the cluster already`,
      }];
    });
  },
};
