import { Annotations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RoleOptions } from './role-options';
import { customTagStatements } from './tag-policy';

const POLICIES = [
  'AmazonEKSClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSBlockStoragePolicyV2',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];

/**
 * Properties of `ClusterRole`.
 */
export interface ClusterRoleProps extends RoleOptions {}

/**
 * The role that EKS assumes to run a cluster of Auto Mode: five managed policies, and a trust that lets EKS tag its session.
 *
 * `AutoModeCluster` makes one unless it is given a role. Another role replaces the cluster: so does another name or path of this one, or another
 * id of its construct.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 */
export class ClusterRole extends iam.Role {
  /**
   * Statements that let Auto Mode put tags of your own on what it creates, such as the tags of a NodeClass.
   *
   * `AutoModeCluster` adds them to its role by itself. They are meant for a role that is made elsewhere.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
   */
  public static customTagStatements(): iam.PolicyStatement[] {
    return customTagStatements();
  }

  /**
   * Gives a role of the app what it lacks, and says what one must have that cannot be changed.
   *
   * @internal
   */
  public static _complete(role: iam.IRole, scope: Construct): void {
    if (role instanceof ClusterRole) { return; }
    if (iam.Role.isRole(role)) {
      managedPolicies().forEach((policy) => role.addManagedPolicy(policy));
      role.assumeRolePolicy?.addStatements(new iam.PolicyStatement({
        actions: ['sts:AssumeRole', 'sts:TagSession'], principals: [new iam.ServicePrincipal('eks.amazonaws.com')],
      }));
      return;
    }
    ClusterRole._warnOfUnknown(role, scope);
  }

  /**
   * Says what a role must have that cannot be checked from here.
   *
   * @internal
   */
  public static _warnOfUnknown(role: iam.IRole, scope: Construct): void {
    if (iam.Role.isRole(role)) { return; }
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:imported-cluster-role',
      `clusterRole ${role.node.path} is imported or must not be changed, so that it cannot be checked: it must trust eks.amazonaws.com with sts:AssumeRole and sts:TagSession, and have the policies ${POLICIES.join(', ')}`);
  }

  constructor(scope: Construct, id: string, props: ClusterRoleProps = {}) {
    super(scope, id, {
      ...props,
      // The conditions of the policies compare with a session tag, hence TagSession.
      assumedBy: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('eks.amazonaws.com')),
      description: props.description ?? 'Control plane of an EKS Auto Mode cluster',
      managedPolicies: [...managedPolicies(), ...props.managedPolicies ?? []],
    });
  }
}

function managedPolicies(): iam.IManagedPolicy[] {
  return POLICIES.map((policy) => iam.ManagedPolicy.fromAwsManagedPolicyName(policy));
}
