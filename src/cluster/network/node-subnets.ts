import { Annotations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AutoModeVpc } from './auto-mode-vpc';
import { messageOf } from '../../private/errors';

/** What selections of subnets come to in a VPC. */
export interface SelectionResult {
  readonly selected: ec2.SelectedSubnets[];
  readonly problems: string[];
}

/** Where nodes go unless somebody chooses: in subnets that no address of the internet reaches. */
export function nodeSubnetsOf(vpc: ec2.IVpc | undefined): ec2.SubnetSelection {
  return vpc instanceof AutoModeVpc ? vpc.nodeSubnets : { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
}

/** Why a VPC has no subnets of its own for nodes, so that somebody has to choose. */
export function problemsOfNodeSubnets(vpc: ec2.IVpc): string[] {
  if (vpc instanceof AutoModeVpc || vpc.privateSubnets.length > 0) { return []; }
  const must = 'vpcSubnets must be given for a VPC without private subnets, got';
  if (vpc.isolatedSubnets.length > 0) {
    return [`${must} none: write vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }], and give the VPC the endpoints of ClusterEndpoints`];
  }
  return vpc.publicSubnets.length > 0
    ? [`${must} only public ones: give it private ones, as new AutoModeVpc(…) has, or write vpcSubnets: [{ subnetType: ec2.SubnetType.PUBLIC }] if the internet may reach nodes`]
    : [`${must} no subnets at all: import the VPC with the ids of its subnets, or write vpcSubnets: [{ subnets: […] }]`];
}

/** The subnets that were chosen, or what the CDK says against the choice. */
export function selectNodeSubnets(vpc: ec2.IVpc, selections: ec2.SubnetSelection[]): SelectionResult {
  try {
    return { selected: selections.map((selection) => vpc.selectSubnets(selection)), problems: [] };
  } catch (error) {
    return { selected: [], problems: [`vpcSubnets must select subnets that the VPC has, got "${messageOf(error)}": write another selection`] };
  }
}

/** Warns of public subnets that were chosen for nodes. */
export function warnOfPublicSubnets(vpc: ec2.IVpc, selected: ec2.SelectedSubnets[], scope: Construct): void {
  const publicIds = vpc.publicSubnets.map(({ subnetId }) => subnetId);
  const chosen = selected.flatMap(({ subnets }) => subnets).filter(({ subnetId }) => publicIds.includes(subnetId));
  if (chosen.length === 0) { return; }
  Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:public-node-subnets',
    `vpcSubnets should have no public subnets, got ${chosen.map(({ node }) => node.path).join(', ')}: nodes are placed in all of them unless their NodeClass has `
    + 'subnets of its own, and the internet may reach them there. Write vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }], or acknowledge this');
}
