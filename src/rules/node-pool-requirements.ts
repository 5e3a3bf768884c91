import { LabelRange } from './label-range';
import { RequirementView } from './requirement-view';
import { fieldOf, Manifest } from './rule';
import { isToken } from '../private/tokens';

export const REQUIREMENTS = 'spec.template.spec.requirements';
export const LABELS = 'spec.template.metadata.labels';

/** Keys that Karpenter takes for others. */
const ALIASES = new Map([
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
]);

// Many rules ask about the same object.
const REQUIREMENTS_OF = new WeakMap<Manifest, RequirementView[]>();
const RANGES_OF = new WeakMap<Manifest, Map<string, LabelRange>>();

/** The requirements of a NodePool. */
export function requirementsOf(manifest: Manifest): RequirementView[] {
  if (!REQUIREMENTS_OF.has(manifest)) { REQUIREMENTS_OF.set(manifest, readRequirements(manifest)); }
  return REQUIREMENTS_OF.get(manifest)!;
}

/** What the requirements and labels of a NodePool together leave of each label; labels of a template are requirements too. */
export function labelRangesOf(manifest: Manifest): Map<string, LabelRange> {
  if (!RANGES_OF.has(manifest)) { RANGES_OF.set(manifest, readRanges(manifest)); }
  return RANGES_OF.get(manifest)!;
}

/** The labels that a NodePool gives to its nodes; none where they are a token or no map. */
export function nodeLabelsOf(manifest: Manifest): [string, unknown][] {
  const labels = fieldOf(manifest, LABELS);
  return typeof labels === 'object' && labels !== null && !Array.isArray(labels) && !isToken(labels)
    ? Object.entries(labels).filter(([key]) => !isToken(key)) : [];
}

function readRequirements(manifest: Manifest): RequirementView[] {
  const requirements = fieldOf(manifest, REQUIREMENTS);
  if (!Array.isArray(requirements) || isToken(requirements)) { return []; }
  return requirements.flatMap((requirement, index): RequirementView[] => {
    if (typeof requirement !== 'object' || requirement === null || Array.isArray(requirement) || isToken(requirement)) { return []; }
    const { key, operator, values, minValues } = requirement;
    const hasUnknownValues = isToken(values);
    return [{
      field: `${REQUIREMENTS}[${index}]`,
      key: knownText(key),
      operator: knownText(operator),
      hasUnknownValues,
      values: Array.isArray(values) && !hasUnknownValues ? values.filter((value) => typeof value === 'string') : undefined,
      minValues: typeof minValues === 'number' && !isToken(minValues) ? minValues : undefined,
    }];
  });
}

function knownText(value: unknown): string | undefined {
  return typeof value === 'string' && !isToken(value) ? value : undefined;
}

function readRanges(manifest: Manifest): Map<string, LabelRange> {
  const ranges = new Map<string, LabelRange>();
  const rangeOf = (key: string) => {
    const name = ALIASES.get(key) ?? key;
    if (!ranges.has(name)) { ranges.set(name, new LabelRange(name)); }
    return ranges.get(name)!;
  };
  for (const [key, value] of nodeLabelsOf(manifest)) {
    if (typeof value === 'string') { rangeOf(key).narrow({ field: `${LABELS}.${key}`, operator: 'In', values: [value], hasUnknownValues: false }); }
  }
  for (const requirement of requirementsOf(manifest)) {
    if (requirement.key !== undefined) { rangeOf(requirement.key).narrow(requirement); }
  }
  return ranges;
}
