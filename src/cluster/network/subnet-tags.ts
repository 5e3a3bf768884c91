import { Annotations, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AutoModeVpc } from './auto-mode-vpc';

const INTERNAL = 'kubernetes.io/role/internal-elb';

/** Lets internal load balancers find isolated subnets; the L2 does it for private and public ones only. */
export function tagIsolatedSubnets(vpc: ec2.IVpc, selections: ec2.SubnetSelection[], scope: Construct): void {
  if (vpc.isolatedSubnets.length === 0 || (vpc instanceof AutoModeVpc && vpc.isIsolated)) { return; }
  const isolated = selections.flatMap((selection) => vpc.selectSubnets(selection).subnets).filter((subnet) => vpc.isolatedSubnets.includes(subnet));
  const [taggable, others] = [true, false].map((isTaggable) => isolated.filter((subnet) => ec2.Subnet.isVpcSubnet(subnet) === isTaggable));
  taggable.forEach((subnet) => Tags.of(subnet).add(INTERNAL, '1', { includeResourceTypes: [ec2.CfnSubnet.CFN_RESOURCE_TYPE_NAME] }));
  if (others.length > 0) {
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:subnet-tags',
      `isolated subnets ${others.map(({ node }) => node.id).join(', ')} cannot be tagged from here: internal load balancers find them by the tag ${INTERNAL}=1`);
  }
}
