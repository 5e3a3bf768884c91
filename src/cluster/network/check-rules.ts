import { Resource, TagManager } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { peerOf } from './network-resources';
import { TargetGroupBinding } from '../../kubernetes';

/**
 * Rules of security groups that would go in a circle with the cluster: it waits for its VPC, with all that is below it, when the endpoint is
 * private. CloudFormation would only say so in its own words.
 */
export function problemsOfRules(cluster: eks.ICluster): string[] {
  const resource = cluster.node.defaultChild;
  if (!resource || !Resource.isOwnedResource(cluster)) { return []; }
  const awaited = resource.node.scopes.flatMap(({ node }) => node.dependencies).flatMap(({ node }) => node.findAll());
  const rules = [...new Set(awaited)].flatMap((rule) => {
    const peer = peerOf(rule);
    return peer === undefined ? [] : [{ rule, peer }];
  });
  if (rules.length === 0) { return []; }
  const tagged = cluster.node.root.node.findAll().filter((group): group is ec2.CfnSecurityGroup => isTagged(group, cluster.clusterName));
  return rules.flatMap(({ rule: { node: { path } }, peer }) => {
    if (peer === cluster.clusterSecurityGroupId) {
      return [`rules that the cluster waits for must not name its security group, got ${path}: make what it opens outside of the VPC, or open it to the block of the VPC`];
    }
    return tagged.filter(({ attrGroupId }) => attrGroupId === peer).map((group) =>
      `clusterName must be given when rules that the cluster waits for name security groups with the tag ${TargetGroupBinding.CLUSTER_NAME_TAG}, `
      + `got ${group.node.path.replace(/\/Resource$/, '')} in ${path}: write clusterName where the cluster is made`);
  });
}

/** With the name that CloudFormation makes; one that is given would be there before. */
function isTagged(group: IConstruct, clusterName: string): boolean {
  return ec2.CfnSecurityGroup.isCfnSecurityGroup(group) && TagManager.of(group)?.tagValues()[TargetGroupBinding.CLUSTER_NAME_TAG] === clusterName;
}
