import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Chart } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import { ClusterAccess } from './access';
import { AddNodeClassOptions } from './add-node-class-options';
import { problemsOfNodeClassOptions } from './check-node-class-options';
import { ClusterAttributes } from './cluster-attributes';
import { IAutoModeCluster } from './i-auto-mode-cluster';
import { ClusterLoadBalancing } from './load-balancing';
import { ProvisionedChart, Provisioner, ProvisioningOptions } from '../provisioner';
import { AutoModeVpc } from './network';
import { checkObjectName } from './object-name';
import { ClusterDns, NetworkPolicyEnablement, NodeClass, NodePool, NodePoolOptions, StaticNodePool, StaticNodePoolOptions } from '../kubernetes';
import { problemsOfRules } from './network/check-rules';
import { GivenSecurityGroups } from './network/given-security-groups';
import { networkOf, networkRules } from './network/network-resources';
import { NodeSecurityGroup } from './network/node-security-group';
import { warnWithoutWayOut } from './network/provisioner-network';
import { ClusterTagPolicy } from './roles/cluster-tag-policy';
import { grantDescribe } from './roles/describe-policy';
import { NodeRole, NodeRoleProps } from './roles/node-role';
import { NodeRoles } from './roles/node-roles';
import { keyBehind, VolumeEncryption } from './roles/volume-encryption';
import { ClusterStorage } from './storage';
import { fail } from '../private/errors';

/**
 * What every cluster of Auto Mode can do, whether it is made here or exists already.
 *
 * @internal
 */
export abstract class AutoModeClusterBase extends ClusterAttributes implements IAutoModeCluster {
  /**
   * What must be there before charts.
   *
   * @internal
   */
  protected readonly _ready = new DependencyGroup();
  private _access?: ClusterAccess;
  private _loadBalancing?: ClusterLoadBalancing;
  private _nodeRoles?: NodeRoles;
  private _givenSecurityGroups?: GivenSecurityGroups;
  private _storage?: ClusterStorage;
  private _volumeEncryption?: VolumeEncryption;
  private _tagPolicy?: ClusterTagPolicy;
  private _provisioner?: Provisioner;
  private _chart?: Chart;

  /** Role of the nodes of NodeClasses that have none of their own. Asking for it makes it, with its access entry. */
  public get nodeRole(): iam.IRole {
    return this.nodeRoles.default;
  }

  /** Who may do what in the cluster. */
  public get access(): ClusterAccess {
    return this._access ??= new ClusterAccess(this, 'Access', { cluster: this.cluster, nodeRoleOfEks: this._details.builtInNodeRole });
  }

  /** Its load balancers, with constructs of the CDK. */
  public get loadBalancing(): ClusterLoadBalancing {
    return this._loadBalancing ??= ClusterLoadBalancing._of(this);
  }

  /** Classes of volumes, such as the default one. */
  public get storage(): ClusterStorage {
    return this._storage ??= ClusterStorage._of(this);
  }

  /** Where the DNS of the cluster is, for network policies. Throws when it is not known of an existing cluster. */
  public get dns(): ClusterDns {
    return this._details.dns() ?? this._known.unknown('serviceCidr', 'to find its DNS');
  }

  /** What carries charts to the cluster. Asking for it makes it. */
  public get provisioner(): Provisioner {
    return this._provisioner ??= this.createProvisioner();
  }

  /**
   * Gives a policy to the nodes of the built-in NodePools and to those of NodeClasses without a role of their own.
   *
   * For pods use EKS Pod Identity instead: what a node may do, every pod in the host's network may do.
   *
   * A role that is not known or must not be changed, and an imported one unless the policy is one of the app, does not get it, which is warned about.
   *
   * @param policy The policy, such as `ManagedPolicy.fromAwsManagedPolicyName('AmazonElasticContainerRegistryPublicReadOnly')`.
   */
  public addNodePolicy(policy: iam.IManagedPolicy): void {
    this.nodeRoles.addPolicy(policy);
  }

  /**
   * Makes a further role for the nodes of some NodeClasses, with its access entry. Roles that exist already are given to
   * `addNodeClass`.
   *
   * @param id Id of the role among the node roles of the cluster.
   * @param props What the role has beyond what nodes need.
   */
  public addNodeRole(id: string, props: NodeRoleProps = {}): NodeRole {
    return this.nodeRoles.add(id, props);
  }

  /**
   * Makes a security group for the nodes of some NodeClasses: open to itself and to the cluster's own group in both directions,
   * and with the tag by which EKS may open it to load balancers (that the tag suffices follows from the policies of EKS).
   *
   * Use it as `nodeSecurityGroups: [group]`.
   *
   * @param id Id of the group in the cluster.
   */
  public addNodeSecurityGroup(id: string): ec2.SecurityGroup {
    const vpc = this._details.vpc ?? this._known.unknown('vpc', 'to make a security group in it');
    this._known.require('clusterSecurityGroupId', 'to make a security group for its nodes');
    const groups = this.node.tryFindChild('NodeSecurityGroups') as Construct ?? new Construct(this, 'NodeSecurityGroups');
    const group = new NodeSecurityGroup(groups, id, { vpc, cluster: this.cluster });
    // Nodes that drain have to reach the control plane until they are gone.
    this._ready.add(group);
    return group;
  }

  /**
   * Adds a NodeClass, with the role, subnets and security group of the cluster.
   *
   * @param name Name of the NodeClass in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them, not `default`.
   * @param options How its nodes are set up.
   */
  public addNodeClass(name: string, options: AddNodeClassOptions = {}): NodeClass {
    checkObjectName('NodeClass', name, this);
    const problems = problemsOfNodeClassOptions(options);
    if (problems.length > 0) { fail('NodeClassOptions', problems.join('; '), this); }
    const { role, instanceProfile, volumeKey: given, vpcSubnets, nodeSecurityGroups, podSubnets, podSecurityGroups, ...rest } = options;
    const volumeKey = given && keyBehind(given);
    if (volumeKey) { this.grantVolumeEncryption(volumeKey); }
    this.givenSecurityGroups.open([...nodeSecurityGroups ?? [], ...podSecurityGroups ?? []]);
    this.givenSecurityGroups.warnOfUnreachable(name, nodeSecurityGroups ?? []);
    return new NodeClass(this._chartGroup('NodeClasses'), name, {
      ...rest,
      metadata: { name },
      ...this.nodeRoles.identityOf(role, instanceProfile),
      ...this._known.networkOf(options),
      ...volumeKey && { ephemeralStorage: { ...options.ephemeralStorage, kmsKeyId: volumeKey.keyArn } },
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
    return new NodePool(this._chartGroup('NodePools'), name, { ...options, metadata: { name } });
  }

  /**
   * Adds a NodePool with a fixed number of nodes.
   *
   * @param name Name of the NodePool in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them. One
   * that was an ordinary NodePool before must get another name.
   * @param options What its nodes are, and how many.
   */
  public addStaticNodePool(name: string, options: StaticNodePoolOptions): StaticNodePool {
    checkObjectName('NodePool', name, this);
    return new StaticNodePool(this._chartGroup('NodePools'), name, { ...options, metadata: { name } });
  }

  /** Switches network policies on in the cluster, which do nothing otherwise. Doing it again changes nothing. */
  public enableNetworkPolicies(): void {
    const group = this._chartGroup('NetworkPolicies');
    if (!group.node.tryFindChild('Enablement')) { new NetworkPolicyEnablement(group, 'Enablement'); }
  }

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
  public provision(chart: Chart, options: ProvisioningOptions = {}): ProvisionedChart {
    const charts = this.node.tryFindChild('Charts') as Construct ?? new Construct(this, 'Charts');
    const id = chart.node.path.replace(/\//g, '-');
    if (id === this._details.ownChartName && chart !== this._chart) {
      fail('ChartName', `id of a chart must not be ${id}, which is the chart of the cluster's own NodeClasses and NodePools: give the chart another id`, this);
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

  /**
   * Allows somebody to describe the cluster, which `aws eks update-kubeconfig` does. It gives no access to the API server.
   *
   * @param grantee Who is allowed.
   */
  public grantDescribe(grantee: iam.IGrantable): iam.Grant {
    return grantDescribe(grantee, this.clusterArn, this.access, this);
  }

  /**
   * Allows the cluster role to encrypt volumes with a key: those of a StorageClass that names it in `kmsKeyId`. `addNodeClass` and
   * `storage.addClass` do it for the key that they are given.
   *
   * @param key A symmetric key of the cluster's Region, in the stack of the cluster or one that it depends on. The policy of an imported one cannot be changed, which is warned about.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
   */
  public grantVolumeEncryption(key: kms.IKey): void {
    this._ready.add(...this.volumeEncryption.allow(keyBehind(key)));
  }

  /**
   * What has to be there at once, not only when there is a chart: checks, and what the given roles and the choice of the policy for tags ask for.
   *
   * @internal
   */
  protected _initialize(): void {
    void this.access; // it also looks at entries that others make
    if (this._details.nodeRole) { void this.nodeRole; }
    void this.tagPolicy;
    this.node.addValidation({ validate: () => problemsOfRules(this.cluster) });
  }

  /**
   * Puts policies of the cluster role into the tree before it is known whether they are needed.
   *
   * @internal
   */
  protected _preparePolicies(): void {
    this.tagPolicy.prepare();
    this.volumeEncryption.prepare();
  }

  private get volumeEncryption(): VolumeEncryption {
    return this._volumeEncryption ??= new VolumeEncryption(this, this._details.clusterRole);
  }

  private get givenSecurityGroups(): GivenSecurityGroups {
    if (!this._givenSecurityGroups) {
      const { vpc, securityGroups } = this._details;
      this._givenSecurityGroups = new GivenSecurityGroups(this, {
        cluster: this.cluster, vpc, securityGroups, clusterSecurityGroupId: this._known.clusterSecurityGroupId,
      });
      this._ready.add(this._givenSecurityGroups.traffic);
    }
    return this._givenSecurityGroups;
  }

  private get nodeRoles(): NodeRoles {
    return this._nodeRoles ??= new NodeRoles(this, this.access, this._details);
  }

  private get tagPolicy(): ClusterTagPolicy {
    return this._tagPolicy ??= new ClusterTagPolicy(this, this._details.clusterRole, this._details.tagPolicy);
  }

  private createProvisioner(): Provisioner {
    const placement = this._known.functionPlacement();
    if (placement.vpc instanceof AutoModeVpc && !this._details.provisionerOptions?.httpsProxy) { warnWithoutWayOut(placement.vpc, this); }
    const provisioner = new Provisioner(this, 'Provisioner', { cluster: this.cluster, facts: this._known.facts, ...placement, ...this._details.provisionerOptions });
    provisioner.ready.add(this._ready, this.access._nodes);
    const { vpc } = this._details;
    if (vpc) {
      provisioner.ready.add(networkRules(() => networkOf(vpc, this), () => [
        ...this.givenSecurityGroups.all, ...placement.vpc ? provisioner.handler.connections.securityGroups : [],
      ]));
    }
    this.tagPolicy.prepare();
    provisioner._charts.addPrerequisites((chart) => this.tagPolicy.prerequisitesOf(chart));
    provisioner._charts.addPrerequisites((chart) => this._loadBalancing?._prerequisitesOf(chart) ?? []);
    return provisioner;
  }

  /**
   * A part of the cluster's own chart: groups keep a NodeClass and a NodePool of one name apart.
   *
   * @internal
   */
  public _chartGroup(id: string): Construct {
    if (!this._chart) {
      this._chart = new Chart(new App(), this._details.ownChartName);
      this.provisioner._charts.foundation = this.provision(this._chart, this._details.nodeProvisioning);
    }
    return this._chart.node.tryFindChild(id) as Construct ?? new Construct(this._chart, id);
  }
}
