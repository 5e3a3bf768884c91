import { CfnResource } from 'aws-cdk-lib';
import { CfnFargateProfile, CfnNodegroup } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { clusterIdentityOf } from './cluster-identity';

/** A role for which EKS makes an access entry, and the resource because of which it does. */
export interface RoleOfOtherNodes {
  readonly roleArn: string;
  readonly resource: CfnResource;
}

/**
 * Roles of managed node groups and Fargate profiles of a cluster that the app makes.
 *
 * @param root Root of the app.
 * @param cluster What `clusterIdentityOf` says of the cluster.
 */
export function rolesOfOtherNodes(root: IConstruct, cluster: string): RoleOfOtherNodes[] {
  return root.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)).flatMap((resource) => {
    const { clusterName, roleArn } = ofNodeGroup(resource) ?? ofFargateProfile(resource) ?? {};
    if (clusterName === undefined || roleArn === undefined) { return []; }
    return clusterIdentityOf(clusterName, resource.stack) === cluster ? [{ roleArn, resource }] : [];
  });
}

/** The L1 of aws-eks and of aws-eks-v2 are different classes of one type of resource. */
function ofNodeGroup(resource: CfnResource): { readonly clusterName: string; readonly roleArn: string } | undefined {
  if (resource.cfnResourceType !== CfnNodegroup.CFN_RESOURCE_TYPE_NAME) { return undefined; }
  const { clusterName, nodeRole } = resource as CfnNodegroup;
  return { clusterName, roleArn: nodeRole };
}

function ofFargateProfile(resource: CfnResource): { readonly clusterName: string; readonly roleArn: string } | undefined {
  if (resource.cfnResourceType !== CfnFargateProfile.CFN_RESOURCE_TYPE_NAME) { return undefined; }
  const { clusterName, podExecutionRoleArn } = resource as CfnFargateProfile;
  return { clusterName, roleArn: podExecutionRoleArn };
}
