import { CfnResource, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { ClusterEndpoints } from './cluster-endpoints';

/** A VPC and its endpoints, which may be made last. Those of another stack are left out: that one may wait for the cluster. */
export function networkOf(vpc: ec2.IVpc, scope: IConstruct): IConstruct[] {
  const endpoints = ClusterEndpoints._of(vpc);
  return endpoints && [scope, vpc].some((construct) => Stack.of(construct) === Stack.of(endpoints)) ? [vpc, endpoints] : [vpc];
}

/** Resources below constructs, to wait for. Rules for security groups are left out, since those groups may wait themselves. */
export function networkResources(scopes: () => IConstruct[]): IDependable {
  return resourcesBelow(scopes, () => (resource) => peerOf(resource) === undefined);
}

/** Rules below constructs for some security groups, to wait for. */
export function networkRules(scopes: () => IConstruct[], groups: () => ec2.ISecurityGroup[]): IDependable {
  return resourcesBelow(scopes, () => {
    const ids = new Set<string | undefined>(groups().map(({ securityGroupId }) => securityGroupId));
    return (resource) => ids.has(peerOf(resource));
  });
}

/** Asked when everything is there. */
function resourcesBelow(scopes: () => IConstruct[], criterion: () => (resource: CfnResource) => boolean): IDependable {
  const resources: IDependable = {};
  Dependable.implement(resources, {
    get dependencyRoots(): IConstruct[] {
      const isAwaited = criterion();
      return scopes().flatMap(({ node }) => node.findAll()).filter((child) => CfnResource.isCfnResource(child) && isAwaited(child));
    },
  });
  return resources;
}

/** Id of the group that a rule is for; nothing, if it is for addresses, or no rule. */
export function peerOf(resource: IConstruct): string | undefined {
  if (resource instanceof ec2.CfnSecurityGroupIngress) { return resource.sourceSecurityGroupId; }
  return resource instanceof ec2.CfnSecurityGroupEgress ? resource.destinationSecurityGroupId : undefined;
}
