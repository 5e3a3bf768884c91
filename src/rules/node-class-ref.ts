import { fieldOf, FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const REFERENCE = 'spec.template.spec.nodeClassRef';
const EXPECTED = { group: 'eks.amazonaws.com', kind: 'NodeClass' };

export const nodeClassRef = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-class-ref',
  reason: 'Auto Mode launches nodes only by a NodeClass of eks.amazonaws.com; the EC2NodeClass of self-managed Karpenter means nothing to it',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html',
  check: (manifest) => {
    const kind = fieldOf(manifest, `${REFERENCE}.kind`);
    const name = fieldOf(manifest, `${REFERENCE}.name`);
    const isOfKarpenter = kind === 'EC2NodeClass';
    return [
      ...Object.entries(EXPECTED).flatMap(([part, expected]): FieldViolation[] => {
        const field = `${REFERENCE}.${part}`;
        const value = fieldOf(manifest, field);
        if (typeof value !== 'string' || isToken(value) || value === expected) { return []; }
        return [{
          field,
          value,
          problem: `must be "${expected}", got "${value}"${isOfKarpenter ? ', which only self-managed Karpenter knows' : ''}`,
          fix: `write "${expected}"${isOfKarpenter ? ' and the name of a NodeClass, which has settings of its own instead of those of the EC2NodeClass' : ''}`,
        }];
      }),
      ...name === ''
        ? [{ field: `${REFERENCE}.name`, value: name, problem: 'must be the name of a NodeClass, got ""', fix: 'write its name, or "default" for that of EKS' }] : [],
    ];
  },
});
