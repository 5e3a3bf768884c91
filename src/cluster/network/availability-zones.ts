import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Zone of a subnet; nothing for an imported one that was not told its zone, which throws when it is asked. */
export function zoneOf(subnet: ec2.ISubnet): string | undefined {
  try {
    return subnet.availabilityZone;
  } catch {
    return undefined;
  }
}
