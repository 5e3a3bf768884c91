import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { groupOf, INTERNAL_TAG, ownTags, POD_TAG, resources, vpcFixture } from './vpc-template';

describe('isolated', () => {
  const { vpc, template } = vpcFixture({ isolated: true, podSubnets: true, dualStack: true });

  test.each(['AWS::EC2::InternetGateway', 'AWS::EC2::EgressOnlyInternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::VPCGatewayAttachment', 'AWS::EC2::Route'])('has no %s', (type) => {
    template.resourceCountIs(type, 0);
  });

  test('has no public subnets, and nodes are in isolated ones', () => {
    expect(ownTags(template)).toEqual({ Isolated: { [INTERNAL_TAG]: '1' }, Pod: { [POD_TAG]: '1' } });
    expect(vpc.selectSubnets(vpc.nodeSubnets).subnets).toEqual(vpc.isolatedSubnets);
    expect(vpc.isolatedSubnets).toHaveLength(3);
    expect([vpc.privateSubnets, vpc.publicSubnets]).toEqual([[], []]);
    expect(vpc.selectSubnets(vpc.podSubnets!).subnets).toHaveLength(3);
  });

  test('subnets can also be without IPv6 and pods', () => {
    const { template: plain } = vpcFixture({ isolated: true });
    plain.resourceCountIs('AWS::EC2::Subnet', 3);
    plain.resourceCountIs('AWS::EC2::InternetGateway', 0);
    plain.resourceCountIs('AWS::EC2::Route', 0);
  });

  test('has the endpoints that a cluster needs, in the subnets of nodes', () => {
    expect(Object.keys(vpc.endpoints!.interfaceEndpoints)).toEqual(['ecr.api', 'ecr.dkr', 'ec2', 'eks', 'eks-auth']);
    template.resourceCountIs('AWS::EC2::VPCEndpoint', 6);
    for (const [, { Properties }] of resources(template, 'AWS::EC2::VPCEndpoint').filter(([, endpoint]) => endpoint.Properties.VpcEndpointType === 'Interface')) {
      expect(Properties.SubnetIds.map(({ Ref }: { Ref: string }) => groupOf(Ref))).toEqual(['Isolated', 'Isolated', 'Isolated']);
    }
  });

  test('pods reach S3 as well', () => {
    const [[, { Properties }]] = resources(template, 'AWS::EC2::VPCEndpoint').filter(([, endpoint]) => endpoint.Properties.VpcEndpointType === 'Gateway');
    expect(Properties.RouteTableIds.map(({ Ref }: { Ref: string }) => groupOf(Ref)).sort()).toEqual([...Array(3).fill('Isolated'), ...Array(3).fill('Pod')]);
  });

  test('further endpoints can be asked for, and others left out', () => {
    const { vpc: other } = vpcFixture({
      isolated: true,
      natGateways: 0,
      endpoints: {
        additionalServices: [ec2.InterfaceVpcEndpointAwsService.STS],
        omittedServices: [ec2.InterfaceVpcEndpointAwsService.EC2],
        s3Gateway: false,
      },
    });
    expect(Object.keys(other.endpoints!.interfaceEndpoints)).toEqual(['ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'sts']);
    expect(other.endpoints!.s3Endpoint).toBeUndefined();
  });

  test('it says what it is', () => {
    expect([vpc.isIsolated, vpc.isDualStack]).toEqual([true, true]);
  });
});
