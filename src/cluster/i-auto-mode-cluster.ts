import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ClusterAccess } from './access';
import { AddNodeClassOptions } from './add-node-class-options';
import { ClusterDns, NodeClass, NodePool, NodePoolOptions, StaticNodePool, StaticNodePoolOptions } from '../kubernetes';
import { IProvisioningTarget, ProvisionedChart, ProvisioningOptions } from '../provisioner';
import { ClusterLoadBalancing } from './load-balancing';
import { NodeRole, NodeRoleProps } from './roles/node-role';
import { ClusterStorage } from './storage';

/**
 * A cluster of EKS Auto Mode.
 */
export interface IAutoModeCluster extends IConstruct, IProvisioningTarget, ec2.IConnectable {
  /** The cluster for constructs of the CDK that take one. */
  readonly cluster: eks.ICluster;

  /** Network of the cluster. Throws when it is not known of an existing cluster. */
  readonly vpc: ec2.IVpc;

  /** Role of the control plane. Throws when it is not known of an existing cluster. */
  readonly clusterRole: iam.IRole;

  /** Role of the nodes of the built-in NodePools; nothing, if those are off or it is not known. */
  readonly builtInNodeRole?: iam.IRole;

  /** Role of the nodes of NodeClasses that have none of their own. Asking for it makes it, with its access entry. */
  readonly nodeRole: iam.IRole;

  /** Who may do what in the cluster. */
  readonly access: ClusterAccess;

  /** Its load balancers, with constructs of the CDK. */
  readonly loadBalancing: ClusterLoadBalancing;

  /** Classes of volumes, such as the default one. */
  readonly storage: ClusterStorage;

  /** Where the DNS of the cluster is, for network policies. Throws when it is not known of an existing cluster. */
  readonly dns: ClusterDns;

  /** Name of the cluster. */
  readonly clusterName: string;

  /** ARN of the cluster. */
  readonly clusterArn: string;

  /** URL of the API server. Throws when it is not known of an existing cluster. */
  readonly clusterEndpoint: string;

  /** Certificate authority of the API server, PEM in base64. Throws when it is not known of an existing cluster. */
  readonly clusterCertificateAuthorityData: string;

  /** Id of the security group that EKS made for the cluster; its nodes are in it. Throws when it is not known of an existing cluster. */
  readonly clusterSecurityGroupId: string;

  /** Command that lets kubectl speak to the cluster. Whoever runs it needs `grantDescribe` and an access entry. */
  readonly clusterConfigCommand: string;

  /**
   * Gives a policy to the nodes of the built-in NodePools and to those of NodeClasses without a role of their own.
   *
   * For pods use EKS Pod Identity instead: what a node may do, every pod in the host's network may do.
   *
   * A role that is not known or must not be changed, and an imported one unless the policy is one of the app, does not get it, which is warned about.
   *
   * @param policy The policy, such as `ManagedPolicy.fromAwsManagedPolicyName('AmazonElasticContainerRegistryPublicReadOnly')`.
   */
  addNodePolicy(policy: iam.IManagedPolicy): void;

  /**
   * Makes a further role for the nodes of some NodeClasses, with its access entry. Roles that exist already are given to
   * `addNodeClass`.
   *
   * @param id Id of the role among the node roles of the cluster.
   * @param props What the role has beyond what nodes need.
   */
  addNodeRole(id: string, props?: NodeRoleProps): NodeRole;

  /**
   * Makes a security group for the nodes of some NodeClasses: open to itself and to the cluster's own group in both directions,
   * and with the tag by which EKS may open it to load balancers (that the tag suffices follows from the policies of EKS).
   *
   * Use it as `nodeSecurityGroups: [group]`.
   *
   * @param id Id of the group in the cluster.
   */
  addNodeSecurityGroup(id: string): ec2.SecurityGroup;

  /**
   * Adds a NodeClass, with the role, subnets and security group of the cluster.
   *
   * @param name Name of the NodeClass in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them, not `default`.
   * @param options How its nodes are set up.
   */
  addNodeClass(name: string, options?: AddNodeClassOptions): NodeClass;

  /**
   * Adds a NodePool.
   *
   * @param name Name of the NodePool in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them.
   * @param options What its nodes are.
   */
  addNodePool(name: string, options?: NodePoolOptions): NodePool;

  /**
   * Adds a NodePool with a fixed number of nodes.
   *
   * @param name Name of the NodePool in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them. One
   * that was an ordinary NodePool before must get another name.
   * @param options What its nodes are, and how many.
   */
  addStaticNodePool(name: string, options: StaticNodePoolOptions): StaticNodePool;

  /** Switches network policies on in the cluster, which do nothing otherwise. Doing it again changes nothing. */
  enableNetworkPolicies(): void;

  /**
   * Applies a cdk8s chart to the cluster at deployment, after the cluster's NodeClasses and NodePools.
   *
   * Objects that leave the chart are removed from the cluster, and all of them with the chart. Everything that can be
   * tried is tried first: when something is refused there, nothing has changed. Objects in a namespace or of a kind that the chart itself brings
   * are checked when they are applied, and CloudFormation rolls the chart back if they are refused.
   *
   * @param chart The chart, in a cdk8s app of its own. Objects may be added to it until synthesis. Its id is its name in the
   * cluster, where charts must have different names; `auto-mode` is taken by the chart of the cluster's own NodeClasses and NodePools (that of an
   * existing cluster has a longer name).
   * @param options How it is provisioned.
   */
  provision(chart: Chart, options?: ProvisioningOptions): ProvisionedChart;

  /**
   * Allows somebody to describe the cluster, which `aws eks update-kubeconfig` does. It gives no access to the API server.
   *
   * @param grantee Who is allowed.
   */
  grantDescribe(grantee: iam.IGrantable): iam.Grant;

  /**
   * Allows the cluster role to encrypt volumes with a key: those of a StorageClass that names it in `kmsKeyId`. `addNodeClass` and
   * `storage.addClass` do it for the key that they are given.
   *
   * @param key A symmetric key of the cluster's Region, in the stack of the cluster or one that it depends on. The policy of an imported one cannot be changed, which is warned about.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
   */
  grantVolumeEncryption(key: kms.IKey): void;
}
