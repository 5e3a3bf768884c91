import { isDeepStrictEqual } from 'util';
import { Annotations, IResolvable, Names, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AutoModeClusterBase } from './auto-mode-cluster-base';
import { ClusterDetails } from './cluster-details';
import { AdoptOptions, AutoModeClusterAttributes } from './existing-cluster-options';
import { IAutoModeCluster } from './i-auto-mode-cluster';
import { ClusterDns } from '../kubernetes';
import { dnsOf } from './network/cluster-dns';
import { networkOf, networkResources } from './network/network-resources';
import { nodeSubnetsOf, problemsOfNodeSubnets, selectNodeSubnets, warnOfPublicSubnets } from './network/node-subnets';
import { warnOfMissingTags } from './network/subnet-tags';
import { subnetsOfCluster } from './network/subnets-of-cluster';
import { ClusterRole } from './roles/cluster-role';
import { problemsOfNodeRole } from './roles/node-roles';
import { problemsOfBuiltInNodePools, problemsOfName, problemsOfVersion } from './settings/check-props';
import { isOpen } from './settings/endpoint';
import { warnOfRedundantAddOns } from './settings/redundant-add-ons';
import { fail } from '../private/errors';

/** Id of the construct below a cluster that was adopted. */
const ADOPTED = 'AutoMode';

/** A cluster that is not made by `AutoModeCluster`. */
export class ExistingCluster extends AutoModeClusterBase {
  /** @internal */
  public static _fromAttributes(scope: Construct, id: string, attributes: AutoModeClusterAttributes): IAutoModeCluster {
    return new ExistingCluster(scope, id, attributes, (self) => eks.Cluster.fromClusterAttributes(self, 'Resource', {
      clusterName: attributes.clusterName,
      clusterEndpoint: attributes.clusterEndpoint,
      clusterCertificateAuthorityData: attributes.clusterCertificateAuthorityData,
      clusterSecurityGroupId: attributes.clusterSecurityGroupId,
      vpc: attributes.vpc,
      ipFamily: attributes.ipFamily,
    }));
  }

  /** @internal */
  public static _adopt(cluster: eks.ICluster, options: AdoptOptions): IAutoModeCluster {
    if (cluster.node.scope instanceof AutoModeClusterBase) {
      const given = namesOf(options);
      if (given.length > 0) {
        fail('AdoptOptions', `options must be left out for a cluster of AutoModeCluster, got ${given.join(', ')}: write them where it is made`, cluster.node.scope);
      }
      return cluster.node.scope;
    }
    const adopted = cluster.node.tryFindChild(ADOPTED) as ExistingCluster | undefined;
    if (!adopted) { return new ExistingCluster(cluster as unknown as Construct, ADOPTED, options, () => cluster); }
    const others = namesOf(options).filter((name) => !isDeepStrictEqual(options[name], adopted.options[name]));
    if (others.length > 0) {
      fail('AdoptOptions', `options of a cluster that is adopted again must be left out or as they were, got another ${others.join(', ')}: write them where it is adopted first`, adopted);
    }
    return adopted;
  }

  public readonly cluster: eks.ICluster;

  /** @internal */
  public readonly _details: ClusterDetails;

  private _subnets?: ec2.SubnetSelection[];

  private constructor(scope: Construct, id: string, private readonly options: AdoptOptions, clusterOf: (self: Construct) => eks.ICluster) {
    super(scope, id);
    this.cluster = clusterOf(this);
    const itself = detailsOf(this.cluster, this);
    const { vpc } = itself;
    this._details = {
      // Every app and construct has a chart of its own: two of one name on a cluster would be refused.
      ownChartName: `auto-mode-${Names.uniqueResourceName(this, { maxLength: 60 }).toLowerCase()}`,
      vpc,
      vpcSubnets: () => options.vpcSubnets ?? this.subnets,
      clusterRole: options.clusterRole ?? itself.clusterRole,
      builtInNodeRole: options.builtInNodeRole ?? itself.builtInNodeRole,
      nodeRole: options.nodeRole,
      isEndpointOpen: options.endpointAccess ? isOpen(options.endpointAccess) : itself.isEndpointOpen ?? true,
      tagPolicy: options.tagPolicy,
      nodeProvisioning: options.nodeProvisioning,
      provisionerOptions: options.provisionerOptions,
      facts: {
        version: options.version?.version ?? itself.version,
        builtInNodePools: options.builtInNodePools?.map(({ nodePoolName }) => nodePoolName) ?? itself.builtInNodePools,
        ipFamily: this.cluster.ipFamily,
        gatewayApiCrds: options.gatewayApiCrds ?? itself.gatewayApiCrds,
      },
      dns: () => options.serviceCidr === undefined ? itself.dns : ClusterDns.ofServiceCidr(options.serviceCidr),
    };
    const chosen = vpc && options.vpcSubnets ? selectNodeSubnets(vpc, options.vpcSubnets) : { selected: [], problems: [] };
    const problems = [...problemsOfExisting(this._details, this), ...chosen.problems];
    if (problems.length > 0) { fail('ExistingCluster', problems.join('; '), this); }
    this.warn(chosen.selected);
    // Nodes need their way out until they are gone.
    if (vpc) { this._ready.add(networkResources(() => networkOf(vpc, this))); }
    this._initialize();
  }

  /** What may be wrong, as far as it is known. */
  private warn(chosen: ec2.SelectedSubnets[]): void {
    const { clusterRole, builtInNodeRole, nodeRole, vpc, facts } = this._details;
    if (clusterRole) { ClusterRole._warnOfUnknown(clusterRole, this); }
    if (nodeRole && !builtInNodeRole && facts.builtInNodePools?.length) {
      Annotations.of(this).addWarningV2('cdk-eks-auto-mode:unknown-built-in-node-role',
        'builtInNodeRole should be given with nodeRole when built-in NodePools are on, got none: an access entry is made for nodeRole, which fails to deploy '
        + 'if it is the role of the built-in NodePools, for which EKS has made one. Write builtInNodeRole');
    }
    if (vpc) {
      warnOfPublicSubnets(vpc, chosen, this);
      warnOfMissingTags(vpc, chosen.flatMap(({ subnets }) => subnets), this);
    }
    const resource = resourceOf(this.cluster);
    // Of a cluster that was made elsewhere it is not known which other nodes it has.
    if (resource && resource.remoteNetworkConfig === undefined) { warnOfRedundantAddOns(this.cluster, this.clusterName); }
  }

  /** Subnets of a cluster whose options do not name them. */
  private get subnets(): ec2.SubnetSelection[] {
    return this._subnets ??= subnetsOfResource(this) ?? this.subnetsOfVpc();
  }

  private subnetsOfVpc(): ec2.SubnetSelection[] {
    const { vpc } = this._details;
    const problems = vpc ? problemsOfNodeSubnets(vpc) : [];
    if (problems.length > 0) { fail('NodeSubnets', problems.join('; '), this); }
    return [nodeSubnetsOf(vpc)];
  }
}

/** Names of the options that are given. */
function namesOf(options: AdoptOptions): (keyof AdoptOptions)[] {
  return (Object.keys(options) as (keyof AdoptOptions)[]).filter((name) => options[name] !== undefined);
}

/** What EKS would refuse, or what contradicts itself; all of it at once. */
function problemsOfExisting({ clusterRole, builtInNodeRole, nodeRole, facts }: ClusterDetails, { cluster }: ExistingCluster): string[] {
  const { clusterName } = cluster;
  return [
    ...problemsOfName(clusterName),
    ...problemsOfVersion(facts.version),
    ...problemsOfBuiltInNodePools(facts.builtInNodePools, builtInNodeRole),
    ...problemsOfNodeRole('builtInNodeRole', builtInNodeRole, clusterRole, cluster),
    ...problemsOfNodeRole('nodeRole', nodeRole, clusterRole, cluster),
  ];
}

interface KnownDetails {
  readonly vpc?: ec2.IVpc;
  readonly clusterRole?: iam.IRole;
  readonly builtInNodeRole?: iam.IRole;
  readonly builtInNodePools?: string[];
  readonly version?: string;
  readonly isEndpointOpen?: boolean;
  readonly dns?: ClusterDns;
  readonly gatewayApiCrds?: boolean;
}

/** What a cluster says of itself. One that the L2 makes in this app says everything, if its properties are no tokens. */
function detailsOf(cluster: eks.ICluster, scope: Construct): KnownDetails {
  const resource = resourceOf(cluster);
  const vpc = vpcOf(cluster);
  if (!resource) {
    return { vpc, dns: cluster.ipFamily === eks.IpFamily.IP_V6 ? undefined : ClusterDns.DEFAULT };
  }
  const compute = known<CfnCluster.ComputeConfigProperty>(resource.computeConfig);
  if (resource.computeConfig === undefined || compute?.enabled === false) {
    fail('AutoModeOff', `cluster must be one of Auto Mode, got ${cluster.node.path} without compute: write defaultCapacityType: eks.DefaultCapacityType.AUTOMODE`, scope);
  }
  const network = known<CfnCluster.ResourcesVpcConfigProperty>(resource.resourcesVpcConfig);
  const addresses = known<CfnCluster.KubernetesNetworkConfigProperty>(resource.kubernetesNetworkConfig);
  const balancing = known<CfnCluster.ElasticLoadBalancingProperty>(addresses?.elasticLoadBalancing);
  const crds = known<CfnCluster.GatewayApiCrdsProperty>(known<CfnCluster.GatewayApiProperty>(balancing?.gatewayApi)?.crds);
  const role = 'role' in cluster ? cluster.role as iam.IRole : undefined;
  return {
    vpc,
    clusterRole: role,
    dns: dnsOf(cluster.ipFamily, addresses?.serviceIpv4Cidr, resource.attrKubernetesNetworkConfigServiceIpv6Cidr),
    gatewayApiCrds: addresses && crds?.managed === true,
    builtInNodeRole: roleOfBuiltInNodePools(cluster, compute?.nodeRoleArn, scope),
    builtInNodePools: compute && !Token.isUnresolved(compute.nodePools) ? compute.nodePools ?? [] : undefined,
    version: Token.isUnresolved(resource.version) ? undefined : resource.version,
    isEndpointOpen: network && network.endpointPublicAccess !== false
      && ((network.publicAccessCidrs ?? []).length === 0 || network.publicAccessCidrs!.includes('0.0.0.0/0')),
  };
}

/** What the L2 gave a cluster that it makes in this app. */
function subnetsOfResource(existing: ExistingCluster): ec2.SubnetSelection[] | undefined {
  const { cluster, _details: { vpc } } = existing;
  const resource = resourceOf(cluster);
  const network = known<CfnCluster.ResourcesVpcConfigProperty>(resource?.resourcesVpcConfig);
  return vpc && network && subnetsOfCluster(network.subnetIds, vpc, existing);
}

function resourceOf({ node: { defaultChild } }: eks.ICluster): CfnCluster | undefined {
  return defaultChild && CfnCluster.isCfnCluster(defaultChild) ? defaultChild : undefined;
}

function known<T extends object>(value: T | IResolvable | undefined): T | undefined {
  return value === undefined || Token.isUnresolved(value) ? undefined : value as T;
}

/** An imported cluster without a VPC throws when it is asked for. */
function vpcOf(cluster: eks.ICluster): ec2.IVpc | undefined {
  try {
    return cluster.vpc;
  } catch {
    return undefined;
  }
}

/**
 * The L2 does not expose the role that it makes. One that it was given may be a view that must not be changed, which its ARN does
 * not tell: only a view is taken then.
 */
function roleOfBuiltInNodePools(cluster: eks.ICluster, roleArn: string | undefined, scope: Construct): iam.IRole | undefined {
  if (!roleArn) { return undefined; }
  const role = cluster.node.root.node.findAll().find((child): child is iam.Role => iam.Role.isRole(child) && child.roleArn === roleArn);
  if (!role) { return iam.Role.fromRoleArn(scope, 'BuiltInNodeRole', roleArn); }
  return role.node.scopes.includes(cluster) ? role : role.withoutPolicyUpdates();
}
