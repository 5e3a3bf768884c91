import { labelOfAutoMode } from './auto-mode-labels';
import { domainOf, keyProblem } from './label-syntax';
import { requirementsOf } from './node-pool-requirements';
import { RequirementView } from './requirement-view';
import { FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const MAXIMUM_KEY = 316;
const CAPACITY_TYPE = 'karpenter.sh/capacity-type';
const OPERATING_SYSTEMS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];

export const requirementKey = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'requirement-key',
  reason: 'labels that belong to Karpenter, that nodes of Auto Mode cannot have or that are malformed are refused, or match no instance type',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html',
  check: (manifest) => requirementsOf(manifest).flatMap((requirement) => {
    const { key, field } = requirement;
    if (key === undefined) { return []; }
    const wrong = problemOf(key);
    return wrong ? [{ field: `${field}.key`, value: key, ...wrong }] : systemViolations(requirement);
  }),
});

function problemOf(key: string): Pick<FieldViolation, 'problem' | 'fix'> | undefined {
  const syntax = keyProblem(key)
    ?? (key.length > MAXIMUM_KEY ? `must have at most ${MAXIMUM_KEY} characters, got "${key}" with ${key.length}` : undefined);
  if (syntax) { return { problem: syntax, fix: 'write a key such as "example.com/team"' }; }
  if (key === 'karpenter.sh/nodepool') {
    return { problem: `must not be the label that says which NodePool a node is of, got "${key}"`, fix: 'leave it out, and let pods select it' };
  }
  if (key === 'kubernetes.io/hostname') {
    return { problem: `must not be the name of a single node, got "${key}"`, fix: 'leave it out' };
  }
  if (key === 'node.kubernetes.io/windows-build') {
    return { problem: `must not be a label of Windows, which Auto Mode does not launch, got "${key}"`, fix: 'leave it out' };
  }
  const domain = domainOf(key);
  if (domain === 'karpenter.k8s.aws') {
    const own = labelOfAutoMode(key);
    return { problem: `must be a label of Auto Mode, got "${key}" of self-managed Karpenter`, fix: own ? `write "${own}"` : 'leave it out, or write a label of NodeLabel' };
  }
  // As the API server sees it: the end of the domain, and the whole key where there is no slash.
  if ((domain ?? key).endsWith('karpenter.sh') && key !== CAPACITY_TYPE) {
    return { problem: `must have a domain that does not end with karpenter.sh, got "${key}"`, fix: 'choose a domain of your own' };
  }
  return undefined;
}

/** Every node of Auto Mode runs Linux. */
function systemViolations({ key, operator, values = [], field }: RequirementView): FieldViolation[] {
  if (!OPERATING_SYSTEMS.includes(key!)) { return []; }
  const known = values.filter((value) => !isToken(value));
  const foreign = operator === 'In' ? known.find((value) => value !== 'linux') : undefined;
  const isWithoutLinux = operator === 'DoesNotExist' || (operator === 'NotIn' && known.includes('linux'));
  if (foreign === undefined && !isWithoutLinux) { return []; }
  return [{
    field: foreign === undefined ? `${field}.operator` : `${field}.values`,
    value: foreign === undefined ? operator : values,
    problem: `must allow linux only, which all nodes of Auto Mode run, got ${operator} [${values.join(', ')}]`,
    fix: 'leave the requirement out, or write In with "linux"',
  }];
}
