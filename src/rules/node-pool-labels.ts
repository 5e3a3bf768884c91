import { domainOf, keyProblem, labelValueProblem } from './label-syntax';
import { LABELS, nodeLabelsOf } from './node-pool-requirements';
import { FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const MAXIMUM_LABELS = 100;

export const nodePoolLabels = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-labels',
  reason: 'labels of nodes that are malformed or belong to Karpenter are refused, or keep the NodePool from becoming ready',
  link: 'https://karpenter.sh/docs/concepts/nodepools/#spectemplatemetadatalabels',
  check: (manifest) => {
    const labels = nodeLabelsOf(manifest);
    return [
      ...labels.length > MAXIMUM_LABELS
        ? [{ field: LABELS, value: labels.length, problem: `must be at most ${MAXIMUM_LABELS}, got ${labels.length}`, fix: 'remove some' }] : [],
      ...labels.flatMap(([key, value]) => violationsOf(key, value)),
    ];
  },
});

function violationsOf(key: string, value: unknown): FieldViolation[] {
  const field = `${LABELS}.${key}`;
  const ofKey = keyProblem(key) ?? reservedProblem(key);
  const ofValue = typeof value === 'string' && !isToken(value) ? labelValueProblem(value) ?? systemProblem(key, value) : undefined;
  return [
    ...ofKey ? [{ field, value: key, problem: `key ${ofKey}`, fix: 'choose a key such as "example.com/team"' }] : [],
    ...ofValue ? [{ field, value, problem: ofValue, fix: 'write another value, or an annotation' }] : [],
  ];
}

function reservedProblem(key: string): string | undefined {
  if (key === 'karpenter.sh/capacity-type') { return undefined; }
  if (key === 'kubernetes.io/hostname') { return `must not be the name of a single node, got "${key}"`; }
  if (key === 'node.kubernetes.io/windows-build') { return `must not be of Windows, which Auto Mode does not launch, got "${key}"`; }
  // As the API server sees it: the end of the domain, and the whole key where there is no slash.
  return (domainOf(key) ?? key).endsWith('karpenter.sh') ? `must not have a domain that ends with karpenter.sh, got "${key}"` : undefined;
}

function systemProblem(key: string, value: string): string | undefined {
  return key === 'kubernetes.io/os' && value !== 'linux' ? `must be linux, which all nodes of Auto Mode run, got "${value}"` : undefined;
}
