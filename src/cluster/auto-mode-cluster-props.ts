import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { BuiltInNodePool } from './built-in-node-pool';
import { ClusterSettings } from './cluster-settings';

/**
 * Properties of `AutoModeCluster`.
 */
export interface AutoModeClusterProps extends ClusterSettings {
  /**
   * Version of Kubernetes, 1.29 or newer. A higher one upgrades the cluster in place, one minor version at a time.
   */
  readonly version: eks.KubernetesVersion;

  /**
   * Name of the cluster: 1 to 100 letters, digits and hyphens that begin with a letter or digit. Another name replaces the cluster.
   *
   * @default - CloudFormation makes one
   */
  readonly clusterName?: string;

  /**
   * Network of the cluster.
   *
   * @default - a VPC with public and private subnets and one NAT gateway
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets of the control plane and the nodes, in at least two Availability Zones.
   *
   * Nodes of the built-in NodePools are placed in all of them, so public subnets should not be among them; load
   * balancers find their subnets by tags.
   *
   * @default - all private subnets with egress
   */
  readonly vpcSubnets?: ec2.SubnetSelection[];

  /**
   * NodePools that EKS makes by itself. Taking one away drains and terminates its nodes.
   *
   * An add-on needs a node: with an empty list add NodePools of your own.
   *
   * @default - general purpose and system
   */
  readonly builtInNodePools?: BuiltInNodePool[];

  /**
   * Role of the nodes of the built-in NodePools. It cannot be changed after Auto Mode was enabled.
   *
   * @default - a role with the least that nodes need
   */
  readonly builtInNodeRole?: iam.IRole;

  /**
   * Role of the nodes of custom NodeClasses. It should not be the role of the built-in NodePools: EKS makes that one's
   * access entry, and what becomes of it when they are switched off is not documented.
   *
   * @default - a role with the least that nodes need, made with the first NodeClass
   */
  readonly nodeRole?: iam.IRole;
}
