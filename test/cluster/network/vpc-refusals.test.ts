import { App, Aws, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AutoModeVpc, AutoModeVpcProps } from '../../../src/cluster/network';
import { stackFixture } from '../../support/fixtures';

describe('what is refused', () => {
  const refusal = (props: AutoModeVpcProps) => () => new AutoModeVpc(stackFixture().stack, 'Vpc', props);
  const destination = ec2.FlowLogDestination.toCloudWatchLogs();

  test.each<[string, AutoModeVpcProps, RegExp]>([
    ['one Availability Zone', { maxAzs: 1 }, /maxAzs must be a whole number of 2 or more for EKS, got 1: write/],
    ['half an Availability Zone', { maxAzs: 2.5 }, /maxAzs must be a whole number of 2 or more for EKS, got 2\.5/],
    ['one Availability Zone by name', { availabilityZones: ['us-east-1a'] }, /availabilityZones must be at least 2 different ones for EKS, got us-east-1a: add/],
    ['the same Availability Zone twice', { availabilityZones: ['us-east-1a', 'us-east-1a'] }, /at least 2 different ones for EKS, got us-east-1a, us-east-1a/],
    ['no Availability Zones', { availabilityZones: [] }, /availabilityZones must be at least 2 different ones for EKS, got none/],
    ['Availability Zones by name and number', { availabilityZones: ['us-east-1a', 'us-east-1b'], maxAzs: 2 },
      /maxAzs must be left out when availabilityZones are given, got 2/],
    ['fewer than no NAT gateways', { natGateways: -1 }, /natGateways must be a whole number of 0 or more, got -1: write/],
    ['more NAT gateways than Availability Zones', { natGateways: 4 }, /natGateways must be at most one for each Availability Zone, got 4 for 3: write 3/],
    ['more NAT gateways than a number of Availability Zones', { natGateways: 3, maxAzs: 2 }, /got 3 for 2: write 2/],
    ['more NAT gateways than named Availability Zones', { natGateways: 3, availabilityZones: ['us-east-1a', 'us-east-1b'] }, /got 3 for 2: write 2/],
    ['NAT gateways in an isolated VPC', { isolated: true, natGateways: 1 }, /natGateways must be left out when isolated, where nothing gets out, got 1/],
    ['a mask that is too short', { nodeSubnetCidrMask: 15 }, /nodeSubnetCidrMask must be a whole number of 16 to 28, got 15: write for example 20/],
    ['a mask that is too long', { publicSubnetCidrMask: 29 }, /publicSubnetCidrMask must be a whole number of 16 to 28, got 29/],
    ['a mask that is no number', { podSubnets: true, podSubnetCidrMask: NaN }, /podSubnetCidrMask must be a whole number of 16 to 28, got NaN/],
    ['a mask of public subnets in an isolated VPC', { isolated: true, publicSubnetCidrMask: 20 },
      /publicSubnetCidrMask must be left out when isolated, where there are no public subnets, got 20/],
    ['a mask of subnets for pods without them', { podSubnetCidrMask: 20 }, /podSubnetCidrMask must be left out without podSubnets, got 20: write podSubnets: true/],
    ['isolated subnets in an isolated VPC', { isolated: true, isolatedSubnets: true }, /isolatedSubnets must be left out when isolated, where all subnets are, got both: remove/],
    ['a mask of isolated subnets without them', { isolatedSubnetCidrMask: 24 }, /isolatedSubnetCidrMask must be left out without isolatedSubnets, got 24: write isolatedSubnets: true/],
    ['a mask of isolated subnets in an isolated VPC', { isolated: true, isolatedSubnetCidrMask: 24 }, /without isolatedSubnets, got 24: write nodeSubnetCidrMask instead/],
    ['a mask of isolated subnets that is too long', { isolatedSubnets: true, isolatedSubnetCidrMask: 29 }, /isolatedSubnetCidrMask must be a whole number of 16 to 28, got 29/],
    ['an empty name', { vpcName: '' }, /vpcName must be 1 to 256 characters, got 0/],
    ['a long name for discovery', { discoveryName: 'a'.repeat(257) }, /discoveryName must be 1 to 256 characters, got 257/],
    ['a destination of flow logs that are off', { flowLogs: false, flowLogDestination: destination }, /flowLogDestination must be left out when flowLogs is false/],
    ['endpoints that contradict themselves', { endpoints: { allowedPeers: [] } }, /endpoints: allowedPeers must have at least one entry, got none/],
  ])('%s', (_, props, message) => {
    expect(refusal(props)).toThrow(message);
  });

  test('an environment with one Availability Zone', () => {
    const app = new App({ context: { 'availability-zones:account=123456789012:region=us-east-1': ['us-east-1a'] } });
    const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
    expect(() => new AutoModeVpc(stack, 'Vpc')).toThrow(/availabilityZones must be at least 2 for EKS, got us-east-1a in the environment of the stack/);
  });

  test('everything at once, with the path and without a full stop', () => {
    const props = { maxAzs: 1, isolated: true, natGateways: 2, podSubnetCidrMask: 40, discoveryName: '' };
    expect(refusal(props)).toThrow(/maxAzs .*; natGateways .*; podSubnetCidrMask .* 16 to 28.*; podSubnetCidrMask .* without .*; discoveryName .*[^.] \(at Stack\/Vpc\)$/);
  });

  test.each<[string, AutoModeVpcProps]>([
    ['natGateways', { natGateways: Token.asNumber(Fn.ref('Count')) }],
    ['maxAzs', { maxAzs: Token.asNumber(Fn.ref('Count')) }],
    ['nodeSubnetCidrMask', { nodeSubnetCidrMask: Token.asNumber(Fn.ref('Mask')) }],
    ['isolatedSubnetCidrMask', { isolatedSubnets: true, isolatedSubnetCidrMask: Token.asNumber(Fn.ref('Mask')) }],
    ['availabilityZones', { availabilityZones: Fn.getAzs() }],
  ])('a token for %s, on which the number of resources depends', (property, props) => {
    expect(refusal(props)).toThrow(new RegExp(`^${property} must be known at synthesis, got a token: write the value`));
  });

  test.each<[string, AutoModeVpcProps]>([
    ['names', { vpcName: Fn.ref('Name'), discoveryName: Lazy.string({ produce: () => '' }) }],
    ['Availability Zones', { availabilityZones: [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())] }],
    ['parts of names', { discoveryName: Aws.STACK_NAME }],
  ])('but never tokens: %s', (_, props) => {
    expect(refusal(props)).not.toThrow();
  });
});
