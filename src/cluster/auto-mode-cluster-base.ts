import { Annotations, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Chart } from 'cdk8s';
import { Construct, DependencyGroup, IConstruct } from 'constructs';
import { ClusterAccess } from './access';
import { ClusterDetails } from './cluster-details';
import { AddNodeClassOptions, IAutoModeCluster } from './i-auto-mode-cluster';
import { ProvisionedChart, Provisioner, ProvisioningOptions } from '../provisioner';
import { NodeSecurityGroup } from './network/node-security-group';
import { checkObjectName } from './object-name';
import { NodeClass, NodePool, NodePoolOptions, SecurityGroupSelector, SubnetSelector } from '../kubernetes';
import { carriesCustomTags } from './roles/custom-tags';
import { NodeRole, NodeRoleProps } from './roles/node-role';
import { NodeRoles } from './roles/node-roles';
import { TagPolicy } from './roles/tag-policy';
import { keyBehind, VolumeEncryption } from './roles/volume-encryption';
import { fail } from '../private/errors';
import type { RegisteredChart } from '../provisioner/chart-registry';

type ClusterAttribute = 'clusterEndpoint' | 'clusterCertificateAuthorityData' | 'clusterSecurityGroupId';

/**
 * What every cluster of Auto Mode can do, whether it is made here or exists already.
 *
 * @internal
 */
export abstract class AutoModeClusterBase extends Construct implements IAutoModeCluster {
  /** The cluster for constructs of the CDK that take one. */
  public abstract readonly cluster: eks.ICluster;

  /** @internal */
  public abstract readonly _details: ClusterDetails;

  /** What must be there before charts. */
  private readonly _ready = new DependencyGroup();
  private _access?: ClusterAccess;
  private _nodeRoles?: NodeRoles;
  private _volumeEncryption?: VolumeEncryption;
  private _tagPolicy?: TagPolicy;
  private _provisioner?: Provisioner;
  private _chart?: Chart;

  /** Role of the nodes of the built-in NodePools; nothing, if those are off or it is not known. */
  public get builtInNodeRole(): iam.IRole | undefined {
    return this._details.builtInNodeRole;
  }

  /** Role of the nodes of NodeClasses that have none of their own. Asking for it makes it, with its access entry. */
  public get nodeRole(): iam.IRole {
    return this.nodeRoles.default;
  }

  /** Who may do what in the cluster. */
  public get access(): ClusterAccess {
    return this._access ??= new ClusterAccess(this, 'Access', { cluster: this.cluster, nodeRoleOfEks: this._details.builtInNodeRole });
  }

  /** Traffic to and from the control plane and to nodes in the cluster's own security group; the default port is 443. */
  public get connections(): ec2.Connections {
    return this.cluster.connections;
  }

  /** Name of the cluster. */
  public get clusterName(): string {
    return this.cluster.clusterName;
  }

  /** ARN of the cluster. */
  public get clusterArn(): string {
    return this.cluster.clusterArn;
  }

  /** URL of the API server. */
  public get clusterEndpoint(): string {
    return this.cluster.clusterEndpoint;
  }

  /** Certificate authority of the API server, PEM in base64. */
  public get clusterCertificateAuthorityData(): string {
    return this.cluster.clusterCertificateAuthorityData;
  }

  /** Id of the security group that EKS made for the cluster; its nodes are in it. */
  public get clusterSecurityGroupId(): string {
    return this.cluster.clusterSecurityGroupId;
  }

  /** Command that lets kubectl speak to the cluster. Whoever runs it needs `grantDescribe` and an access entry. */
  public get clusterConfigCommand(): string {
    return `aws eks update-kubeconfig --name ${this.clusterName} --region ${Stack.of(this.cluster).region}`;
  }

  /** What carries charts to the cluster. Asking for it makes it. */
  public get provisioner(): Provisioner {
    return this._provisioner ??= this.createProvisioner();
  }

  public addNodePolicy(policy: iam.IManagedPolicy): void {
    this.nodeRoles.addPolicy(policy);
  }

  public addNodeRole(id: string, props: NodeRoleProps = {}): NodeRole {
    return this.nodeRoles.add(id, props);
  }

  public addNodeSecurityGroup(id: string): ec2.SecurityGroup {
    const { vpc } = this._details;
    if (!vpc) {
      fail('NodeSecurityGroup', 'vpc of the cluster must be known to make a security group in it, got none: write vpc where the cluster is imported', this);
    }
    return new NodeSecurityGroup(this, id, { vpc, cluster: this.cluster });
  }

  public addNodeClass(name: string, options: AddNodeClassOptions = {}): NodeClass {
    checkObjectName('NodeClass', name, this);
    const { role, instanceProfile, volumeKey: given, ...rest } = options;
    const volumeKey = given && keyBehind(given);
    if (role && instanceProfile) {
      fail('NodeClassRole', 'role and instanceProfile of a NodeClass must not be given together, got both: write one of them', this);
    }
    const group = this.chartGroup('NodeClasses');
    if (volumeKey) { this.grantVolumeEncryption(volumeKey); }
    return new NodeClass(group, name, {
      ...rest,
      metadata: { name },
      ...instanceProfile ? { instanceProfile: this.nameOfProfile(instanceProfile) } : { role: this.nameOfRole(role) },
      ...volumeKey && { ephemeralStorage: { ...options.ephemeralStorage, kmsKeyId: volumeKey.keyArn } },
      subnets: options.subnets ?? this.subnetSelectors(),
      securityGroups: options.securityGroups ?? this.securityGroupSelectors(),
    });
  }

  public addNodePool(name: string, options: NodePoolOptions = {}): NodePool {
    checkObjectName('NodePool', name, this);
    return new NodePool(this.chartGroup('NodePools'), name, { ...options, metadata: { name } });
  }

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

  public grantDescribe(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['eks:DescribeCluster'], resourceArns: [this.clusterArn] });
  }

  public grantVolumeEncryption(key: kms.IKey): void {
    this._volumeEncryption ??= new VolumeEncryption(this, this._details.clusterRole);
    this._ready.add(...this._volumeEncryption.allow(keyBehind(key)));
  }

  /** Makes the policy for tags of users. @internal */
  protected _makeTagPolicy(role: iam.IRole): TagPolicy {
    return this._tagPolicy ??= new TagPolicy(this, 'TagPolicy', role);
  }

  private get nodeRoles(): NodeRoles {
    return this._nodeRoles ??= new NodeRoles(this, this.access, this._details);
  }

  private createProvisioner(): Provisioner {
    const { facts, isEndpointOpen, vpc, tagPolicy, clusterRole } = this._details;
    this.require('clusterEndpoint', 'to provision charts');
    this.require('clusterCertificateAuthorityData', 'to provision charts');
    if (!isEndpointOpen && !vpc) {
      fail('ProvisionerVpc', 'vpc of the cluster must be known when its endpoint is not open to the public, got none: write vpc where the cluster is imported', this);
    }
    const provisioner = new Provisioner(this, 'Provisioner', {
      cluster: this.cluster, facts, ...isEndpointOpen ? {} : { vpc, vpcSubnets: this.functionSubnets(vpc!) },
    });
    provisioner.ready.add(this._ready, this.nodeRoles.ready);
    if (clusterRole && tagPolicy === undefined) { this._makeTagPolicy(clusterRole); }
    provisioner._charts.addPrerequisites((chart) => this.prerequisitesOf(chart));
    return provisioner;
  }

  /** Only charts that carry tags wait for the policy, so that a tag more or less changes no other chart. */
  private prerequisitesOf(chart: RegisteredChart): IConstruct[] {
    if (this._details.tagPolicy === false || !chart._manifest.judged.some(({ manifest }) => carriesCustomTags(manifest))) { return []; }
    this._tagPolicy?.enable();
    if (this._tagPolicy?.reachesRole) { return [this._tagPolicy]; }
    Annotations.of(this).addWarningV2('cdk-eks-auto-mode:tag-policy',
      'an object carries tags, but the cluster role is not known or cannot be changed: without ClusterRole.customTagStatements() on it nothing with such tags is launched. '
      + 'Give it those, and say so by tagPolicy: false');
    return [];
  }

  /** Groups keep a NodeClass and a NodePool of one name apart. */
  private chartGroup(id: string): Construct {
    if (!this._chart) {
      this._chart = new Chart(new App(), this._details.ownChartName);
      this.provisioner._charts.foundation = this.provision(this._chart);
    }
    return this._chart.node.tryFindChild(id) as Construct ?? new Construct(this._chart, id);
  }

  private nameOfRole(role: iam.IRole | undefined): string {
    if (role) { this.nodeRoles.admit(role, 'role'); }
    return (role ?? this.nodeRole).roleName;
  }

  private nameOfProfile(profile: iam.IInstanceProfile): string {
    if (profile.role) {
      this.nodeRoles.admit(profile.role, 'role of instanceProfile');
    } else {
      Annotations.of(this).addWarningV2('cdk-eks-auto-mode:instance-profile-role',
        `role of instance profile ${profile.node.path} is not known: without an access entry its nodes never join. `
        + 'Write cluster.access.grantNodes(role), or import the profile by InstanceProfile.fromInstanceProfileAttributes with its role');
    }
    return profile.instanceProfileName;
  }

  /** Where a function can be that has to reach the private endpoint. */
  private functionSubnets(vpc: ec2.IVpc): ec2.SubnetSelection {
    return { subnets: this._details.vpcSubnets.flatMap((selection) => vpc.selectSubnets(selection).subnets) };
  }

  private securityGroupSelectors(): SecurityGroupSelector[] {
    if (!this.knows('clusterSecurityGroupId')) {
      fail('NodeClassSecurityGroups', 'securityGroups must be given to addNodeClass when clusterSecurityGroupId is not known, '
        + 'got none: write securityGroups: [SecurityGroupSelector.tags(…)], or clusterSecurityGroupId where the cluster is imported', this);
    }
    return [SecurityGroupSelector.id(this.clusterSecurityGroupId)];
  }

  private require(attribute: ClusterAttribute, purpose: string): void {
    if (!this.knows(attribute)) {
      fail('ClusterAttribute', `${attribute} of the cluster must be known ${purpose}, got none: write ${attribute} where the cluster is imported`, this);
    }
  }

  /** An imported L2 cluster throws for what it was not told. */
  private knows(attribute: ClusterAttribute): boolean {
    try {
      return this.cluster[attribute] !== undefined;
    } catch {
      return false;
    }
  }

  private subnetSelectors(): SubnetSelector[] {
    const { vpc, vpcSubnets } = this._details;
    const ids = vpcSubnets.flatMap((selection) => {
      const subnetIds = vpc?.selectSubnets(selection).subnetIds;
      if (!subnetIds || Token.isUnresolved(subnetIds)) {
        fail('NodeClassSubnets', `subnets must be given to addNodeClass when ${vpc ? 'the number of subnets of the VPC' : 'the VPC'} is not known at synthesis, `
          + 'got none: write subnets: [SubnetSelector.tags(…)]', this);
      }
      return subnetIds;
    });
    return [...new Set(ids)].map((id) => SubnetSelector._ofVpc(id));
  }
}
