import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

const POLICIES = ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly'];

/**
 * The role of nodes of Auto Mode, with no more than they need.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
 */
export function createNodeRole(scope: Construct, id: string, description: string): iam.Role {
  return new iam.Role(scope, id, {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    description,
    managedPolicies: POLICIES.map((policy) => iam.ManagedPolicy.fromAwsManagedPolicyName(policy)),
  });
}

/**
 * Lets nodes with a role join a cluster. EKS does it by itself only for the role of its built-in NodePools.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
 */
export function createNodeAccessEntry(scope: Construct, id: string, cluster: eks.ICluster, role: iam.IRole): eks.AccessEntry {
  return new eks.AccessEntry(scope, id, {
    cluster,
    principal: role.roleArn,
    accessEntryType: eks.AccessEntryType.EC2,
    accessPolicies: [eks.AccessPolicy.fromAccessPolicyName('AmazonEKSAutoNodePolicy', { accessScopeType: eks.AccessScopeType.CLUSTER })],
  });
}
