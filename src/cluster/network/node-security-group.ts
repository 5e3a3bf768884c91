import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';

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
  constructor(scope: Construct, id: string, { vpc, cluster }: NodeSecurityGroupProps) {
    super(scope, id, { vpc, description: 'Nodes of custom NodeClasses of an EKS Auto Mode cluster', allowAllIpv6Outbound: cluster.ipFamily === eks.IpFamily.IP_V6 });
    // The policy for load balancing lets EKS open only groups of this tag to a load balancer.
    Tags.of(this).add('eks:eks-cluster-name', cluster.clusterName);
    this.addIngressRule(this, ec2.Port.allTraffic(), 'nodes with this group');
    this.addIngressRule(cluster.clusterSecurityGroup, ec2.Port.allTraffic(), 'control plane and other nodes');
    cluster.clusterSecurityGroup.addIngressRule(this, ec2.Port.allTraffic(), 'nodes with another group');
  }
}
