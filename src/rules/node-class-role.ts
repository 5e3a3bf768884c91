import { hasKnownSpec, Problem, written } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';
import { isToken } from '../private/tokens';

const ROLE = 'spec.role';
const PROFILE = 'spec.instanceProfile';

/** Characters of the names. */
export const MAXIMUM_ROLE_NAME = 64;
export const MAXIMUM_PROFILE_NAME = 128;

export const nodeClassRole = ruleForNodeClass({
  id: 'node-class-role',
  reason: 'a NodeClass names either the role of its nodes or their instance profile, by name and not by ARN',
  check: (manifest) => {
    if (!hasKnownSpec(manifest)) { return []; }
    const [role, profile] = [fieldOf(manifest, ROLE), fieldOf(manifest, PROFILE)];
    const both: Problem[] = (role === undefined) === (profile === undefined) ? [{
      field: ROLE,
      value: role,
      problem: `either role or instanceProfile must be given, got ${role === undefined ? 'none' : 'both'}`,
      fix: role === undefined ? 'write the name of a role' : 'remove one of them',
    }] : [];
    return [...both, ...checkName(ROLE, role, MAXIMUM_ROLE_NAME), ...checkName(PROFILE, profile, MAXIMUM_PROFILE_NAME)];
  },
});

function checkName(field: string, name: unknown, most: number): Problem[] {
  if (typeof name !== 'string') { return []; }
  if (name.startsWith('arn:')) { // also one that contains tokens
    const fix = isToken(name) ? 'write the name instead' : `write "${name.slice(name.lastIndexOf('/') + 1)}"`;
    return [{ field, value: name, problem: `must be a name, got the ARN ${written(name)}`, fix }];
  }
  return isToken(name) || (name.length >= 1 && name.length <= most) ? [] : [{
    field, value: name, problem: `must have 1 to ${most} characters, got ${name.length}`, fix: 'write the name as IAM shows it',
  }];
}
