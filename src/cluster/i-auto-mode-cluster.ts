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
   * Applies a cdk8s chart to the cluster at deployment, after the cluster's NodeClasses and NodePools.
   *
   * Objects that leave the chart are removed from the cluster, and all of them with the chart. When one of them is refused, nothing
   * is changed and the deployment fails with all refusals.
   *
   * @param chart The chart, in a cdk8s app of its own. Objects may be added to it until synthesis. Its id is its name in the
   * cluster, where charts must have different names; `auto-mode` is taken by the cluster's own chart.
   * @param options How it is provisioned.
   */
  provision(chart: Chart, options?: ProvisioningOptions): ProvisionedChart;
}
