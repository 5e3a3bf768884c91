import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AccessPolicy } from '../cluster/access/access-policy';

/**
 * What the function that carries charts to a cluster may do, and how it gets there.
 */
export interface ProvisionerOptions {
  /**
   * What the function may do in the cluster, as policies of EKS. 0 to 20.
   *
   * Less than everything must still cover what charts hold, and in the namespace `kube-system` ConfigMaps, where each chart has its record. Policies
   * other than CLUSTER_ADMIN do not cover NodeClasses and NodePools: for these write `kubernetesGroups`.
   *
   * A group or policy that is taken away while a chart still needs it makes the deployment fail, and the deletion of the chart too.
   *
   * @default - everything (AccessPolicy.CLUSTER_ADMIN); nothing, when there are kubernetesGroups
   * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
   */
  readonly accessPolicies?: AccessPolicy[];

  /**
   * Groups of Kubernetes that the function belongs to. What they may do is up to RoleBindings and ClusterRoleBindings that exist in the cluster
   * before the first chart: somebody else has to bring them.
   *
   * @default - no groups
   */
  readonly kubernetesGroups?: string[];

  /**
   * Subnets of the function, when the endpoint of the cluster is not open to the public: private or isolated ones of the cluster's VPC, from which it reaches S3 and EKS.
   *
   * @default - the subnets of the nodes, without public ones
   */
  readonly functionSubnets?: ec2.SubnetSelection;

  /**
   * Security groups of the function, when the endpoint of the cluster is not open to the public. They have to let it out to port 443 of the control plane, S3 and EKS, or
   * to the proxy. The cluster's own security group is opened for them.
   *
   * @default - a group that lets everything out and nothing in
   */
  readonly functionSecurityGroups?: ec2.ISecurityGroup[];

  /**
   * URL of a proxy by which the function reaches S3 and EKS, such as `http://proxy.example.com:3128`, when the endpoint of the cluster is not open to the public. The
   * proxy must let CONNECT pass to port 443, and leave TLS alone.
   *
   * Without a password, which everybody could read who may see the function.
   *
   * @default - no proxy
   */
  readonly httpsProxy?: string;

  /**
   * Hosts that are reached without the proxy: names, addresses, or domains with all below that begin with a dot, such as `.s3.us-east-1.amazonaws.com` where S3 has an endpoint in the VPC.
   *
   * The cluster's own endpoint is always among them.
   *
   * @default - no further hosts
   */
  readonly noProxy?: string[];
}
