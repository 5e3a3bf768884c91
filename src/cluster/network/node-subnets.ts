import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AutoModeVpc } from './auto-mode-vpc';

/** Where nodes go unless somebody chooses: in subnets that no address of the internet reaches. */
export function nodeSubnetsOf(vpc: ec2.IVpc | undefined): ec2.SubnetSelection {
  return vpc instanceof AutoModeVpc ? vpc.nodeSubnets : { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
}
