import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { BuiltInNodePool } from './built-in-node-pool';
import { ProvisionerOptions, ProvisioningOptions } from '../provisioner';
import { ClusterSettings } from './settings/cluster-settings';

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
   * Role of the control plane, which must not be a role of nodes. Another one replaces the cluster.
   *
   * A role of the app gets the policies and the trust that it lacks. An imported one, and one without policy updates, is
   * taken as it is, with a warning that lists what it must have.
   *
   * @default - a `ClusterRole`
   */
  readonly clusterRole?: iam.IRole;

  /**
   * Roles and users that are administrators of the cluster, each by an access entry with AmazonEKSClusterAdminPolicy.
   *
   * @default - nobody, not even who creates the cluster
   */
  readonly admins?: iam.IPrincipal[];

  /**
   * NodePools that EKS makes by itself. Taking one away drains and terminates its nodes.
   *
   * An add-on needs a node: with an empty list add NodePools of your own.
   *
   * @default - general purpose and system
   */
  readonly builtInNodePools?: BuiltInNodePool[];

  /**
   * Role of the nodes of the built-in NodePools. It cannot be changed after Auto Mode was enabled, and must not be the role
   * of the control plane.
   *
   * A role of the app gets the policies and the trust that it lacks. An imported one, and one without policy updates, is
   * taken as it is, with a warning that lists what it must have.
   *
   * @default - a `NodeRole`
   */
  readonly builtInNodeRole?: iam.IRole;

  /**
   * Role of the nodes of custom NodeClasses, which cannot get another one later. Its access entry is made with the cluster. It should not be the role of the built-in NodePools: EKS makes that one's
   * access entry, and what becomes of it when they are switched off is not documented.
   *
   * @default - a `NodeRole`, made with the first NodeClass
   */
  readonly nodeRole?: iam.IRole;

  /**
   * Whether the cluster role gets the policy that lets Auto Mode put tags of your own on nodes, volumes and load balancers.
   *
   * Without it nothing with such tags is launched. Write true when objects with tags come to the cluster by other ways, such as
   * GitOps, and false when the role is given what it needs elsewhere.
   *
   * @default - while an object that goes to the cluster from this app carries tags
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
   */
  readonly tagPolicy?: boolean;

  /**
   * How the chart of the cluster's own NodeClasses and NodePools is provisioned.
   *
   * @default - until they are ready, 30 minutes at most; their nodes are drained before they go
   */
  readonly nodeProvisioning?: ProvisioningOptions;

  /**
   * What the function that carries charts to the cluster may do there, and how it reaches S3 and EKS. It is made with the first chart.
   *
   * @default - an administrator of the cluster; when the endpoint is not open to the public, in the subnets of the nodes
   */
  readonly provisionerOptions?: ProvisionerOptions;

  /**
   * Whether the stack has an output with the command that lets kubectl speak to the cluster.
   *
   * @default true
   */
  readonly outputConfigCommand?: boolean;
}
