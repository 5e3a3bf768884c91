import { Annotations, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { NodeClass, NodePool, NodePoolOptions, SecurityGroupSelector, SubnetSelector } from '../kubernetes';
import { fail } from '../private/errors';
import { ProvisionedChart, Provisioner, ProvisioningOptions } from '../provisioner';
import { applySettings } from './apply-settings';
import { AutoModeClusterProps } from './auto-mode-cluster-props';
import { BuiltInNodePool } from './built-in-node-pool';
import { problemsOf } from './check-props';
import { createClusterRole } from './cluster-role';
import { AddNodeClassOptions, IAutoModeCluster } from './i-auto-mode-cluster';
import { createNodeAccessEntry, createNodeRole } from './node-role';
import { checkObjectName } from './object-name';

/** Id of the chart with the cluster's own NodeClasses and NodePools. */
const OWN_CHART = 'auto-mode';

/**
 * A cluster of EKS Auto Mode: AWS runs nodes, networking, load balancing and storage.
 *
 * Nodes are in private subnets, their roles have the least they need, and custom NodeClasses get the access entry
 * without which their nodes would never join. Charts are provisioned by one Lambda function, which exists only when
 * there is a chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
 */
export class AutoModeCluster extends Construct implements IAutoModeCluster {
  /** The cluster for constructs of the CDK that take one. */
  public readonly cluster: eks.ICluster;
  /** Network of the cluster. */
  public readonly vpc: ec2.IVpc;
  /** Role of the control plane. Policies can be added to it. */
  public readonly clusterRole: iam.Role;
  /** Role of the nodes of the built-in NodePools; nothing, if those are off. */
  public readonly builtInNodeRole?: iam.IRole;

  private readonly vpcSubnets: ec2.SubnetSelection[];
  private readonly builtInNodePools: BuiltInNodePool[];
  private readonly givenNodeRole?: iam.IRole;
  private readonly nodePolicies: iam.IManagedPolicy[] = [];
  private readonly version: eks.KubernetesVersion;
  private readonly endpointAccess: eks.EndpointAccess;
  private _nodeRole?: iam.IRole;
  private nodeAccessEntry?: eks.AccessEntry;
  private _provisioner?: Provisioner;
  private _chart?: Chart;

  constructor(scope: Construct, id: string, props: AutoModeClusterProps) {
    super(scope, id);
    this.version = props.version;
    this.builtInNodePools = props.builtInNodePools ?? [BuiltInNodePool.GENERAL_PURPOSE, BuiltInNodePool.SYSTEM];
    this.givenNodeRole = props.nodeRole;
    this.vpc = props.vpc ?? new ec2.Vpc(this, 'Vpc', { natGateways: 1 });
    const problems = problemsOf(props, this.vpc);
    if (problems.length > 0) { fail('ClusterProps', problems.join('; '), this); }
    this.endpointAccess = props.endpointAccess ?? eks.EndpointAccess.PUBLIC_AND_PRIVATE;
    this.vpcSubnets = props.vpcSubnets ?? [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }];
    this.clusterRole = createClusterRole(this, 'ClusterRole');
    if (this.builtInNodePools.length > 0) {
      this.builtInNodeRole = props.builtInNodeRole ?? createNodeRole(this, 'BuiltInNodeRole', 'Nodes of built-in NodePools of an EKS Auto Mode cluster');
    }
    this.cluster = new eks.Cluster(this, 'Resource', {
      version: props.version,
      clusterName: props.clusterName,
      vpc: this.vpc,
      vpcSubnets: this.vpcSubnets,
      // The L2 would add the first version of the storage policy: it gets a view that it cannot change.
      role: this.clusterRole.withoutPolicyUpdates(),
      compute: { nodePools: this.builtInNodePools.map(({ nodePoolName }) => nodePoolName), nodeRole: this.builtInNodeRole },
      // The creator is the deployment's role; people and pipelines get access entries.
      bootstrapClusterCreatorAdminPermissions: false,
      clusterLogging: props.logging ?? [eks.ClusterLoggingTypes.API, eks.ClusterLoggingTypes.AUDIT, eks.ClusterLoggingTypes.AUTHENTICATOR],
      securityGroup: props.securityGroups?.[0],
      endpointAccess: props.endpointAccess,
      secretsEncryptionKey: props.secretsEncryptionKey,
      ipFamily: props.ipFamily,
      serviceIpv4Cidr: props.serviceIpv4Cidr,
      remoteNodeNetworks: props.remoteNodeNetworks,
      remotePodNetworks: props.remotePodNetworks,
      controlPlaneScalingTier: props.controlPlaneScalingTier,
      tags: props.tags,
      removalPolicy: props.removalPolicy,
    });
    applySettings(this.cluster.node.defaultChild as CfnCluster, props);
  }

  /**
   * Role of the nodes of custom NodeClasses. Asking for it makes it, with its access entry.
   */
  public get nodeRole(): iam.IRole {
    return this._nodeRole ??= this.createNodeRole();
  }

  /**
   * What carries charts to the cluster. Asking for it makes it.
   */
  public get provisioner(): Provisioner {
    if (!this._provisioner) {
      this._provisioner = new Provisioner(this, 'Provisioner', {
        cluster: this.cluster,
        ...isOpen(this.endpointAccess) ? {} : { vpc: this.vpc, vpcSubnets: this.privateSubnets() },
        facts: { version: this.version.version, builtInNodePools: this.builtInNodePools.map(({ nodePoolName }) => nodePoolName) },
      });
      if (this.nodeAccessEntry) { this._provisioner.ready.add(this.nodeAccessEntry); }
    }
    return this._provisioner;
  }

  /**
   * Gives a policy to the nodes, those of the built-in NodePools and those of custom NodeClasses.
   *
   * For pods use EKS Pod Identity instead: what a node may do, every pod in the host's network may do.
   *
   * @param policy The policy, such as `ManagedPolicy.fromAwsManagedPolicyName('AmazonElasticContainerRegistryPublicReadOnly')`.
   */
  public addNodePolicy(policy: iam.IManagedPolicy): void {
    this.nodePolicies.push(policy);
    new Set([this.builtInNodeRole, this._nodeRole]).forEach((role) => role?.addManagedPolicy(policy));
  }

  /**
   * Adds a NodeClass, with the role, subnets and security group of the cluster.
   *
   * @param name Name of the NodeClass in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them, not `default`.
   * @param options How its nodes are set up.
   */
  public addNodeClass(name: string, options: AddNodeClassOptions = {}): NodeClass {
    checkObjectName('NodeClass', name, this);
    return new NodeClass(this.chartGroup('NodeClasses'), name, {
      ...options,
      metadata: { name },
      role: this.nodeRole.roleName,
      subnets: options.subnets ?? this.subnetSelectors(),
      securityGroups: options.securityGroups ?? [SecurityGroupSelector.id(this.cluster.clusterSecurityGroupId)],
    });
  }

  /**
   * Adds a NodePool.
   *
   * @param name Name of the NodePool in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them.
   * @param options What its nodes are.
   */
  public addNodePool(name: string, options: NodePoolOptions = {}): NodePool {
    checkObjectName('NodePool', name, this);
    return new NodePool(this.chartGroup('NodePools'), name, { ...options, metadata: { name } });
  }

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
  public provision(chart: Chart, options: ProvisioningOptions = {}): ProvisionedChart {
    const charts = this.node.tryFindChild('Charts') as Construct ?? new Construct(this, 'Charts');
    const id = chart.node.path.replace(/\//g, '-');
    if (id === OWN_CHART && chart !== this._chart) {
      fail('ChartName', `id of a chart must not be ${OWN_CHART}, which is the chart of the cluster's own NodeClasses and NodePools: give the chart another id`, this);
    }
    const namesake = charts.node.tryFindChild(id) as ProvisionedChart | undefined;
    if (namesake) {
      if (namesake.chart === chart) {
        fail('ChartProvisionedTwice', `a chart must be provisioned once, got "${id}" twice: remove one of the calls`, this);
      }
      fail('ChartName', `charts of a cluster must have different names, got "${id}" twice: give one of them another id`, this);
    }
    return new ProvisionedChart(charts, id, { ...options, cluster: this, chart });
  }

  /** Groups keep a NodeClass and a NodePool of one name apart. */
  private chartGroup(id: string): Construct {
    if (!this._chart) {
      this._chart = new Chart(new App(), OWN_CHART);
      this.provisioner._charts.foundation = this.provision(this._chart);
    }
    return this._chart.node.tryFindChild(id) as Construct ?? new Construct(this._chart, id);
  }

  private createNodeRole(): iam.IRole {
    const role = this.givenNodeRole ?? createNodeRole(this, 'NodeRole', 'Nodes of custom NodeClasses of an EKS Auto Mode cluster');
    this.nodePolicies.forEach((policy) => role.addManagedPolicy(policy));
    if (role.roleArn === this.builtInNodeRole?.roleArn) {
      Annotations.of(this).addWarningV2('cdk-eks-auto-mode:shared-node-role',
        'nodeRole is the role of the built-in NodePools: EKS keeps its access entry only for those, and what becomes of it when they are switched off '
        + 'is not documented. Before switching them off, leave nodeRole out, let NodePools use NodeClasses of new names, and deploy');
      return role;
    }
    this.nodeAccessEntry = createNodeAccessEntry(this, 'NodeAccess', this.cluster, role);
    this._provisioner?.ready.add(this.nodeAccessEntry);
    return role;
  }

  /** Where a function can be that has to reach the private endpoint. */
  private privateSubnets(): ec2.SubnetSelection {
    return { subnets: this.vpcSubnets.flatMap((selection) => this.vpc.selectSubnets(selection).subnets) };
  }

  private subnetSelectors(): SubnetSelector[] {
    const ids = this.vpcSubnets.flatMap((selection) => {
      const { subnetIds } = this.vpc.selectSubnets(selection);
      if (Token.isUnresolved(subnetIds)) {
        fail('NodeClassSubnets', 'subnets must be given to addNodeClass when the number of subnets of the VPC is not known at synthesis, '
          + 'got none: write subnets: [SubnetSelector.tags(…)]', this);
      }
      return subnetIds;
    });
    return [...new Set(ids)].map((id) => SubnetSelector._ofVpc(id));
  }
}

/** Whether a function outside of the VPC can reach an endpoint. */
function isOpen({ _config: { publicAccess, publicCidrs } }: eks.EndpointAccess): boolean {
  return publicAccess && (publicCidrs ?? []).length === 0;
}
