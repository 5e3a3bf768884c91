import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AuthenticationMode } from './authentication-mode';
import { ControlPlaneEgressMode } from './control-plane-egress-mode';
import { ScoringStrategy } from './scoring-strategy';
import { UpgradePolicy } from './upgrade-policy';

/**
 * Ports that Services of type NodePort get.
 */
export interface NodePortRange {
  /** First port, 10,260 to 32,767. */
  readonly from: number;
  /** Last port, at least the first and at most 32,767; included. */
  readonly to: number;
}

/**
 * Settings of a cluster's control plane.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-eks-cluster.html
 */
export interface ClusterSettings {
  /**
   * Where the endpoint of the cluster can be reached from.
   *
   * When it is not open to the public, charts are provisioned from within the VPC: by way of its private subnets, which need a way to S3 and EKS.
   *
   * @default eks.EndpointAccess.PUBLIC_AND_PRIVATE
   */
  readonly endpointAccess?: eks.EndpointAccess;

  /**
   * Which way the control plane takes to what is outside of it.
   *
   * @default - EKS's own
   */
  readonly controlPlaneEgressMode?: ControlPlaneEgressMode;

  /**
   * Further security groups of the control plane's network interfaces, at most 5. EKS adds one of its own.
   *
   * @default - one is made, without ingress
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Where the cluster looks for who may come in.
   *
   * @default AuthenticationMode.API
   */
  readonly authenticationMode?: AuthenticationMode;

  /**
   * Logs of the control plane that go to CloudWatch Logs.
   *
   * Troubleshooting of Auto Mode needs `AUDIT`.
   *
   * @default - API, AUDIT and AUTHENTICATOR
   */
  readonly logging?: eks.ClusterLoggingTypes[];

  /**
   * Key that encrypts Secrets, symmetric and of the cluster's Region. Another one replaces the cluster.
   *
   * @default - a key of EKS
   */
  readonly secretsEncryptionKey?: kms.IKey;

  /**
   * Family of the addresses of pods and Services. With IPv6 the VPC and its subnets need IPv6 blocks. Another one replaces the cluster.
   *
   * @default eks.IpFamily.IP_V4
   */
  readonly ipFamily?: eks.IpFamily;

  /**
   * Addresses of Services: a block of /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 that does not overlap the
   * VPC. Not with IPv6. Another one replaces the cluster.
   *
   * @default - 10.100.0.0/16 or 172.20.0.0/16
   */
  readonly serviceIpv4Cidr?: string;

  /**
   * Networks of hybrid nodes, each with at least one block of addresses: of /8 to /32 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, and without
   * overlap with each other, the VPC and the addresses of Services. Not with IPv6; the endpoint should be either private or public then.
   *
   * @default - none
   */
  readonly remoteNodeNetworks?: eks.RemoteNodeNetwork[];

  /**
   * Networks of pods on hybrid nodes, each with at least one block of addresses, for which the same holds as in `remoteNodeNetworks`. Needs those.
   *
   * @default - none
   */
  readonly remotePodNetworks?: eks.RemotePodNetwork[];

  /**
   * What happens when the standard support of the version ends.
   *
   * @default - extended support, as EKS does
   */
  readonly upgradePolicy?: UpgradePolicy;

  /**
   * Whether the cluster takes part in zonal shifts: in an impaired Availability Zone Auto Mode launches nothing then.
   *
   * @default false
   */
  readonly zonalShift?: boolean;

  /**
   * Whether the cluster cannot be deleted until this is switched off.
   *
   * Charts of the stack, and with them nodes, are deleted before the cluster is asked: protect the stack as well (`terminationProtection`).
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * Capacity of the control plane that is paid for in advance.
   *
   * @default - EKS scales it
   */
  readonly controlPlaneScalingTier?: eks.ControlPlaneScalingTier;

  /**
   * Whether EKS installs the CRDs of the Gateway API and keeps them up to date.
   *
   * @default false
   */
  readonly gatewayApiCrds?: boolean;

  /**
   * How long the API server keeps events, 10 to 60 minutes in whole seconds. A token has to be in seconds, minutes or hours. Needs version 1.31.
   *
   * @default - that of EKS for the version, which DescribeClusterVersions tells; Kubernetes itself has 1 hour. When it is left out again, it stays as it was
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_ControlPlaneConfigInfo.html
   */
  readonly eventTimeToLive?: Duration;

  /**
   * Ports that Services of type NodePort get. Needs version 1.31.
   *
   * @default - that of EKS for the version, which DescribeClusterVersions tells; Kubernetes itself has 30000 to 32767. When it is left out again, it stays as it was
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_ControlPlaneConfigInfo.html
   */
  readonly serviceNodePortRange?: NodePortRange;

  /**
   * How the scheduler rates nodes. Needs version 1.31.
   *
   * @default - that of EKS for the version, which DescribeClusterVersions tells; Kubernetes itself has LeastAllocated, with cpu and memory of the same weight. When it is left out again, it stays as it was
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_ControlPlaneConfigInfo.html
   */
  readonly scoringStrategy?: ScoringStrategy;

  /**
   * Number of terminated pods beyond which the oldest are removed, 1 to 1,000,000. Needs version 1.31.
   *
   * @default - that of EKS for the version, which DescribeClusterVersions tells; Kubernetes itself has 12,500. When it is left out again, it stays as it was
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_ControlPlaneConfigInfo.html
   */
  readonly terminatedPodThreshold?: number;

  /**
   * How often the horizontal pod autoscaler looks at its metrics, 10 to 15 whole seconds. A token has to be in seconds, minutes or hours.
   * Needs version 1.31 and a `controlPlaneScalingTier` other than standard.
   *
   * @default - that of EKS for the version, which DescribeClusterVersions tells; Kubernetes itself has 15 seconds. When it is left out again, it stays as it was
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_ControlPlaneConfigInfo.html
   */
  readonly horizontalPodAutoscalerSyncPeriod?: Duration;

  /**
   * How long the nodes may take when the version is rolled back, 2 hours to 7 days in whole minutes. A token has to be in minutes.
   *
   * @default Duration.hours(12)
   */
  readonly rollbackTimeout?: Duration;

  /**
   * Whether an upgrade goes on although EKS found something that speaks against it.
   *
   * @default false
   */
  readonly forceUpgrade?: boolean;

  /**
   * Id of the certificate authority that signs the cluster's certificates. The one before stays trusted.
   *
   * @default - the one that EKS made
   */
  readonly activeCertificateAuthorityId?: string;

  /**
   * Tags of the cluster itself. Nodes and load balancers do not get them.
   *
   * @default - those of the stack
   */
  readonly tags?: { [key: string]: string };

  /**
   * What becomes of the cluster, and of the roles, their policies and the VPC that are made for it, when it leaves the stack.
   *
   * Charts, and with them NodePools and their nodes, go in any case, as do access entries.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}
