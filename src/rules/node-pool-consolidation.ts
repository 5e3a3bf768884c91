import { LONGEST_DURATION, parseKarpenterDuration } from './karpenter-duration';
import { fieldOf, FieldViolation, Manifest, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const POLICY = 'spec.disruption.consolidationPolicy';
const AFTER = 'spec.disruption.consolidateAfter';
const POLICIES = ['WhenEmpty', 'WhenEmptyOrUnderutilized', 'Balanced'];
/** Names of before v1. */
const FORMER = new Map([['WhenUnderutilized', 'WhenEmptyOrUnderutilized']]);

export const nodePoolConsolidation = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-consolidation',
  reason: 'policies and durations that Karpenter does not know are refused, and a duration of more than 292 years cannot be read',
  link: 'https://karpenter.sh/docs/concepts/disruption/#consolidation',
  check: (manifest) => [...policyViolations(manifest), ...afterViolations(manifest)],
});

function policyViolations(manifest: Manifest): FieldViolation[] {
  const policy = fieldOf(manifest, POLICY);
  if (typeof policy !== 'string' || isToken(policy) || POLICIES.includes(policy)) { return []; }
  return [{ field: POLICY, value: policy, problem: `must be one of ${POLICIES.join(', ')}, got "${policy}"`, fix: `write "${FORMER.get(policy) ?? POLICIES[1]}"` }];
}

function afterViolations(manifest: Manifest): FieldViolation[] {
  const after = fieldOf(manifest, AFTER);
  if (typeof after !== 'string' || isToken(after) || after === 'Never') { return []; }
  const seconds = parseKarpenterDuration(after);
  if (seconds !== undefined && seconds <= LONGEST_DURATION) { return []; }
  const problem = seconds === undefined
    ? `must be hours, minutes and seconds such as "1h30m", or "Never", got "${after}"`
    : `must be at most ${LONGEST_DURATION} seconds, got "${after}"`;
  return [{ field: AFTER, value: after, problem, fix: seconds === undefined ? 'write for example "30s"' : 'write "Never"' }];
}
