import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { NodeClassOptions, SecurityGroupSelector, SubnetSelector } from '../kubernetes';

/**
 * Options of `addNodeClass`. What is left out is filled in from the cluster.
 */
export interface AddNodeClassOptions extends NodeClassOptions {
  /**
   * Role of the nodes. It gets the access entry without which they never join; a role of the app also gets the policies that
   * it lacks. Not together with `instanceProfile`. A NodeClass cannot get another role later.
   *
   * @default - `nodeRole` of the cluster
   */
  readonly role?: iam.IRole;

  /**
   * Instance profile of the nodes instead of a role, for organisations that let EKS make none. Its role gets the access entry.
   *
   * @default - EKS makes one for the role
   */
  readonly instanceProfile?: iam.IInstanceProfile;

  /**
   * Subnets of the nodes, 1 to 30 selectors.
   *
   * @default - the subnets of the cluster, which are private
   */
  readonly subnets?: SubnetSelector[];

  /**
   * Security groups of the nodes, 1 to 30 selectors. The cluster's own group, or one of `addNodeSecurityGroup`, should be among
   * them, or nodes cannot reach the control plane.
   *
   * @default - the security group that EKS made for the cluster
   */
  readonly securityGroups?: SecurityGroupSelector[];

  /**
   * Subnets of the nodes, of the cluster's VPC, by the selections of the CDK. Not together with `subnets`.
   *
   * @default - `subnets`
   */
  readonly vpcSubnets?: ec2.SubnetSelection[];

  /**
   * Security groups of the nodes as constructs of the CDK. Not together with `securityGroups`.
   *
   * EKS opens them to load balancers by their tag `eks:eks-cluster-name`: groups of the app get it, for imported ones a warning asks for it.
   * Without the cluster's own group and one of `addNodeSecurityGroup` nodes reach the control plane only if rules of yours let them,
   * which is warned about.
   *
   * @default - `securityGroups`
   */
  readonly nodeSecurityGroups?: ec2.ISecurityGroup[];

  /**
   * Subnets for pods alone, in every Availability Zone of the nodes. Those of an `AutoModeVpc` are `podSubnets: [vpc.podSubnets!]`. Needs
   * `podSecurityGroups`. Not together with `podNetwork`.
   *
   * @default - `podNetwork`
   */
  readonly podSubnets?: ec2.SubnetSelection[];

  /**
   * Security groups of pods in `podSubnets`. They are tagged as `nodeSecurityGroups` are.
   *
   * @default - `podNetwork`
   */
  readonly podSecurityGroups?: ec2.ISecurityGroup[];

  /**
   * Symmetric key that encrypts the volumes of the nodes, that of the system included. The cluster role is allowed to use it.
   *
   * @default - a key of AWS
   */
  readonly volumeKey?: kms.IKey;
}
