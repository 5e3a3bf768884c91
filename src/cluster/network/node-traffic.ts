import { CfnResource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Dependable, IConstruct, IDependable } from 'constructs';

/**
 * Security groups of nodes and their control plane, with the rules between them: draining nodes need these until they are gone.
 *
 * Rules for others are left out, since those may wait for charts themselves.
 *
 * @param groupsOf The groups, once all of them are there.
 */
export function trafficAmong(groupsOf: () => ec2.ISecurityGroup[]): IDependable {
  const traffic: IDependable = {};
  Dependable.implement(traffic, {
    get dependencyRoots(): IConstruct[] {
      const groups = groupsOf();
      const ids = groups.map(({ securityGroupId }) => securityGroupId);
      const resources = groups.flatMap(({ node }) => node.findAll()).filter((child) => CfnResource.isCfnResource(child));
      return resources.filter((resource) => {
        const peer = peerOf(resource);
        return peer === undefined || ids.includes(peer);
      });
    },
  });
  return traffic;
}

/** Id of the group that a rule is for; nothing, if it is for addresses, or no rule. */
function peerOf(resource: IConstruct): string | undefined {
  if (resource instanceof ec2.CfnSecurityGroupIngress) { return resource.sourceSecurityGroupId; }
  return resource instanceof ec2.CfnSecurityGroupEgress ? resource.destinationSecurityGroupId : undefined;
}
