import { Annotations, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AutoModeVpc } from './auto-mode-vpc';
import { fail } from '../../private/errors';

const INTERNAL = 'kubernetes.io/role/internal-elb';

/** Where nodes go unless somebody chooses: in subnets that no address of the internet reaches. */
export function nodeSubnetsOf(vpc: ec2.IVpc | undefined, scope: Construct): ec2.SubnetSelection {
  if (vpc instanceof AutoModeVpc) { return vpc.nodeSubnets; }
  if (vpc && vpc.privateSubnets.length === 0 && vpc.isolatedSubnets.length > 0) {
    fail('NodeSubnets', 'vpcSubnets must be given for a VPC without private subnets, got none: '
      + 'write vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }], and give the VPC the endpoints of ClusterEndpoints', scope);
  }
  return { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
}

/** Lets internal load balancers find isolated subnets; the L2 does it for private and public ones only. */
export function tagIsolatedSubnets(vpc: ec2.IVpc, selections: ec2.SubnetSelection[], scope: Construct): void {
  if (vpc.isolatedSubnets.length === 0 || vpc instanceof AutoModeVpc) { return; }
  const isolated = selections.flatMap((selection) => vpc.selectSubnets(selection).subnets).filter((subnet) => vpc.isolatedSubnets.includes(subnet));
  const [taggable, others] = [true, false].map((isTaggable) => isolated.filter((subnet) => ec2.Subnet.isVpcSubnet(subnet) === isTaggable));
  taggable.forEach((subnet) => Tags.of(subnet).add(INTERNAL, '1', { includeResourceTypes: [ec2.CfnSubnet.CFN_RESOURCE_TYPE_NAME] }));
  if (others.length > 0) {
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:subnet-tags',
      `isolated subnets ${others.map(({ node }) => node.id).join(', ')} cannot be tagged from here: internal load balancers find them by the tag ${INTERNAL}=1`);
  }
}
