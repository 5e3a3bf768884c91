import { RuleLevel } from './finding';
import { ACCELERATED_CATEGORIES, ACCELERATED_FAMILIES, familyOf } from './instance-families';
import { labelRangesOf } from './node-pool-requirements';
import { taintsOf } from './node-pool-taints';
import { fieldOf, Manifest, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const TAINTS = 'spec.template.spec.taints';
/** Labels that only nodes with GPUs have. */
const GPU_LABELS = ['gpu-name', 'gpu-manufacturer', 'gpu-count', 'gpu-memory'].map((name) => `eks.amazonaws.com/instance-${name}`);
/** Labels that tell by their values whether a node has accelerators. */
const BY_VALUE: [string, (value: string) => boolean][] = [
  ['eks.amazonaws.com/instance-category', (value) => ACCELERATED_CATEGORIES.has(value)],
  ['eks.amazonaws.com/instance-family', (value) => ACCELERATED_FAMILIES.has(value)],
  ['node.kubernetes.io/instance-type', (value) => ACCELERATED_FAMILIES.has(familyOf(value))],
];

export const acceleratorTaint = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'accelerator-taint',
  level: RuleLevel.WARNING,
  reason: 'without a taint any pod may land on the nodes of a NodePool of GPUs or other accelerators, and keep these expensive nodes alive',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-accelerated.html',
  check: (manifest) => {
    const cause = acceleratedBy(manifest);
    if (!cause || isTainted(manifest)) { return []; }
    return [{
      field: TAINTS,
      value: null,
      problem: `must have a taint with NoSchedule or NoExecute, got none, while ${cause} allows only nodes with accelerators`,
      fix: 'add for example key "nvidia.com/gpu" (of Neuron "aws.amazon.com/neuron") with effect NoSchedule, which pods that ask for the device tolerate',
    }];
  },
});

/** The label by which the NodePool has only nodes with accelerators. */
function acceleratedBy(manifest: Manifest): string | undefined {
  const ranges = labelRangesOf(manifest);
  return GPU_LABELS.find((key) => ranges.get(key)?.mustExist && !ranges.get(key)!.isEmpty)
    ?? BY_VALUE.find(([key, isAccelerated]) => {
      const values = ranges.get(key)?.values ?? [];
      return values.length > 0 && values.every(isAccelerated);
    })?.[0];
}

function isTainted(manifest: Manifest): boolean {
  const taints = fieldOf(manifest, TAINTS);
  // What is only known at deployment may be one.
  const isUnknown = isToken(taints) || (Array.isArray(taints) && taints.some(isToken));
  return isUnknown || taintsOf(manifest, TAINTS).some(({ effect }) => effect !== 'PreferNoSchedule');
}
