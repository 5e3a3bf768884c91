import { Annotations, Aspects, TagManager, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct, IConstruct } from 'constructs';
import { AutoModeVpc } from './auto-mode-vpc';

const INTERNAL = 'kubernetes.io/role/internal-elb';
const INTERNET_FACING = 'kubernetes.io/role/elb';

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

/**
 * Warns when load balancers find no subnet, since none that the app makes has the tag. Of imported ones nothing is known.
 *
 * @param chosen Subnets of nodes; without any, those that nodes are in unless somebody chooses.
 */
export function warnOfMissingTags(vpc: ec2.IVpc, chosen: ec2.ISubnet[], scope: Construct): void {
  const others = vpc.privateSubnets.length > 0 ? vpc.privateSubnets : vpc.isolatedSubnets;
  const ofNodes = chosen.length > 0 ? chosen.filter((subnet) => !vpc.publicSubnets.includes(subnet)) : others;
  warnWithoutTag(INTERNAL, 'internal', ofNodes, scope);
  warnWithoutTag(INTERNET_FACING, 'internet-facing', vpc.publicSubnets, scope);
}

/** Late, when tags are in place: the last subnet that is visited tells. */
function warnWithoutTag(key: string, scheme: string, subnets: ec2.ISubnet[], scope: Construct): void {
  const resources = subnets.map(({ node }) => node.defaultChild);
  if (!resources.every((resource) => ec2.CfnSubnet.isCfnSubnet(resource))) { return; }
  const left = new Set<IConstruct>(resources);
  let isFound = false;
  const visit = (node: IConstruct) => {
    if (!left.delete(node)) { return; }
    isFound ||= key in TagManager.of(node)!.tagValues();
    if (isFound || left.size > 0) { return; }
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:subnet-tags',
      `subnets ${subnets.map(({ node: { path } }) => path).join(', ')} have no tag ${key}, by which ${scheme} load balancers find them: `
      + `write Tags.of(subnet).add('${key}', '1') for each, or acknowledge this if load balancers name their subnets`);
  };
  resources.forEach((resource) => Aspects.of(resource).add({ visit }));
}
