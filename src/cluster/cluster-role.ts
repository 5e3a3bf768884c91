import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** What the control plane of Auto Mode needs; block storage in its second version, which does not touch foreign volumes. */
const POLICIES = [
  'AmazonEKSClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSBlockStoragePolicyV2',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];

/**
 * The role that EKS assumes to run a cluster of Auto Mode.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 */
export function createClusterRole(scope: Construct, id: string): iam.Role {
  // The conditions of the policies compare with a session tag, hence TagSession.
  const eks = new iam.SessionTagsPrincipal(new iam.ServicePrincipal('eks.amazonaws.com'));
  return new iam.Role(scope, id, {
    assumedBy: eks,
    description: 'Control plane of an EKS Auto Mode cluster',
    managedPolicies: POLICIES.map((policy) => iam.ManagedPolicy.fromAwsManagedPolicyName(policy)),
  });
}
