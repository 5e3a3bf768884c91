import { Annotations, Resource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** A policy of nodes: it reaches roles that may be changed, and says which it does not reach. */
export class NodePolicy {
  constructor(private readonly scope: Construct, private readonly policy: iam.IManagedPolicy) {}

  /** Gives the policy to a role, the one that a property of the cluster names. */
  public giveTo(role: iam.IRole, property: string): void {
    if (this.reaches(role)) { return; }
    this.warn(`${property} ${role.node.path}, which is imported or must not be changed: attach it where the role is made and acknowledge this, `
      + `or write ${property} with the role itself, if it is one of the app`);
  }

  /** Says that nobody knows the role of the built-in NodePools. */
  public missBuiltInNodes(): void {
    this.warn('the nodes of the built-in NodePools, whose role is not known: write builtInNodeRole where the cluster is imported or adopted, '
      + 'or builtInNodePools: [] if they are off');
  }

  /** An imported role takes policies of the app only, and a view that must not be changed drops them without a word. */
  private reaches(role: iam.IRole): boolean {
    if (iam.Role.isRole(role)) {
      role.addManagedPolicy(this.policy);
      return true;
    }
    const { policy } = this;
    if (!isAttachable(policy)) { return false; }
    let isAttached = false;
    const observed: iam.ManagedPolicy = Object.create(policy, {
      attachToRole: {
        value: (target: iam.IRole) => {
          isAttached = true;
          policy.attachToRole(target);
        },
      },
    });
    role.addManagedPolicy(observed);
    return isAttached;
  }

  private warn(whom: string): void {
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:node-policy', `policy ${nameOf(this.policy)} of addNodePolicy does not reach ${whom}`);
  }
}

function isAttachable(policy: iam.IManagedPolicy): policy is iam.ManagedPolicy {
  return 'attachToRole' in policy;
}

/** An ARN has the name at its end, even where its partition and account are not known. */
function nameOf(policy: iam.IManagedPolicy): string {
  return /:policy\/([^$]+)$/.exec(policy.managedPolicyArn)?.[1] ?? (Resource.isResource(policy) ? policy.node.path : 'with a token as its name');
}
