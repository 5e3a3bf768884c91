import { App, AppProps, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { DISCOVERY_TAG, INTERNAL_TAG, ownTags, PUBLIC_TAG, Resource, resources, groupOf, routes, vpcFixture } from './vpc-template';
import { AutoModeVpc } from '../../../src/cluster/network';
import { stackFixture } from '../../support/fixtures';

function withoutTags(template: Template): unknown {
  return JSON.parse(JSON.stringify(template.toJSON(), (key, value) => key === 'Tags' ? undefined : value));
}

describe('without properties', () => {
  const { vpc, template } = vpcFixture();

  function plainTemplate(app: AppProps = {}): Template {
    const { stack } = stackFixture(app);
    new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    return Template.fromStack(stack);
  }

  test.each<[string, AppProps]>([
    ['a plain app', {}],
    ['an app that closes default security groups', { context: { [cxapi.EC2_RESTRICT_DEFAULT_SECURITY_GROUP]: true } }],
  ])('it is what ec2.Vpc makes with one NAT gateway, resource by resource, in %s', (_, app) => {
    const { stack } = stackFixture(app);
    new AutoModeVpc(stack, 'Vpc');
    expect(withoutTags(Template.fromStack(stack))).toEqual(withoutTags(plainTemplate(app)));
  });

  test('only the tags for load balancers are new', () => {
    const plain = plainTemplate().toJSON().Resources;
    for (const [id, { Type, Properties }] of Object.entries(template.toJSON().Resources as { [id: string]: Resource })) {
      const old = (plain[id].Properties?.Tags ?? []).map((tag: object) => JSON.stringify(tag));
      const added = (Properties?.Tags ?? []).filter((tag: object) => !old.includes(JSON.stringify(tag)));
      const key = id.startsWith('VpcPublic') ? PUBLIC_TAG : INTERNAL_TAG;
      expect(added).toEqual(Type === 'AWS::EC2::Subnet' ? [{ Key: key, Value: '1' }] : []);
    }
  });

  test('subnets carry the tags of their kind', () => {
    expect(ownTags(template)).toEqual({ Public: { [PUBLIC_TAG]: '1' }, Private: { [INTERNAL_TAG]: '1' } });
  });

  test('nodes are in the private subnets', () => {
    expect(vpc.selectSubnets(vpc.nodeSubnets).subnets).toEqual(vpc.privateSubnets);
    expect(vpc.privateSubnets).toHaveLength(3);
  });

  test('there are no subnets for pods, no endpoints and no flow logs', () => {
    expect(vpc.podSubnets).toBeUndefined();
    expect(vpc.endpoints).toBeUndefined();
    expect(() => vpc.selectSubnets({ subnetGroupName: 'Pod' })).toThrow(/no subnet groups with name 'Pod'/);
    template.resourceCountIs('AWS::EC2::VPCEndpoint', 0);
    template.resourceCountIs('AWS::EC2::FlowLog', 0);
  });

  test('it says what it is', () => {
    expect([vpc.isIsolated, vpc.isDualStack]).toEqual([false, false]);
  });

  test('it also works in a stack without an environment, in two Availability Zones', () => {
    const agnostic = new Stack(new App(), 'Stack');
    new AutoModeVpc(agnostic, 'Vpc');
    const plain = new Stack(new App(), 'Stack');
    new ec2.Vpc(plain, 'Vpc', { natGateways: 1 });
    expect(withoutTags(Template.fromStack(agnostic))).toEqual(withoutTags(Template.fromStack(plain)));
    Template.fromStack(agnostic).resourceCountIs('AWS::EC2::Subnet', 4);
  });
});

describe('size', () => {
  test.each([[0, 0], [1, 1], [2, 2], [3, 3]])('%d NAT gateways', (natGateways, count) => {
    const { template } = vpcFixture({ natGateways });
    template.resourceCountIs('AWS::EC2::NatGateway', count);
    expect(routes(template).Private).toEqual(count > 0 ? ['0.0.0.0/0 NatGatewayId'] : undefined);
    template.resourcePropertiesCountIs('AWS::EC2::Subnet', { Tags: Match.arrayWith([{ Key: 'aws-cdk:subnet-type', Value: 'Private' }]) }, 3);
  });

  test('a number of Availability Zones', () => {
    vpcFixture({ maxAzs: 2 }).template.resourceCountIs('AWS::EC2::Subnet', 4);
  });

  test('Availability Zones by name', () => {
    const { template } = vpcFixture({ availabilityZones: ['us-east-1b', 'us-east-1d'] });
    const zones = resources(template, 'AWS::EC2::Subnet').map(([, { Properties }]) => Properties.AvailabilityZone);
    expect([...new Set(zones)]).toEqual(['us-east-1b', 'us-east-1d']);
  });

  test('addresses', () => {
    vpcFixture({ ipAddresses: ec2.IpAddresses.cidr('172.16.0.0/16') }).template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '172.16.0.0/16' });
  });

  test('masks of each kind', () => {
    const { template } = vpcFixture({ podSubnets: true, publicSubnetCidrMask: 26, nodeSubnetCidrMask: 22, podSubnetCidrMask: 18 });
    const masks = resources(template, 'AWS::EC2::Subnet').map(([id, { Properties }]) => `${groupOf(id)} ${Properties.CidrBlock.split('/')[1]}`);
    expect([...new Set(masks)]).toEqual(['Public 26', 'Private 22', 'Pod 18']);
  });

  test('a name', () => {
    vpcFixture({ vpcName: 'platform' }).template.hasResourceProperties('AWS::EC2::VPC', { Tags: [{ Key: 'Name', Value: 'platform' }] });
  });
});

test('endpoints can be made in a VPC with NAT gateways', () => {
  const { vpc, template } = vpcFixture({ endpoints: {} });
  expect(Object.keys(vpc.endpoints!.interfaceEndpoints)).toHaveLength(5);
  template.resourceCountIs('AWS::EC2::NatGateway', 1);
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Interface', SubnetIds: [1, 2, 3].map((number) => ({ Ref: Match.stringLikeRegexp(`PrivateSubnet${number}`) })),
  });
});

describe('dual stack', () => {
  const { template } = vpcFixture({ dualStack: true, podSubnets: true });

  test('private subnets and those of pods get out by the egress-only gateway, public ones by the internet gateway', () => {
    expect(routes(template)).toEqual({
      Public: ['0.0.0.0/0 GatewayId', '::/0 GatewayId'],
      Private: ['0.0.0.0/0 NatGatewayId', '::/0 EgressOnlyInternetGatewayId'],
      Pod: ['0.0.0.0/0 NatGatewayId', '::/0 EgressOnlyInternetGatewayId'],
    });
    template.resourceCountIs('AWS::EC2::EgressOnlyInternetGateway', 1);
  });

  test('all subnets have IPv6 blocks and give addresses of them', () => {
    template.hasResourceProperties('AWS::EC2::VPCCidrBlock', { AmazonProvidedIpv6CidrBlock: true });
    template.resourcePropertiesCountIs('AWS::EC2::Subnet', { Ipv6CidrBlock: Match.anyValue(), AssignIpv6AddressOnCreation: true }, 9);
  });

  test('without NAT gateways there is still a way out by IPv6', () => {
    expect(routes(vpcFixture({ dualStack: true, natGateways: 0 }).template).Private).toEqual(['::/0 EgressOnlyInternetGatewayId']);
  });
});

describe('flow logs', () => {
  test('go to a log group that keeps them for a month', () => {
    const { template } = vpcFixture({ flowLogs: true });
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      ResourceType: 'VPC', ResourceId: { Ref: Match.stringLikeRegexp('^Vpc') }, TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs',
    });
    template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
  });

  test('go to a destination that is given', () => {
    const { stack } = stackFixture();
    const bucket = new s3.Bucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
    new AutoModeVpc(stack, 'Vpc', { flowLogDestination: ec2.FlowLogDestination.toS3(bucket, 'flows') });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::FlowLog', { LogDestinationType: 's3' });
    template.resourceCountIs('AWS::Logs::LogGroup', 0);
  });

  test('are off when they are switched off', () => {
    vpcFixture({ flowLogs: false }).template.resourceCountIs('AWS::EC2::FlowLog', 0);
  });
});

describe('discovery', () => {
  test('is by a tag of the subnets of nodes', () => {
    expect(ownTags(vpcFixture({ discoveryName: 'blue' }).template)).toEqual({
      Public: { [PUBLIC_TAG]: '1' }, Private: { [INTERNAL_TAG]: '1', [DISCOVERY_TAG]: 'blue' },
    });
  });

  test('works in an isolated VPC', () => {
    expect(ownTags(vpcFixture({ isolated: true, discoveryName: 'blue' }).template)).toEqual({ Isolated: { [INTERNAL_TAG]: '1', [DISCOVERY_TAG]: 'blue' } });
  });
});
