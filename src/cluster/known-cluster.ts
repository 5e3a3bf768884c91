import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { AddNodeClassOptions } from './add-node-class-options';
import { ClusterDetails } from './cluster-details';
import { NodeClassProps, SecurityGroupSelector, SubnetSelector } from '../kubernetes';
import { fail } from '../private/errors';
import { ClusterFacts } from '../rules';

/** What an imported cluster may not have been told. */
type ClusterAttribute = 'clusterEndpoint' | 'clusterCertificateAuthorityData' | 'clusterSecurityGroupId';

/** What is known of a cluster, and errors that say what is not. */
export class KnownCluster {
  constructor(private readonly scope: IConstruct, private readonly cluster: eks.ICluster, private readonly details: ClusterDetails) {}

  /** What the rules are told. */
  public get facts(): ClusterFacts {
    const { region } = Stack.of(this.cluster);
    return { ...this.details.facts, ...Token.isUnresolved(region) ? {} : { region } };
  }

  /** Id of the security group that EKS made for the cluster, if it is known. */
  public get clusterSecurityGroupId(): string | undefined {
    return this.knows('clusterSecurityGroupId') ? this.cluster.clusterSecurityGroupId : undefined;
  }

  /** The value of an attribute; fails unless it is known. */
  public require(attribute: ClusterAttribute, purpose: string): string {
    return this.knows(attribute) ? this.cluster[attribute] : this.unknown(attribute, purpose);
  }

  public unknown(attribute: string, purpose: string): never {
    fail('ClusterAttribute', `${attribute} of the cluster must be known ${purpose}, got none: write ${attribute} where the cluster is imported`, this.scope);
  }

  /** Where a function is that has to reach the API server: nowhere in particular when the endpoint is open. */
  public functionPlacement(): { vpc?: ec2.IVpc; vpcSubnets?: ec2.SubnetSelection } {
    const { vpc, vpcSubnets, isEndpointOpen } = this.details;
    this.require('clusterEndpoint', 'to provision charts');
    this.require('clusterCertificateAuthorityData', 'to provision charts');
    if (isEndpointOpen) { return {}; }
    this.require('clusterSecurityGroupId', 'to provision charts by its private endpoint');
    if (!vpc) { this.unknown('vpc', 'when its endpoint is not open to the public'); }
    const subnets = vpcSubnets().flatMap((selection) => vpc.selectSubnets(selection).subnets).filter((subnet) => !vpc.publicSubnets.includes(subnet));
    if (subnets.length === 0) {
      fail('ProvisionerSubnets', 'vpcSubnets must have a subnet that is not public when the endpoint is not open to the public, got none: '
        + 'write for example vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }]', this.scope);
    }
    return { vpc, vpcSubnets: { subnets: [...new Set(subnets)] } };
  }

  /** Where the nodes and pods of a NodeClass are, in the words of Kubernetes. */
  public networkOf(options: AddNodeClassOptions): Pick<NodeClassProps, 'subnets' | 'securityGroups' | 'podNetwork'> {
    const { nodeSecurityGroups, podSubnets, podSecurityGroups } = options;
    return {
      subnets: options.subnets ?? this.subnetSelectors(options.vpcSubnets),
      securityGroups: options.securityGroups ?? (nodeSecurityGroups ? selectorsOf(nodeSecurityGroups) : this.securityGroupSelectors()),
      podNetwork: podSubnets && podSecurityGroups
        ? { subnets: this.subnetSelectors(podSubnets), securityGroups: selectorsOf(podSecurityGroups) } : options.podNetwork,
    };
  }

  private subnetSelectors(selections: ec2.SubnetSelection[] = this.details.vpcSubnets()): SubnetSelector[] {
    const { vpc } = this.details;
    const ids = selections.flatMap((selection) => {
      const subnetIds = vpc?.selectSubnets(selection).subnetIds;
      if (!subnetIds || Token.isUnresolved(subnetIds)) {
        fail('NodeClassSubnets', `subnets must be given to addNodeClass when ${vpc ? 'the number of subnets of the VPC' : 'the VPC'} is not known at synthesis, `
          + 'got none: write subnets: [SubnetSelector.tags(…)]', this.scope);
      }
      return subnetIds;
    });
    return [...new Set(ids)].map((id) => SubnetSelector.id(id));
  }

  private securityGroupSelectors(): SecurityGroupSelector[] {
    if (!this.knows('clusterSecurityGroupId')) {
      fail('NodeClassSecurityGroups', 'securityGroups must be given to addNodeClass when clusterSecurityGroupId is not known, '
        + 'got none: write securityGroups: [SecurityGroupSelector.tags(…)], or clusterSecurityGroupId where the cluster is imported', this.scope);
    }
    return [SecurityGroupSelector.id(this.cluster.clusterSecurityGroupId)];
  }

  /** An imported L2 cluster throws for what it was not told. */
  private knows(attribute: ClusterAttribute): boolean {
    try {
      return this.cluster[attribute] !== undefined;
    } catch {
      return false;
    }
  }
}

function selectorsOf(groups: ec2.ISecurityGroup[]): SecurityGroupSelector[] {
  return groups.map(({ securityGroupId }) => SecurityGroupSelector.id(securityGroupId));
}
