import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { DISCOVERY_TAG, INTERNAL_TAG, ownTags, POD_TAG, PUBLIC_TAG, routes, vpcFixture } from './vpc-template';

describe('subnets for pods', () => {
  const { vpc, template } = vpcFixture({ podSubnets: true, discoveryName: 'blue' });
  const names = (subnets: ec2.ISubnet[]) => subnets.map(({ node }) => node.id);
  const podSubnets = ['PodSubnet1', 'PodSubnet2', 'PodSubnet3'];

  test('are one in each Availability Zone', () => {
    const { subnets, availabilityZones } = vpc.selectSubnets(vpc.podSubnets!);
    expect(names(subnets)).toEqual(podSubnets);
    expect(availabilityZones).toEqual(vpc.availabilityZones);
  });

  test('are marked as such and hidden from load balancers and discovery', () => {
    expect(ownTags(template)).toEqual({
      Public: { [PUBLIC_TAG]: '1' },
      Private: { [INTERNAL_TAG]: '1', [DISCOVERY_TAG]: 'blue' },
      Pod: { [POD_TAG]: '1' },
    });
  });

  test('reach what the subnets of nodes reach', () => {
    expect(routes(template)).toEqual({ Public: ['0.0.0.0/0 GatewayId'], Private: ['0.0.0.0/0 NatGatewayId'], Pod: ['0.0.0.0/0 NatGatewayId'] });
  });

  test.each<[string, ec2.SubnetSelection]>([
    ['nothing', {}],
    ['the type', { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
    ['the group of nodes', { subnetGroupName: 'Private' }],
    ['the member for nodes', vpc.nodeSubnets],
    ['a filter', { onePerAz: true }],
  ])('are not selected by %s', (_, selection) => {
    expect(names(vpc.selectSubnets(selection).subnets)).toEqual(['PrivateSubnet1', 'PrivateSubnet2', 'PrivateSubnet3']);
  });

  test.each<[string, ec2.SubnetSelection, string[]]>([
    ['the name of their group', { subnetGroupName: 'Pod' }, podSubnets],
    ['Availability Zones', { subnetGroupName: 'Pod', availabilityZones: [vpc.availabilityZones[1]] }, ['PodSubnet2']],
    ['one in each Availability Zone', { subnetGroupName: 'Pod', onePerAz: true }, podSubnets],
    ['a filter', { subnetGroupName: 'Pod', subnetFilters: [ec2.SubnetFilter.byCidrMask(28)] }, []],
    ['themselves', { subnets: vpc.selectSubnets(vpc.podSubnets!).subnets }, podSubnets],
  ])('are selected by %s', (_, selection, expected) => {
    expect(names(vpc.selectSubnets(selection).subnets)).toEqual(expected);
  });

  test('a contradictory selection is refused as in any VPC', () => {
    expect(() => vpc.selectSubnets({ subnetGroupName: 'Pod', subnetType: ec2.SubnetType.PUBLIC })).toThrow(/Only one of/);
  });
});
