import { formatKarpenterDuration, parseKarpenterDuration } from './karpenter-duration';
import { fieldOf, FieldViolation, Manifest, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const EXPIRE_AFTER = 'spec.template.spec.expireAfter';
const GRACE_PERIOD = 'spec.template.spec.terminationGracePeriod';
const DAY = 24 * 3600;
/** EKS terminates every instance of Auto Mode after 21 days. */
const MAXIMUM = 21 * DAY;
/** What the service fills in. */
const DEFAULT_EXPIRE_AFTER = '336h';
const DEFAULT_GRACE_PERIOD = '24h';

export const nodePoolLifetime = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-lifetime',
  reason: 'EKS terminates an instance after 21 days whatever runs on it, so a node must expire and drain before that',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
  check: (manifest) => {
    const findings = [...checkForm(manifest, EXPIRE_AFTER), ...checkForm(manifest, GRACE_PERIOD)];
    return findings.length > 0 ? findings : checkSum(manifest);
  },
});

function checkForm(manifest: Manifest, field: string): FieldViolation[] {
  const value = fieldOf(manifest, field);
  // What is no text is a matter of node-pool-fields.
  if (typeof value !== 'string' || isToken(value) || parseKarpenterDuration(value) !== undefined) { return []; }
  const problem = value === 'Never' && field === EXPIRE_AFTER
    ? `must be at most ${formatKarpenterDuration(MAXIMUM)} (21 days) with terminationGracePeriod, got "Never"`
    : `must be hours, minutes and seconds such as "480h", got "${value}"`;
  return [{ field, value, problem, fix: field === EXPIRE_AFTER ? 'write at most "480h" (20 days) beside a grace period of "24h"' : 'write for example "24h"' }];
}

function checkSum(manifest: Manifest): FieldViolation[] {
  const written = { expireAfter: fieldOf(manifest, EXPIRE_AFTER), gracePeriod: fieldOf(manifest, GRACE_PERIOD) };
  const expireAfter = written.expireAfter ?? DEFAULT_EXPIRE_AFTER;
  const gracePeriod = written.gracePeriod ?? DEFAULT_GRACE_PERIOD;
  if (typeof expireAfter !== 'string' || typeof gracePeriod !== 'string' || isToken(expireAfter) || isToken(gracePeriod)) { return []; }
  const grace = parseKarpenterDuration(gracePeriod)!;
  const sum = parseKarpenterDuration(expireAfter)! + grace;
  if (sum <= MAXIMUM) { return []; }
  // The one to change is the one that the user wrote, if the other leaves room.
  const isExpireAfter = grace < MAXIMUM && (written.expireAfter !== undefined || written.gracePeriod === undefined);
  return [{
    field: isExpireAfter ? EXPIRE_AFTER : GRACE_PERIOD,
    value: isExpireAfter ? expireAfter : gracePeriod,
    problem: `expireAfter plus terminationGracePeriod must be at most ${formatKarpenterDuration(MAXIMUM)} (21 days), `
      + `got "${expireAfter}" plus "${gracePeriod}"${Number.isSafeInteger(sum) ? `, together ${formatKarpenterDuration(sum)}` : ''}`,
    fix: isExpireAfter
      ? `lower expireAfter to at most "${formatKarpenterDuration(MAXIMUM - grace)}", or lower terminationGracePeriod`
      : 'lower terminationGracePeriod, for example to "24h"',
  }];
}
