import { ApiObjectMetadata } from 'cdk8s';
import { CapacityReservationSelector } from './capacity-reservation-selector';
import { CertificateBundle } from './certificate-bundle';
import { DefaultNetworkPolicy } from './default-network-policy';
import { EphemeralStorage } from './ephemeral-storage';
import { HttpsProxy } from './https-proxy';
import { Hugepages } from './hugepages';
import { Ipv4PrefixSize } from './ipv4-prefix-size';
import { KernelLockdown } from './kernel-lockdown';
import { Kubelet } from './kubelet';
import { NetworkInterface } from './network-interface';
import { PlacementGroup } from './placement-group';
import { PodNetwork } from './pod-network';
import { SecurityGroupSelector } from './security-group-selector';
import { SnatPolicy } from './snat-policy';
import { SubnetSelector } from './subnet-selector';
import { Sysctls } from './sysctls';

/**
 * What a NodeClass says about its nodes, apart from what the cluster knows. After most changes the nodes no longer match it, and are replaced
 * within the budgets of their NodePools.
 */
export interface NodeClassOptions {
  /**
   * A network for pods apart from that of their nodes.
   *
   * @default - pods have addresses and security groups of the node's network
   */
  readonly podNetwork?: PodNetwork;

  /**
   * Capacity Reservations and Capacity Blocks for the nodes, at most 30 selectors.
   *
   * **With the first one in a cluster, no NodeClass of the cluster uses open reservations by itself any more.**
   *
   * @default - open reservations, while no NodeClass of the cluster selects any
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-odcr.html
   */
  readonly capacityReservations?: CapacityReservationSelector[];

  /**
   * Placement group in which the nodes are launched. It must exist, or nothing is launched.
   *
   * @default - none
   */
  readonly placementGroup?: PlacementGroup;

  /**
   * How traffic of pods leaves the VPC.
   *
   * @default SnatPolicy.RANDOM
   */
  readonly snatPolicy?: SnatPolicy;

  /**
   * What pods may do that no network policy selects.
   *
   * With `DENY` also pods of the system are closed until a policy selects them, and policies count only when the
   * network policy controller is enabled in the cluster.
   *
   * @default DefaultNetworkPolicy.ALLOW
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
   */
  readonly networkPolicy?: DefaultNetworkPolicy;

  /**
   * Whether decisions of network policies are written to a file on the node.
   *
   * @default false
   */
  readonly networkPolicyEventLogs?: boolean;

  /**
   * Whether nodes get a public IPv4 address. Not with several `networkInterfaces`.
   *
   * @default - as their subnet says
   */
  readonly associatePublicIpAddress?: boolean;

  /**
   * A proxy by which the nodes reach the internet.
   *
   * @default - none
   */
  readonly proxy?: HttpsProxy;

  /**
   * How many IPv4 addresses a node takes at a time for its pods.
   *
   * @default Ipv4PrefixSize.AUTO
   */
  readonly ipv4PrefixSize?: Ipv4PrefixSize;

  /**
   * Whether pods of an IPv6 cluster reach IPv4 addresses outside, through an address of the node that network policies do not see.
   *
   * @default true
   */
  readonly ipv4Egress?: boolean;

  /**
   * Network interfaces that every node has, at each place one: the primary one, and further ones for EFA or for more addresses. Nodes get no others later.
   *
   * @default - EKS attaches interfaces and addresses as pods need them
   * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html
   */
  readonly networkInterfaces?: NetworkInterface[];

  /**
   * The volume of a node for images, logs and ephemeral storage of pods.
   *
   * @default - 80 GiB with 3,000 operations and 125 MiB per second
   */
  readonly ephemeralStorage?: EphemeralStorage;

  /**
   * Whether nodes use cryptography that is validated by FIPS 140. The documentation names Regions of the US, and on one page of two also those of Canada.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-advanced-security.html
   */
  readonly fips?: boolean;

  /**
   * Whether the kernel protects itself from the administrator of the node.
   *
   * @default - that of EKS
   */
  readonly kernelLockdown?: KernelLockdown;

  /**
   * Memory of a node in large pages.
   *
   * @default - none are reserved, and processes get some that ask for them with madvise
   */
  readonly hugepages?: Hugepages;

  /**
   * Settings of the kubelet, the agent of Kubernetes on a node.
   *
   * @default - those of EKS
   */
  readonly kubelet?: Kubelet;

  /**
   * Parameters of the kernel.
   *
   * @default - those of the node's image
   */
  readonly sysctls?: Sysctls;

  /**
   * Certificate authorities that the nodes trust besides those of their image. What runs in containers does not trust them thereby.
   *
   * @default - none
   */
  readonly certificateBundles?: CertificateBundle[];

  /**
   * Tags of the instances, volumes and network interfaces of the nodes, at most 50.
   *
   * Without the policy for tags on the cluster role nothing with such tags is launched. A provisioned chart brings it by itself.
   *
   * @default - only those of EKS
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
   */
  readonly tags?: { [key: string]: string };
}

/**
 * Properties of `NodeClass`.
 */
export interface NodeClassProps extends NodeClassOptions {
  /**
   * Name, labels and annotations of the object. The name must not be `default`, which belongs to EKS.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Name, not ARN, of the IAM role of the nodes; 1 to 64 characters. It cannot be changed later. Either this or `instanceProfile`.
   *
   * The role needs an access entry of type EC2 with AmazonEKSAutoNodePolicy in the cluster, otherwise its nodes never
   * join. `AutoModeCluster.addNodeClass` takes care of both.
   *
   * @default - that of `instanceProfile`
   */
  readonly role?: string;

  /**
   * Name, not ARN, of the instance profile of the nodes; 1 to 128 characters. Its role needs the same access entry.
   *
   * @default - EKS makes one for `role`
   */
  readonly instanceProfile?: string;

  /**
   * Subnets of the nodes, 1 to 30 selectors. Nodes are spread over the Availability Zones of all subnets found.
   */
  readonly subnets: SubnetSelector[];

  /**
   * Security groups of the nodes, 1 to 30 selectors. The cluster's own group should be among them, or nodes cannot
   * reach the control plane.
   */
  readonly securityGroups: SecurityGroupSelector[];
}
