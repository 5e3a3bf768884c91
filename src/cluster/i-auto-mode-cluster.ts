import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NodeClass, NodeClassOptions, NodePool, NodePoolOptions, SecurityGroupSelector, SubnetSelector } from '../kubernetes';
import { IProvisioningTarget, ProvisionedChart, ProvisioningOptions } from '../provisioner';

/**
 * Options of `addNodeClass`. What is left out is filled in from the cluster.
 */
export interface AddNodeClassOptions extends NodeClassOptions {
  /**
   * Subnets of the nodes, 1 to 30 selectors.
   *
   * @default - the subnets of the cluster, which are private
   */
  readonly subnets?: SubnetSelector[];

  /**
   * Security groups of the nodes, 1 to 30 selectors. The cluster's own group should be among them.
   *
   * @default - the security group that EKS made for the cluster
   */
  readonly securityGroups?: SecurityGroupSelector[];
}

/**
 * A cluster of EKS Auto Mode.
 */
export interface IAutoModeCluster extends IConstruct, IProvisioningTarget {
  /** The cluster for constructs of the CDK that take one. */
  readonly cluster: eks.ICluster;

  /** Role of the nodes of custom NodeClasses. Asking for it makes it, with its access entry. */
  readonly nodeRole: iam.IRole;

  /**
   * Adds a NodeClass, with the role, subnets and security group of the cluster.
   *
   * @param name Name of the NodeClass in the cluster; not `default`.
   * @param options How its nodes are set up.
   */
  addNodeClass(name: string, options?: AddNodeClassOptions): NodeClass;

  /**
   * Adds a NodePool.
   *
   * @param name Name of the NodePool in the cluster.
   * @param options What its nodes are.
   */
  addNodePool(name: string, options?: NodePoolOptions): NodePool;

  /**
   * Applies a cdk8s chart to the cluster at deployment, after the cluster's NodeClasses and NodePools.
   *
   * @param chart The chart, in a cdk8s app of its own. Objects may be added to it until synthesis.
   * @param options How it is provisioned.
   */
  provision(chart: Chart, options?: ProvisioningOptions): ProvisionedChart;
}
