import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { AutoModeVpc } from './auto-mode-vpc';
import { givenClusterName } from './given-cluster-name';
import { TargetGroupBinding } from '../../kubernetes';

/** Properties of `NodeSecurityGroup`. */
export interface NodeSecurityGroupProps {
  readonly vpc: ec2.IVpc;
  readonly cluster: eks.ICluster;
}

/**
 * A security group for nodes of custom NodeClasses: open to itself and to the group of the cluster, in both directions.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export class NodeSecurityGroup extends ec2.SecurityGroup {
  /** Cluster that it is made for. */
  public readonly cluster: eks.ICluster;

  constructor(scope: Construct, id: string, { vpc, cluster }: NodeSecurityGroupProps) {
    super(scope, id, { vpc, description: 'Nodes of custom NodeClasses of an EKS Auto Mode cluster', allowAllIpv6Outbound: cluster.ipFamily === eks.IpFamily.IP_V6 });
    this.cluster = cluster;
    // The policy for load balancing lets EKS open only groups of this tag to a load balancer.
    Tags.of(this).add(TargetGroupBinding.CLUSTER_NAME_TAG, givenClusterName(cluster) ?? cluster.clusterName);
    if (vpc instanceof AutoModeVpc && vpc._discoveryTag) { Tags.of(this).add(vpc._discoveryTag.key, vpc._discoveryTag.value); }
    const own = this.securityGroupId;
    const ofCluster = cluster.clusterSecurityGroupId;
    this.open('FromItself', own, own, 'nodes with this group');
    this.open('FromCluster', own, ofCluster, 'control plane and other nodes');
    this.open('ToCluster', ofCluster, own, 'nodes with another group');
  }

  /** All rules are below the group: what waits for the group waits for them, and is deleted before them. */
  private open(id: string, groupId: string, sourceSecurityGroupId: string, description: string): void {
    new ec2.CfnSecurityGroupIngress(this, id, { groupId, sourceSecurityGroupId, ipProtocol: ec2.Protocol.ALL, description });
  }
}
