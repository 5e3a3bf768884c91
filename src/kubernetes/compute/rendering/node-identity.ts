import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { MAXIMUM_PROFILE_NAME, MAXIMUM_ROLE_NAME } from '../../../rules/node-class-role';
import { NodeClassProps } from '../node-class-options';

/** As whom the nodes act. */
export function renderNodeIdentity({ role, instanceProfile }: NodeClassProps): object {
  if ((role === undefined) === (instanceProfile === undefined)) {
    fail('NodeClassRole', `either role or instanceProfile must be given, got ${role === undefined ? 'none: write the name of a role' : 'both: remove one of them'}`);
  }
  checkIamName('role', role, MAXIMUM_ROLE_NAME);
  checkIamName('instanceProfile', instanceProfile, MAXIMUM_PROFILE_NAME);
  return { role, instanceProfile };
}

function checkIamName(property: string, name: string | undefined, maximum: number): void {
  if (name === undefined) { return; }
  if (name.startsWith('arn:')) { // also one that contains tokens
    fail('NodeClassRole', `${property} must be a name, got the ARN "${name}": write ${isToken(name) ? 'roleName instead of roleArn' : `"${name.slice(name.lastIndexOf('/') + 1)}"`}`);
  }
  if (isToken(name)) { return; }
  if (name.length === 0 || name.length > maximum) {
    fail('NodeClassRole', `${property} must have 1 to ${maximum} characters, got "${name}" with ${name.length}: write the name as IAM shows it`);
  }
}
