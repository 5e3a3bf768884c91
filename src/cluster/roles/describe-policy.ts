import { Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { topLevelStackOf } from '../access/top-level-stack';

const ID = 'DescribePolicy';

/** Lets identities of other stacks describe a cluster: a policy in their stacks would go in a circle when the cluster lets them in. */
export class DescribePolicy extends iam.Policy {
  /** The policy of a cluster, made when it is first asked for, that an identity has as well. */
  public static of(cluster: Construct, identity: iam.IIdentity): DescribePolicy {
    const policy = cluster.node.tryFindChild(ID) as DescribePolicy | undefined ?? new DescribePolicy(cluster);
    identity.attachInlinePolicy(policy);
    return policy;
  }

  private constructor(cluster: Construct) {
    // With the stack in it: another one may have the same identity under the same path.
    super(cluster, ID, { policyName: `${Names.uniqueResourceName(cluster, { maxLength: 100 })}${ID}` });
  }
}

/** A role or user that another stack than that of a cluster makes. */
export function identityOfOtherStack({ grantPrincipal: principal }: iam.IGrantable, cluster: Construct): iam.IIdentity | undefined {
  const isMade = principal instanceof iam.User || iam.Role.isRole(principal);
  return isMade && topLevelStackOf(Stack.of(principal)) !== topLevelStackOf(Stack.of(cluster)) ? principal : undefined;
}
