import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { DISCOVERY_TAG, groupOf, INTERNAL_TAG, ownTags, POD_TAG, PUBLIC_TAG, resources, routes, vpcFixture } from './vpc-template';
import { AutoModeCluster, AutoModeVpc } from '../../../src';
import { stackFixture } from '../../support/fixtures';

/** Blocks of subnets by their logical ids. */
function blocks(template: Template): { [logicalId: string]: string } {
  return Object.fromEntries(resources(template, 'AWS::EC2::Subnet').map(([id, { Properties }]) => [id, Properties.CidrBlock]));
}

describe('isolated subnets beside private ones', () => {
  const { vpc, template } = vpcFixture({ isolatedSubnets: true, podSubnets: true, dualStack: true, discoveryName: 'blue', endpoints: {} });

  test('are one in each Availability Zone', () => {
    expect(vpc.isolatedSubnets.map(({ node }) => node.id)).toEqual(['IsolatedSubnet1', 'IsolatedSubnet2', 'IsolatedSubnet3']);
    expect(vpc.isolatedSubnets.map(({ availabilityZone }) => availabilityZone)).toEqual(vpc.availabilityZones);
  });

  test('have no route out, by neither family, as the others have', () => {
    expect(routes(template)).toEqual({
      Public: ['0.0.0.0/0 GatewayId', '::/0 GatewayId'],
      Private: ['0.0.0.0/0 NatGatewayId', '::/0 EgressOnlyInternetGatewayId'],
      Pod: ['0.0.0.0/0 NatGatewayId', '::/0 EgressOnlyInternetGatewayId'],
    });
  });

  test('are for neither load balancers nor nodes', () => {
    expect(ownTags(template)).toEqual({
      Public: { [PUBLIC_TAG]: '1' }, Private: { [INTERNAL_TAG]: '1', [DISCOVERY_TAG]: 'blue' }, Pod: { [POD_TAG]: '1' }, Isolated: {},
    });
    expect(vpc.selectSubnets(vpc.nodeSubnets).subnets).toEqual(vpc.privateSubnets);
    expect(vpc.selectSubnets(vpc.podSubnets!).subnets.map(({ node }) => node.id)).toEqual(['PodSubnet1', 'PodSubnet2', 'PodSubnet3']);
    expect(vpc.isIsolated).toBe(false);
  });

  test('have the endpoint of S3, while interface endpoints stay among the nodes', () => {
    const endpoints = resources(template, 'AWS::EC2::VPCEndpoint').map(([, { Properties }]) => Properties);
    const [gateway] = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Gateway');
    expect(new Set(gateway.RouteTableIds.map(({ Ref }: { Ref: string }) => groupOf(Ref)))).toEqual(new Set(['Private', 'Public', 'Isolated', 'Pod']));
    const interfaces = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface').flatMap(({ SubnetIds }) => SubnetIds);
    expect(new Set(interfaces.map(({ Ref }: { Ref: string }) => groupOf(Ref)))).toEqual(new Set(['Private']));
  });

  test.each<[string, ec2.SubnetSelection]>([['type', { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }], ['group', { subnetGroupName: 'Isolated' }]])('are selected by %s', (_, selection) => {
    expect(vpc.selectSubnets(selection).subnets).toEqual(vpc.isolatedSubnets);
  });
});

test('a mask sets their size, and with masks the other subnets stay where they are', () => {
  const masks = { publicSubnetCidrMask: 24, nodeSubnetCidrMask: 20 };
  const before = blocks(vpcFixture(masks).template);
  const after = blocks(vpcFixture({ ...masks, isolatedSubnets: true, isolatedSubnetCidrMask: 26 }).template);
  expect(after).toMatchObject(before);
  const added = Object.keys(after).filter((id) => !(id in before));
  expect(added.map((id) => `${groupOf(id)} ${after[id].split('/')[1]}`)).toEqual(['Isolated 26', 'Isolated 26', 'Isolated 26']);
});

test('false is the same as nothing', () => {
  expect(vpcFixture({ isolatedSubnets: false, podSubnets: true }).template.toJSON()).toEqual(vpcFixture({ podSubnets: true }).template.toJSON());
});

describe('a cluster', () => {
  function subnetsIn(vpcSubnets?: ec2.SubnetSelection[]): { groups: string[]; template: Template } {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { isolatedSubnets: true });
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, vpcSubnets });
    const template = Template.fromStack(stack);
    const [[, { Properties }]] = resources(template, 'AWS::EKS::Cluster');
    return { groups: Properties.ResourcesVpcConfig.SubnetIds.map(({ Ref }: { Ref: string }) => groupOf(Ref)), template };
  }

  test('is not in them', () => {
    const { groups, template } = subnetsIn();
    expect(groups).toEqual(['Private', 'Private', 'Private']);
    expect(ownTags(template).Isolated).toEqual({});
  });

  test('that is put there has its internal load balancers there as well', () => {
    const { groups, template } = subnetsIn([{ subnetGroupName: 'Isolated' }]);
    expect(groups).toEqual(['Isolated', 'Isolated', 'Isolated']);
    expect(ownTags(template).Isolated).toEqual({ [INTERNAL_TAG]: '1' });
  });
});
