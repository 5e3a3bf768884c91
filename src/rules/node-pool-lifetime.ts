import { formatKarpenterDuration, parseKarpenterDuration } from './karpenter-duration';
import { fieldOf, Manifest, ruleForKind, Violation } from './rule';
import { isToken } from '../private/tokens';

const EXPIRE_AFTER = 'spec.template.spec.expireAfter';
const GRACE_PERIOD = 'spec.template.spec.terminationGracePeriod';
const DAY = 24 * 3600;
/** EKS terminates every instance of Auto Mode after 21 days. */
const MAXIMUM = 21 * DAY;
/** What the service fills in. */
const DEFAULTS: { readonly [field: string]: string } = { [EXPIRE_AFTER]: '336h', [GRACE_PERIOD]: '24h' };

export const nodePoolLifetime = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-lifetime',
  reason: 'EKS terminates an instance after 21 days whatever runs on it, so a node must expire and drain before that',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
  check: (manifest) => {
    const findings = [...checkForm(manifest, EXPIRE_AFTER), ...checkForm(manifest, GRACE_PERIOD)];
    return findings.length > 0 ? findings : checkSum(manifest);
  },
});

function checkForm(manifest: Manifest, field: string): Omit<Violation, 'manifest'>[] {
  const value = fieldOf(manifest, field);
  if (value === undefined || isToken(value) || (typeof value === 'string' && parseKarpenterDuration(value) !== undefined)) { return []; }
  const problem = value === 'Never' && field === EXPIRE_AFTER
    ? `must be at most ${formatKarpenterDuration(MAXIMUM)} (21 days) with terminationGracePeriod, got "Never"`
    : `must be hours, minutes and seconds such as "480h", got ${JSON.stringify(value)}`;
  return [{ field, value, problem, fix: field === EXPIRE_AFTER ? 'write at most "480h" (20 days) beside a grace period of "24h"' : 'write for example "24h"' }];
}

function checkSum(manifest: Manifest): Omit<Violation, 'manifest'>[] {
  const [expireAfter, gracePeriod] = [EXPIRE_AFTER, GRACE_PERIOD].map((field) => fieldOf(manifest, field) ?? DEFAULTS[field]);
  if (typeof expireAfter !== 'string' || typeof gracePeriod !== 'string' || isToken(expireAfter) || isToken(gracePeriod)) { return []; }
  const grace = parseKarpenterDuration(gracePeriod)!;
  const sum = parseKarpenterDuration(expireAfter)! + grace;
  if (sum <= MAXIMUM) { return []; }
  const expireTooLong = grace < MAXIMUM;
  return [{
    field: expireTooLong ? EXPIRE_AFTER : GRACE_PERIOD,
    value: expireTooLong ? expireAfter : gracePeriod,
    problem: `expireAfter plus terminationGracePeriod must be at most ${formatKarpenterDuration(MAXIMUM)} (21 days), `
      + `got "${expireAfter}" plus "${gracePeriod}", together ${formatKarpenterDuration(sum)}`,
    fix: expireTooLong
      ? `lower expireAfter to at most "${formatKarpenterDuration(MAXIMUM - grace)}", or lower terminationGracePeriod`
      : 'lower terminationGracePeriod, for example to "24h"',
  }];
}
