import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ClusterDns } from '../kubernetes';
import { ProvisionerOptions, ProvisioningOptions } from '../provisioner';
import { ClusterFacts } from '../rules';
import { GivenRoles } from './roles/node-roles';

/** What the methods of a cluster need to know of it; for one that exists already, as far as the user says. */
export interface ClusterDetails extends GivenRoles {
  /** Name of the chart with the cluster's NodeClasses and NodePools. */
  readonly ownChartName: string;
  readonly vpc?: ec2.IVpc;
  /** Subnets of nodes, and of a function that has to reach a private endpoint. Asked when something needs them, since a VPC may have none. */
  readonly vpcSubnets: () => ec2.SubnetSelection[];
  /** Security groups of the control plane beside that of EKS, if they are known. */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /** Whether a function outside of the VPC can reach the endpoint. */
  readonly isEndpointOpen: boolean;
  /** Whether the cluster role gets the policy for tags; nothing means when something carries tags. */
  readonly tagPolicy?: boolean;
  /** How the chart with the cluster's NodeClasses and NodePools is provisioned. */
  readonly nodeProvisioning?: ProvisioningOptions;
  /** What the provisioning function may do, and how it gets there. */
  readonly provisionerOptions?: ProvisionerOptions;
  readonly facts: ClusterFacts;
  /** Where the DNS is; nothing when the addresses of Services are not known. Asked once the cluster is there. */
  readonly dns: () => ClusterDns | undefined;
}
