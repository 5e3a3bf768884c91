import { Annotations, Resource, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct, DependencyGroup } from 'constructs';
import { givenClusterName } from './given-cluster-name';
import { networkResources, networkRules } from './network-resources';
import { NodeSecurityGroup } from './node-security-group';
import { TargetGroupBinding } from '../../kubernetes';

const TAG = TargetGroupBinding.CLUSTER_NAME_TAG;

/** Names of clusters that groups are tagged with: there is one tag, so one cluster. */
const TAGGED = new WeakMap<ec2.ISecurityGroup, string>();

/** What is known of the cluster that groups are given to. */
export interface GroupedCluster {
  readonly cluster: eks.ICluster;
  readonly vpc?: ec2.IVpc;
  /** Id of the group that EKS made, if it is known. */
  readonly clusterSecurityGroupId?: string;
  /** Further groups of the control plane, if they are known. */
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/** Security groups of nodes and pods that a cluster is given as constructs. */
export class GivenSecurityGroups {
  /** The groups and the rules between them and the control plane: draining nodes need these until they are gone. */
  public readonly traffic: DependencyGroup;

  private readonly given = new Set<ec2.ISecurityGroup>();

  constructor(private readonly scope: Construct, private readonly known: GroupedCluster) {
    const groups = () => (this.given.size > 0 ? this.all : []);
    this.traffic = new DependencyGroup(networkResources(groups), networkRules(groups, groups));
  }

  /** With those of the control plane. */
  public get all(): ec2.ISecurityGroup[] {
    return [...this.known.cluster.connections.securityGroups, ...this.given];
  }

  /** Lets EKS open groups to load balancers, as far as their tags can be changed from here. */
  public open(groups: ec2.ISecurityGroup[]): void {
    groups.filter((group) => !this.given.has(group)).forEach((group) => {
      this.given.add(group);
      if (!this.isOfEks(group) && !this.isOwn(group)) { this.tag(group); }
    });
  }

  /** Warns of nodes that none of their groups lets reach the control plane. */
  public warnOfUnreachable(nodeClassName: string, groups: ec2.ISecurityGroup[]): void {
    if (groups.length === 0 || groups.some((group) => this.isOfEks(group) || this.isOwn(group) || this.mayBeOfEks(group))) { return; }
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:node-security-group-access',
      `nodeSecurityGroups of NodeClass "${nodeClassName}" should have the security group of the cluster or one of addNodeSecurityGroup, got ${groups.map(({ node }) => node.path).join(', ')}: `
      + 'nodes that do not reach the control plane never join. Write nodeSecurityGroups: [cluster.addNodeSecurityGroup(…), …], or open the groups to that of the cluster and acknowledge this');
  }

  private tag(group: ec2.ISecurityGroup): void {
    const name = this.clusterNameFor(group);
    const before = group instanceof NodeSecurityGroup ? group.cluster.clusterName : TAGGED.get(group);
    if (!Resource.isOwnedResource(group)) {
      this.warnOfTag(`tags of security group ${nameOf(group)} cannot be changed from here: it must have ${TAG} with the name of the cluster as value, or load balancers do not reach its nodes and pods`);
    } else if (before !== undefined && before !== name) {
      this.warnOfTag(`security group ${group.node.path} has the tag ${TAG} of another cluster already, so that load balancers of this one do not reach its nodes and pods: give each cluster a group of its own`);
    } else if (name === undefined) {
      this.warnOfTag(`security group ${group.node.path} cannot have the tag ${TAG}, since the cluster is made after it, so that load balancers do not reach its nodes and pods: `
        + 'write clusterName where the cluster is made, or make the group in the stack of the cluster and outside of the VPC, such as by addNodeSecurityGroup');
    } else {
      TAGGED.set(group, name);
      Tags.of(group).add(TAG, name);
    }
  }

  /** A name that CloudFormation makes is there after what the cluster needs, and after the stacks that its own depends on. */
  private clusterNameFor(group: ec2.ISecurityGroup): string | undefined {
    const { cluster, vpc, securityGroups = [] } = this.known;
    const given = givenClusterName(cluster);
    if (given !== undefined) { return given; }
    const isNeeded = group.node.scopes.some((scope) => scope === vpc)
      || [...cluster.connections.securityGroups, ...securityGroups].some(({ securityGroupId }) => securityGroupId === group.securityGroupId);
    return isNeeded || Stack.of(group) !== Stack.of(this.scope) ? undefined : cluster.clusterName;
  }

  private isOfEks({ securityGroupId }: ec2.ISecurityGroup): boolean {
    return securityGroupId === this.known.clusterSecurityGroupId;
  }

  /** Of an imported cluster the id may not be known, or be a token. */
  private mayBeOfEks(group: ec2.ISecurityGroup): boolean {
    const { cluster, clusterSecurityGroupId: id } = this.known;
    return !Resource.isOwnedResource(group) && !Resource.isOwnedResource(cluster)
      && (id === undefined || Token.isUnresolved(id) || Token.isUnresolved(group.securityGroupId));
  }

  private isOwn(group: ec2.ISecurityGroup): boolean {
    return group instanceof NodeSecurityGroup && group.cluster.clusterName === this.known.cluster.clusterName;
  }

  private warnOfTag(message: string): void {
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:node-security-group-tag', message);
  }
}

function nameOf({ securityGroupId, node }: ec2.ISecurityGroup): string {
  return Token.isUnresolved(securityGroupId) ? node.path : securityGroupId;
}
