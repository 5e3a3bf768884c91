import { Annotations, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { policyNameOf } from './role-policy';
import { ClusterAccess } from '../access';
import { topLevelStackOf } from '../access/top-level-stack';

const ID = 'DescribePolicy';

/** Allows somebody to describe a cluster, or says that it has to be done elsewhere. */
export function grantDescribe(grantee: iam.IGrantable, clusterArn: string, access: ClusterAccess, cluster: Construct): iam.Grant {
  const identity = identityOfOtherStack(grantee, cluster);
  const holder = identity && access._has(identity) ? describePolicy(cluster, identity) : grantee;
  const grant = iam.Grant.addToPrincipal({ grantee: holder, actions: ['eks:DescribeCluster'], resourceArns: [clusterArn] });
  if (!grant.success) {
    Annotations.of(cluster).addWarningV2('cdk-eks-auto-mode:grant-describe',
      `a grantee of grantDescribe cannot be given policies from here: allow it eks:DescribeCluster on ${Token.isUnresolved(clusterArn) ? 'the cluster' : clusterArn}, `
      + 'in the permission set of a role of IAM Identity Center');
  }
  return grant;
}

/** A role or user that another stack than that of the cluster makes. */
function identityOfOtherStack({ grantPrincipal: principal }: iam.IGrantable, cluster: Construct): iam.IIdentity | undefined {
  const isMade = principal instanceof iam.User || iam.Role.isRole(principal);
  return isMade && topLevelStackOf(Stack.of(principal)) !== topLevelStackOf(Stack.of(cluster)) ? principal : undefined;
}

/** A policy in the stack of the cluster: since that lets the identity in, one in the stack of the identity would go in a circle. */
function describePolicy(cluster: Construct, identity: iam.IIdentity): iam.Policy {
  const policy = cluster.node.tryFindChild(ID) as iam.Policy | undefined ?? new iam.Policy(cluster, ID, { policyName: policyNameOf(cluster, ID) });
  identity.attachInlinePolicy(policy);
  return policy;
}
