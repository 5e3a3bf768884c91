import { Annotations, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * The subnets that the L2 gave its cluster, without public ones; nothing, when their number is not known or all are public.
 *
 * @param scope Where subnets are imported that the VPC does not list.
 */
export function subnetsOfCluster(subnetIds: string[], vpc: ec2.IVpc, scope: Construct): ec2.SubnetSelection[] | undefined {
  if (Token.isUnresolved(subnetIds)) { return undefined; }
  const listed = new Map([...vpc.privateSubnets, ...vpc.isolatedSubnets].map((subnet) => [subnet.subnetId, subnet]));
  const publicIds = vpc.publicSubnets.map(({ subnetId }) => subnetId);
  const subnets = subnetIds.filter((id) => !publicIds.includes(id)).map((id, index) => listed.get(id) ?? importSubnet(id, scope, `Subnet${index}`));
  return subnets.length > 0 ? [{ subnets }] : undefined;
}

function importSubnet(subnetId: string, scope: Construct, id: string): ec2.ISubnet {
  const subnet = ec2.Subnet.fromSubnetId(scope, id, subnetId);
  Annotations.of(subnet).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId', 'nothing asks for its route table');
  return subnet;
}
