import { Annotations, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RoleOptions } from './role-options';

const POLICIES = ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly'];

/**
 * Properties of `NodeRole`.
 */
export interface NodeRoleProps extends RoleOptions {}

/**
 * The role of nodes of Auto Mode, with no more than they need: images from private registries of ECR, and EKS Pod Identity.
 *
 * A role alone lets no node join: `addNodeRole` and `addNodeClass` of a cluster make its access entry, EKS that of the
 * built-in NodePools' role. A role with a path is warned about: NodeClasses with one were reported to stay unready.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
 */
export class NodeRole extends iam.Role {
  /**
   * Gives a role of the app what it lacks, and says what one must have that cannot be changed.
   *
   * @internal
   */
  public static _complete(role: iam.IRole, property: string, scope: Construct): void {
    if (role instanceof NodeRole) { return; }
    if (iam.Role.isRole(role)) {
      managedPolicies().forEach((policy) => role.addManagedPolicy(policy));
      role.assumeRolePolicy?.addStatements(new iam.PolicyStatement({
        actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('ec2.amazonaws.com')],
      }));
      const { defaultChild } = role.node;
      if (defaultChild instanceof iam.CfnRole) { warnOfPath(defaultChild.path, scope); }
      return;
    }
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:imported-node-role',
      `${property} ${role.node.path} is imported or must not be changed, so that it cannot be checked: it must trust ec2.amazonaws.com with sts:AssumeRole, have the policies ${POLICIES.join(' and ')}, `
      + 'and not be the role of any cluster');
    warnOfPath(pathOf(role), scope);
  }

  constructor(scope: Construct, id: string, props: NodeRoleProps = {}) {
    super(scope, id, {
      ...props,
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      description: props.description ?? 'Nodes of an EKS Auto Mode cluster',
      managedPolicies: [...managedPolicies(), ...props.managedPolicies ?? []],
    });
    warnOfPath(props.path, this);
  }
}

function managedPolicies(): iam.IManagedPolicy[] {
  return POLICIES.map((policy) => iam.ManagedPolicy.fromAwsManagedPolicyName(policy));
}

/** The end of an ARN is known even where its partition and account are not. */
function pathOf({ roleArn }: iam.IRole): string | undefined {
  const name = /:role\/([^$]*)$/.exec(roleArn)?.[1];
  return name && `/${name.slice(0, name.lastIndexOf('/') + 1)}`;
}

function warnOfPath(path: string | undefined, scope: Construct): void {
  if (path === undefined || path === '/' || Token.isUnresolved(path)) { return; }
  Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:node-role-path',
    `path of a node role should be left out, got "${path}": NodeClasses with such a role were reported to stay unready, and whether EKS takes path and name is not documented`);
}
