import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { BuiltInNodePool } from './built-in-node-pool';
import { ProvisionerOptions, ProvisioningOptions } from '../provisioner';

/**
 * What an existing cluster does not say of itself.
 */
export interface AdoptOptions {
  /**
   * Version of Kubernetes, for the rules.
   *
   * @default - that of a cluster of this app, otherwise unknown
   */
  readonly version?: eks.KubernetesVersion;

  /**
   * Subnets of nodes of custom NodeClasses, and of the provisioning function when the endpoint is not open to the public.
   *
   * @default - those of a cluster of this app, without public ones; otherwise the private subnets of the VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection[];

  /**
   * Where the endpoint of the cluster can be reached from. When it is not open to the public, the provisioning function is in the VPC.
   *
   * @default - that of a cluster of this app, otherwise open to the public
   */
  readonly endpointAccess?: eks.EndpointAccess;

  /**
   * Role of the control plane. It gets the policy for tags, and may use keys of volumes. An imported one must be in the stack's account.
   *
   * @default - that of a cluster of this app; otherwise unknown, which is warned about where it matters
   */
  readonly clusterRole?: iam.IRole;

  /**
   * Built-in NodePools that are on.
   *
   * @default - those of a cluster of this app, otherwise unknown
   */
  readonly builtInNodePools?: BuiltInNodePool[];

  /**
   * Role of the nodes of the built-in NodePools. EKS made its access entry, so it never gets another one.
   *
   * @default - that of a cluster of this app, which is changed only if the cluster's construct made it; otherwise unknown
   */
  readonly builtInNodeRole?: iam.IRole;

  /**
   * Role of the nodes of custom NodeClasses. Its access entry is made here: it must not have one yet.
   *
   * @default - a role with the least that nodes need, made with the first NodeClass
   */
  readonly nodeRole?: iam.IRole;

  /**
   * Whether the cluster role gets the policy for tags of your own.
   *
   * @default - while an object that goes to the cluster from this app carries tags
   */
  readonly tagPolicy?: boolean;

  /**
   * Addresses of Services, such as `172.20.0.0/16` or, with IPv6, `fd30:1c53:5f8a::/108`: the DNS is one of them.
   *
   * @default - those of a cluster of this app; otherwise with IPv4 the two that EKS chooses from, and with IPv6 unknown
   */
  readonly serviceCidr?: string;

  /**
   * Whether EKS installs the CRDs of the Gateway API in the cluster, for the rules.
   *
   * @default - as a cluster of this app says, otherwise unknown
   */
  readonly gatewayApiCrds?: boolean;

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
}

/**
 * What is known of a cluster that was made outside of the app.
 */
export interface AutoModeClusterAttributes extends AdoptOptions {
  /**
   * Name of the cluster.
   */
  readonly clusterName: string;

  /**
   * URL of the API server.
   *
   * @default - unknown: no chart can be provisioned
   */
  readonly clusterEndpoint?: string;

  /**
   * Certificate authority of the API server, PEM in base64.
   *
   * @default - unknown: no chart can be provisioned
   */
  readonly clusterCertificateAuthorityData?: string;

  /**
   * Id of the security group that EKS made for the cluster.
   *
   * @default - unknown: `securityGroups` have to be given to NodeClasses
   */
  readonly clusterSecurityGroupId?: string;

  /**
   * Network of the cluster.
   *
   * @default - unknown: `subnets` have to be given to NodeClasses, and the endpoint has to be open to the public
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Family of the addresses of pods and Services.
   *
   * @default eks.IpFamily.IP_V4
   */
  readonly ipFamily?: eks.IpFamily;
}
