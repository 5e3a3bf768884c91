import { BURSTABLE_FAMILIES, familyOf, INSTANCE_FAMILIES, sizeOf } from './instance-families';
import { labelRangesOf } from './node-pool-requirements';
import { FieldViolation, Manifest, ruleForKind } from './rule';

const TYPE = 'node.kubernetes.io/instance-type';
const FAMILY = 'eks.amazonaws.com/instance-family';
const SIZE = 'eks.amazonaws.com/instance-size';
const CPU = 'eks.amazonaws.com/instance-cpu';
const TOO_SMALL = ['nano', 'micro', 'small'];

export const instanceSize = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'instance-size',
  reason: 'Auto Mode never launches instances of the sizes nano, micro and small or with one vCPU; a NodePool that allows only those stays ready and empty',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html',
  check: (manifest) => [
    ...listed(manifest, TYPE, (type) => isTooSmall(sizeOf(type), [familyOf(type)])),
    ...listed(manifest, SIZE, (size) => isTooSmall(size, labelRangesOf(manifest).get(FAMILY)?.values)),
    ...processors(manifest),
  ],
});

function listed(manifest: Manifest, key: string, isTooSmallValue: (value: string) => boolean): FieldViolation[] {
  const range = labelRangesOf(manifest).get(key);
  const values = range?.values ?? [];
  if (!range || values.length === 0 || !values.every(isTooSmallValue)) { return []; }
  return [{
    field: range.parts[range.parts.length - 1].field,
    value: values,
    problem: `must allow instances with more than one vCPU and larger than small, got ${values.join(', ')}`,
    fix: key === TYPE ? 'add a larger type such as m7g.large' : 'add a larger size such as large',
  }];
}

/** The size medium has one vCPU in families that are known and not burstable. */
function isTooSmall(size: string | undefined, families: string[] = []): boolean {
  if (size === 'medium') { return families.length > 0 && families.every((family) => INSTANCE_FAMILIES.has(family) && !BURSTABLE_FAMILIES.has(family)); }
  return TOO_SMALL.includes(size ?? '');
}

function processors(manifest: Manifest): FieldViolation[] {
  const range = labelRangesOf(manifest).get(CPU);
  if (!range || range.isEmpty) { return []; }
  const { values, most } = range;
  if (most > 1 && !values?.every((value) => Number(value) <= 1)) { return []; }
  return [{
    field: range.parts[range.parts.length - 1].field,
    value: values ?? most,
    problem: `must allow more than one vCPU, got ${values ? values.join(', ') : `at most ${most}`}`,
    fix: 'allow 2 or more',
  }];
}
