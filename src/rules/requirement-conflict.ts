import { LabelRange } from './label-range';
import { labelRangesOf } from './node-pool-requirements';
import { RequirementView } from './requirement-view';
import { FieldViolation, ruleForKind } from './rule';

export const requirementConflict = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'requirement-conflict',
  reason: 'requirements and labels that leave no value, or fewer than minValues, make a NodePool that is ready and launches nothing, or other nodes than meant',
  link: 'https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecrequirements',
  check: (manifest) => [...labelRangesOf(manifest).values()].filter((range) => range.isEmpty).flatMap((range) => violationsOf(range)),
});

function violationsOf({ key, parts, values }: LabelRange): FieldViolation[] {
  const minValues = Math.max(...parts.map((part) => part.minValues ?? 1));
  // With one part it is a value that no node has; minValues of a single requirement is a matter of its own.
  if (parts.length === 1 && minValues > 1) { return []; }
  const last = parts[parts.length - 1];
  const wanted = minValues > 1 ? `${minValues} values (minValues)` : 'a value';
  return [{
    field: last.field,
    value: last.values ?? last.operator,
    problem: `must leave ${wanted} for label "${key}", got ${parts.map(describe).join(' and ')}${values?.length ? `, which leaves ${values.join(', ')}` : ''}`,
    fix: parts.length > 1 ? 'remove one of them, or let them overlap' : 'name values that nodes of Auto Mode can have',
  }];
}

function describe({ operator, values }: RequirementView): string {
  return values?.length ? `${operator} [${values.join(', ')}]` : `${operator}`;
}
