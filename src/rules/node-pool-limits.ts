import { keyProblem } from './label-syntax';
import { isInteger, parseQuantity } from './quantity';
import { fieldOf, FieldViolation, Manifest, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const LIMITS = 'spec.limits';
/** Resources of nodes without a domain: Kubernetes has no others. */
const NATIVE = /^(cpu|memory|ephemeral-storage|pods|nodes|hugepages-.+|attachable-volumes-.+)$/;

export const nodePoolLimits = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-limits',
  reason: 'a limit that is no quantity cannot be read, a negative one lets nothing launch, and one on a resource that no node has limits nothing',
  link: 'https://karpenter.sh/docs/concepts/nodepools/#speclimits',
  check: (manifest) => limitsOf(manifest).flatMap(([name, value]) => {
    const field = `${LIMITS}.${name}`;
    const ofName = nameProblem(name);
    const ofValue = valueProblem(value);
    return [
      ...ofName ? [{ field, value: name, ...ofName }] : [],
      ...ofValue ? [{ field, value, problem: ofValue, fix: 'write for example "1000", "64Gi" or "0"' }] : [],
    ];
  }),
});

/** The limits of a NodePool; none where they are a token or no map. */
export function limitsOf(manifest: Manifest): [string, unknown][] {
  const limits = fieldOf(manifest, LIMITS);
  if (typeof limits !== 'object' || limits === null || Array.isArray(limits) || isToken(limits)) { return []; }
  return Object.entries(limits).filter(([name, value]) => !isToken(name) && value !== null && value !== undefined);
}

function nameProblem(name: string): Pick<FieldViolation, 'problem' | 'fix'> | undefined {
  const syntax = keyProblem(name);
  if (syntax) { return { problem: `name of the resource ${syntax}`, fix: 'write a resource such as "cpu" or "nvidia.com/gpu"' }; }
  return name.includes('/') || NATIVE.test(name) ? undefined : {
    problem: `must be a resource of nodes, got "${name}"`,
    fix: 'write cpu, memory, ephemeral-storage, pods or nodes, or a resource with its domain such as "nvidia.com/gpu"',
  };
}

function valueProblem(value: unknown): string | undefined {
  if (isToken(value) || (typeof value !== 'string' && !isInteger(value))) { return undefined; }
  const amount = parseQuantity(value);
  if (amount === undefined) { return `must be a quantity, got ${JSON.stringify(value)}`; }
  return amount < 0 ? `must not be negative, got ${JSON.stringify(value)}` : undefined;
}
