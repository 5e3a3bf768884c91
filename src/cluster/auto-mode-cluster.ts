import { Annotations, CfnOutput, RemovalPolicies, RemovalPolicy } from 'aws-cdk-lib';
import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AutoModeClusterBase } from './auto-mode-cluster-base';
import { AutoModeClusterProps } from './auto-mode-cluster-props';
import { BuiltInNodePool } from './built-in-node-pool';
import { ClusterDetails } from './cluster-details';
import { ExistingCluster } from './existing-cluster';
import { AdoptOptions, AutoModeClusterAttributes } from './existing-cluster-options';
import { IAutoModeCluster } from './i-auto-mode-cluster';
import { AutoModeVpc, ClusterEndpoints } from './network';
import { dnsOf } from './network/cluster-dns';
import { networkOf, networkResources } from './network/network-resources';
import { nodeSubnetsOf, selectNodeSubnets, warnOfPublicSubnets } from './network/node-subnets';
import { tagIsolatedSubnets } from './network/subnet-tags';
import { ClusterRole } from './roles/cluster-role';
import { NodeRole } from './roles/node-role';
import { acknowledgeFindings } from './settings/acknowledge-findings';
import { applySettings } from './settings/apply-settings';
import { warnOfScoredResources } from './settings/check-control-plane';
import { warnOfEndpoint } from './settings/check-endpoint';
import { problemsOf } from './settings/check-props';
import { isOpen } from './settings/endpoint';
import { warnOfRedundantAddOns } from './settings/redundant-add-ons';
import { fail } from '../private/errors';

const DEFAULT_LOGS = [eks.ClusterLoggingTypes.API, eks.ClusterLoggingTypes.AUDIT, eks.ClusterLoggingTypes.AUTHENTICATOR];

/**
 * A cluster of EKS Auto Mode: AWS runs nodes, networking, load balancing and storage.
 *
 * Nodes are in private subnets, their roles have the least they need, and custom NodeClasses get the access entry
 * without which their nodes would never join. Charts are provisioned by one Lambda function, which exists only when
 * there is a chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
 */
export class AutoModeCluster extends AutoModeClusterBase {
  /**
   * A cluster that was made outside of the app. Auto Mode must be on in it.
   *
   * @param scope Scope of the construct.
   * @param id Id of the construct. It is part of the name of the chart with the NodeClasses and NodePools that are added here:
   * another one moves them.
   * @param attributes What is known of the cluster.
   */
  public static fromAttributes(scope: Construct, id: string, attributes: AutoModeClusterAttributes): IAutoModeCluster {
    return ExistingCluster._fromAttributes(scope, id, attributes);
  }

  /**
   * A cluster that another construct of the app made or imported. Auto Mode must be on in it. Adopting it again gives the same object.
   *
   * Nothing of the cluster itself is changed, its role excepted, which gets what charts and keys need.
   *
   * @param cluster The cluster.
   * @param options What the cluster does not say of itself. When it is adopted again, others than the first time are refused.
   */
  public static adopt(cluster: eks.ICluster, options: AdoptOptions = {}): IAutoModeCluster {
    return ExistingCluster._adopt(cluster, options);
  }

  /** The cluster for constructs of the CDK that take one. */
  public readonly cluster: eks.ICluster;

  /** URL of the cluster's OpenID Connect provider, for IAM roles for service accounts. EKS Pod Identity does not need it. */
  public readonly clusterOpenIdConnectIssuerUrl: string;
  /** ARN of the key that encrypts Secrets; empty without `secretsEncryptionKey`. */
  public readonly clusterEncryptionConfigKeyArn: string;
  /** Addresses of Services that EKS assigned; only with IPv6. */
  public readonly clusterServiceIpv6Cidr: string;

  /** @internal */
  public readonly _details: ClusterDetails;

  constructor(scope: Construct, id: string, props: AutoModeClusterProps) {
    super(scope, id);
    const { builtInNodePools: pools = [BuiltInNodePool.GENERAL_PURPOSE, BuiltInNodePool.SYSTEM] } = props;
    const builtInNodePools = pools.map(({ nodePoolName }) => nodePoolName);
    const vpc = props.vpc ?? new AutoModeVpc(this, 'Vpc');
    const vpcSubnets = props.vpcSubnets ?? [nodeSubnetsOf(vpc)];
    const problems = problemsOf(props, vpc, vpcSubnets, this);
    if (problems.length > 0) { fail('ClusterProps', problems.join('; '), this); }

    const clusterRole = props.clusterRole ?? new ClusterRole(this, 'ClusterRole');
    ClusterRole._complete(clusterRole, this);
    const builtInNodeRole = builtInNodePools.length > 0 ? this.roleOfBuiltInNodePools(props.builtInNodeRole) : undefined;
    this._details = {
      ownChartName: 'auto-mode',
      vpc,
      vpcSubnets: () => vpcSubnets,
      securityGroups: props.securityGroups,
      clusterRole,
      builtInNodeRole,
      nodeRole: props.nodeRole,
      isEndpointOpen: isOpen(props.endpointAccess ?? eks.EndpointAccess.PUBLIC_AND_PRIVATE),
      tagPolicy: props.tagPolicy,
      nodeProvisioning: props.nodeProvisioning,
      provisionerOptions: props.provisionerOptions,
      facts: {
        version: props.version.version,
        builtInNodePools,
        ipFamily: props.ipFamily ?? eks.IpFamily.IP_V4,
        gatewayApiCrds: props.gatewayApiCrds ?? false,
      },
      dns: () => dnsOf(props.ipFamily, props.serviceIpv4Cidr, this.clusterServiceIpv6Cidr),
    };
    this.cluster = new eks.Cluster(this, 'Resource', {
      version: props.version,
      clusterName: props.clusterName,
      vpc,
      vpcSubnets,
      role: this.unchangeable(clusterRole),
      compute: { nodePools: builtInNodePools, nodeRole: builtInNodeRole },
      // The creator is the deployment's role; people and pipelines get access entries.
      bootstrapClusterCreatorAdminPermissions: false,
      clusterLogging: [...new Set(props.logging ?? DEFAULT_LOGS)],
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
    const resource = this.cluster.node.defaultChild as CfnCluster;
    this.clusterOpenIdConnectIssuerUrl = resource.attrOpenIdConnectIssuerUrl;
    this.clusterEncryptionConfigKeyArn = resource.attrEncryptionConfigKeyArn;
    this.clusterServiceIpv6Cidr = resource.attrKubernetesNetworkConfigServiceIpv6Cidr;
    applySettings(resource, props);
    warnOfScoredResources(props, this);
    acknowledgeFindings(resource, props);
    if (!props.remoteNodeNetworks?.length) { warnOfRedundantAddOns(this, this.cluster.clusterName); }
    // Nodes need their way to the control plane until they are gone. The L2 does so for private endpoints only.
    const endpoints = ClusterEndpoints._of(vpc);
    resource.node.addDependency(networkResources(() => [...networkOf(vpc, this), ...endpoints ? [endpoints] : []]));
    tagIsolatedSubnets(vpc, vpcSubnets, this);
    const { selected } = selectNodeSubnets(vpc, vpcSubnets);
    warnOfPublicSubnets(vpc, selected, this);
    warnOfEndpoint(props, vpc, selected, this);
    if (endpoints) {
      Annotations.of(this.cluster).acknowledgeWarning('@aws-cdk/aws-eks:isolatedSubnetsForKubectlPrivateSubnets', 'the VPC has the endpoints that are needed');
    }
    this._initialize();
    if (props.removalPolicy) { this.applyToWhatItNeeds(props.removalPolicy); }
    (props.admins ?? []).forEach((admin) => this.access.grantAdmin(admin));
    if (props.outputConfigCommand ?? true) { new CfnOutput(this, 'ConfigCommand', { value: this.clusterConfigCommand }); }
  }

  /** A cluster that is kept cannot do without its roles, their policies and its network. Those that were given are left alone. */
  private applyToWhatItNeeds(policy: RemovalPolicy): void {
    this._preparePolicies();
    for (const id of ['Vpc', 'ClusterRole', 'BuiltInNodeRole', 'TagPolicy', 'VolumePolicy']) {
      const made = this.node.tryFindChild(id);
      if (made) { RemovalPolicies.of(made).apply(policy); }
    }
  }

  private roleOfBuiltInNodePools(given: iam.IRole | undefined): iam.IRole {
    const role = given ?? new NodeRole(this, 'BuiltInNodeRole', { description: 'Nodes of built-in NodePools of an EKS Auto Mode cluster' });
    NodeRole._complete(role, 'builtInNodeRole', this);
    return role;
  }

  /** The L2 would add the first version of the storage policy: it gets a view that it cannot change. */
  private unchangeable(role: iam.IRole): iam.IRole {
    return iam.Role.isRole(role) ? role.withoutPolicyUpdates() : iam.Role.fromRoleArn(this, 'ClusterRoleView', role.roleArn, { mutable: false });
  }
}
