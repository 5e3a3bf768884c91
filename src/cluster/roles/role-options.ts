import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * What can be chosen for a role beyond what EKS needs of it.
 */
export interface RoleOptions {
  /**
   * Name of the role, 1 to 64 letters, digits and characters of `+=,.@_-`. Another one replaces the role. NodeClasses with it are refused then: they need new names.
   *
   * @default - CloudFormation makes one
   */
  readonly roleName?: string;

  /**
   * IAM path of the role, beginning and ending with a slash.
   *
   * @default /
   */
  readonly path?: string;

  /**
   * Policy that bounds what the role may do, whatever it is given.
   *
   * It has to allow what the managed policies of the role allow, or EKS fails where it does not.
   *
   * @default - no boundary
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * Further policies of the role. IAM allows 10 on a role unless the quota was raised.
   *
   * @default - only those that are documented as needed
   */
  readonly managedPolicies?: iam.IManagedPolicy[];

  /**
   * Description of the role, at most 1,000 characters.
   *
   * @default - says what the role is for
   */
  readonly description?: string;
}
