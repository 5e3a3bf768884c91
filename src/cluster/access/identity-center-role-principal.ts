import { Aws, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { fail } from '../../private/errors';

/** AWSReservedSSO_, the name of a permission set, and a suffix. */
const ROLE_NAME = /^AWSReservedSSO_[\w+=,.@-]{1,32}_[0-9a-f]{16}$/;
const REGION = /^[a-z]+(-[a-z]+)+-\d+$/;
const ACCOUNT = /^\d{12}$/;
/** Roles of an instance whose home is here have no Region in their path. */
const REGION_WITHOUT_SEGMENT = 'us-east-1';

/**
 * Where a role of IAM Identity Center is.
 */
export interface IdentityCenterRoleOptions {
  /**
   * Region where the instance of IAM Identity Center has its home, known at synthesis. It need not be the Region of the cluster.
   */
  readonly region: string;

  /**
   * Account in which the permission set is assigned, 12 digits.
   *
   * @default - the account of the stack
   */
  readonly account?: string;
}

/**
 * The role that IAM Identity Center makes in an account for a permission set, as a principal of an access entry.
 *
 * An access entry needs the whole ARN of the role, with the path that Identity Center gives it; the `aws-auth` ConfigMap
 * needed the ARN without. When all assignments of the permission set in the account are deleted, Identity Center deletes the
 * role; a later assignment makes one with another suffix, for which another entry is needed.
 *
 * The name is in the IAM console among the roles, or in the output of
 * `aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/`.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export class IdentityCenterRolePrincipal extends iam.ArnPrincipal {
  /** Name of the role. */
  public readonly roleName: string;

  /**
   * @param roleName Name of the role, `AWSReservedSSO_`, the name of the permission set, `_` and 16 hexadecimal digits.
   * @param options Where the role is.
   */
  constructor(roleName: string, options: IdentityCenterRoleOptions) {
    check(roleName, options);
    const segment = options.region === REGION_WITHOUT_SEGMENT ? '' : `${options.region}/`;
    super(`arn:${Aws.PARTITION}:iam::${options.account ?? Aws.ACCOUNT_ID}:role/aws-reserved/sso.amazonaws.com/${segment}${roleName}`);
    this.roleName = roleName;
  }
}

function check(roleName: string, { region, account }: IdentityCenterRoleOptions): void {
  const problems = [...checkRoleName(roleName), ...checkRegion(region)];
  if (account !== undefined && !Token.isUnresolved(account) && !ACCOUNT.test(account)) {
    problems.push(`account must be 12 digits, got "${account}": write the account of the assignment, or leave it out`);
  }
  if (problems.length > 0) { fail('IdentityCenterRole', problems.join('; ')); }
}

function checkRoleName(roleName: string): string[] {
  const name = roleName.slice(roleName.lastIndexOf('/') + 1);
  if (name !== roleName) {
    return [`roleName must be a name without path, got "${roleName}": write "${name}"`];
  }
  return Token.isUnresolved(roleName) || ROLE_NAME.test(roleName) ? []
    : [`roleName must be AWSReservedSSO_, the name of a permission set, _ and 16 hexadecimal digits, got "${roleName}": `
      + 'write the name that aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/ shows'];
}

function checkRegion(region: string): string[] {
  // The form of the ARN depends on it, so that a token cannot be let through.
  return REGION.test(region) ? []
    : [`region must be the home Region of IAM Identity Center and known at synthesis, got ${Token.isUnresolved(region) ? 'a token' : `"${region}"`}: `
      + 'write it out, for example eu-west-1'];
}
