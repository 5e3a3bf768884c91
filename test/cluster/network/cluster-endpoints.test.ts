import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClusterEndpoints, ClusterEndpointsOptions } from '../../../src/cluster/network';

const NEEDED = ['ecr.api', 'ecr.dkr', 'ec2', 'eks', 'eks-auth'];
const { ECR, ECR_DOCKER, EC2, EKS, EKS_AUTH, STS, XRAY, SECRETS_MANAGER } = ec2.InterfaceVpcEndpointAwsService;

function stackIn(region?: string): Stack {
  return new Stack(new App(), 'Stack', { env: region ? { account: '123456789012', region } : undefined });
}

function endpointsIn(stack: Stack, options: ClusterEndpointsOptions = {}): { endpoints: ClusterEndpoints; template: Template } {
  const endpoints = new ClusterEndpoints(stack, 'Endpoints', { vpc: new ec2.Vpc(stack, 'Vpc'), ...options });
  return { endpoints, template: Template.fromStack(stack) };
}

function serviceNames(template: Template, type = 'Interface'): string[] {
  const found = Object.values(template.findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: type } }));
  return found.map(({ Properties }) => Properties.ServiceName);
}

describe('in a VPC of the app', () => {
  const { endpoints, template } = endpointsIn(stackIn('us-east-1'));

  test('there is an interface endpoint for each service that a cluster needs', () => {
    expect(serviceNames(template)).toEqual(NEEDED.map((name) => `com.amazonaws.us-east-1.${name}`));
    expect(Object.keys(endpoints.interfaceEndpoints)).toEqual(NEEDED);
  });

  test('they have private DNS and are in one private subnet of each Availability Zone', () => {
    template.allResourcesProperties('AWS::EC2::VPCEndpoint', Match.objectLike({ VpcId: { Ref: Match.stringLikeRegexp('^Vpc') } }));
    template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      SubnetIds: [1, 2, 3].map((number) => ({ Ref: Match.stringLikeRegexp(`PrivateSubnet${number}`) })),
    }, 5);
  });

  test('S3 has a gateway in all route tables', () => {
    expect(serviceNames(template, 'Gateway')).toEqual([{ 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.s3']] }]);
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Gateway',
      RouteTableIds: ['Private', 'Public'].flatMap((group) => [1, 2, 3].map((number) => ({ Ref: Match.stringLikeRegexp(`${group}Subnet${number}RouteTable`) }))),
    });
    expect(endpoints.s3Endpoint).toBeInstanceOf(ec2.GatewayVpcEndpoint);
  });

  test('they share a security group that only the VPC may use, at port 443', () => {
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Vpc'), 'CidrBlock'] }, IpProtocol: 'tcp', FromPort: 443, ToPort: 443 })],
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
    const [group] = Object.keys(template.findResources('AWS::EC2::SecurityGroup'));
    template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { SecurityGroupIds: [{ 'Fn::GetAtt': [group, 'GroupId'] }] }, 5);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('an endpoint can be given a policy', () => {
    const stack = stackIn('us-east-1');
    const { interfaceEndpoints } = new ClusterEndpoints(stack, 'Endpoints', { vpc: new ec2.Vpc(stack, 'Vpc') });
    interfaceEndpoints[ECR.shortName].addToPolicy(new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['ecr:*'], resources: ['*'] }));
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: 'com.amazonaws.us-east-1.ecr.api', PolicyDocument: { Statement: [Match.objectLike({ Action: 'ecr:*' })] },
    });
  });
});

describe('options', () => {
  test('further services', () => {
    const { template } = endpointsIn(stackIn('us-east-1'), { additionalServices: [STS, SECRETS_MANAGER] });
    expect(serviceNames(template)).toEqual([...NEEDED, 'sts', 'secretsmanager'].map((name) => `com.amazonaws.us-east-1.${name}`));
  });

  test('a service that is asked for twice has one endpoint', () => {
    const { endpoints } = endpointsIn(stackIn('us-east-1'), { additionalServices: [ECR, STS, STS] });
    expect(Object.keys(endpoints.interfaceEndpoints)).toEqual([...NEEDED, 'sts']);
  });

  test('a service with another prefix takes the place of the one that a cluster needs', () => {
    const chinese = new ec2.InterfaceVpcEndpointAwsService('eks-auth', 'cn.com.amazonaws');
    const { template } = endpointsIn(stackIn('cn-north-1'), { additionalServices: [chinese] });
    expect(serviceNames(template).filter((name) => name.endsWith('eks-auth'))).toEqual(['cn.com.amazonaws.cn-north-1.eks-auth']);
  });

  test('services that are left out', () => {
    const { endpoints } = endpointsIn(stackIn('us-east-1'), { omittedServices: [EC2, EKS, EKS] });
    expect(Object.keys(endpoints.interfaceEndpoints)).toEqual(['ecr.api', 'ecr.dkr', 'eks-auth']);
  });

  test('without any service there is nothing but the gateway', () => {
    const { template } = endpointsIn(stackIn('us-east-1'), { omittedServices: [ECR, ECR_DOCKER, EC2, EKS, EKS_AUTH] });
    expect(serviceNames(template)).toEqual([]);
    expect(serviceNames(template, 'Gateway')).toHaveLength(1);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
  });

  test('no gateway', () => {
    const { endpoints, template } = endpointsIn(stackIn('us-east-1'), { s3Gateway: false });
    expect(serviceNames(template, 'Gateway')).toEqual([]);
    expect(endpoints.s3Endpoint).toBeUndefined();
  });

  test('peers instead of the block of the VPC', () => {
    const { template } = endpointsIn(stackIn('us-east-1'), { allowedPeers: [ec2.Peer.ipv4('10.0.0.0/16'), ec2.Peer.ipv4('100.64.0.0/16')] });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: ['10.0.0.0/16', '100.64.0.0/16'].map((CidrIp) => Match.objectLike({ CidrIp, FromPort: 443, ToPort: 443 })),
    });
  });

  test('a service with a port of its own is open at it', () => {
    const cassandra = new ec2.InterfaceVpcEndpointAwsService('cassandra', undefined, 9142);
    const { template } = endpointsIn(stackIn('us-east-1'), { additionalServices: [cassandra] });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ FromPort: 443, ToPort: 443 }), Match.objectLike({ FromPort: 9142, ToPort: 9142 })],
    });
  });

  test('a choice of subnets', () => {
    const stack = stackIn('us-east-1');
    new ClusterEndpoints(stack, 'Endpoints', { vpc: new ec2.Vpc(stack, 'Vpc'), subnets: { subnetType: ec2.SubnetType.PUBLIC } });
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', {
      SubnetIds: Match.arrayWith([{ Ref: Match.stringLikeRegexp('PublicSubnet1') }]),
    }, 5);
  });
});

describe('names of services', () => {
  test.each<[string, string[]]>([
    ['us-gov-west-1', NEEDED.map((name) => `com.amazonaws.us-gov-west-1.${name}`)],
    // What the CDK knows; in the Regions of China the prefix differs between services, and that of eks-auth is not documented.
    ['cn-north-1', [...['ecr.api', 'ecr.dkr', 'ec2', 'eks'].map((name) => `cn.com.amazonaws.cn-north-1.${name}`), 'com.amazonaws.cn-north-1.eks-auth']],
    ['cn-northwest-1', [...['ecr.api', 'ecr.dkr', 'ec2', 'eks'].map((name) => `cn.com.amazonaws.cn-northwest-1.${name}`), 'com.amazonaws.cn-northwest-1.eks-auth']],
  ])('in %s', (region, expected) => {
    expect(serviceNames(endpointsIn(stackIn(region)).template)).toEqual(expected);
  });

  test('in a stack without a Region', () => {
    const names = NEEDED.map((name) => ({ 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, `.${name}`]] }));
    expect(serviceNames(endpointsIn(stackIn()).template)).toEqual(names);
  });
});

describe('in an imported VPC', () => {
  const attributes: ec2.VpcAttributes = {
    vpcId: 'vpc-1',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    isolatedSubnetIds: ['subnet-1', 'subnet-2'],
    isolatedSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
    vpcCidrBlock: '10.1.0.0/16',
  };

  function importedTemplate(changes: Partial<ec2.VpcAttributes>, options: ClusterEndpointsOptions = {}): Template {
    const stack = stackIn('us-east-1');
    new ClusterEndpoints(stack, 'Endpoints', { vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { ...attributes, ...changes }), ...options });
    return Template.fromStack(stack);
  }

  test('endpoints are in its subnets and route tables, open to its block', () => {
    const template = importedTemplate({});
    template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcId: 'vpc-1', SubnetIds: ['subnet-1', 'subnet-2'] }, 5);
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway', RouteTableIds: ['rtb-1', 'rtb-2'] });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.1.0.0/16' })] });
  });

  test('peers do when its block is not known', () => {
    const template = importedTemplate({ vpcCidrBlock: undefined }, { allowedPeers: [ec2.Peer.ipv4('10.2.0.0/16')] });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.2.0.0/16' })] });
  });

  test('no gateway does when its route tables are not known', () => {
    expect(serviceNames(importedTemplate({ isolatedSubnetRouteTableIds: undefined }, { s3Gateway: false }))).toHaveLength(5);
  });

  test.each<[string, Partial<ec2.VpcAttributes>, ClusterEndpointsOptions, RegExp]>([
    ['an unknown block', { vpcCidrBlock: undefined }, {}, /allowedPeers must be given when the IPv4 block of the VPC is not known, got none: write/],
    ['unknown route tables', { isolatedSubnetRouteTableIds: undefined }, {},
      /s3Gateway must be false when the route tables of the VPC are not known, got true: import/],
    ['both', { isolatedSubnetRouteTableIds: undefined, vpcCidrBlock: undefined }, {}, /allowedPeers .*; s3Gateway .*[^.] \(at Stack\/Endpoints\)$/],
  ])('%s is refused', (_, changes, options, message) => {
    expect(() => importedTemplate(changes, options)).toThrow(message);
  });

  test('a VPC that is looked up can be used before the look-up is made', () => {
    const stack = stackIn('us-east-1');
    new ClusterEndpoints(stack, 'Endpoints', { vpc: ec2.Vpc.fromLookup(stack, 'Vpc', { vpcName: 'platform' }) });
    expect(serviceNames(Template.fromStack(stack))).toHaveLength(5);
  });
});

describe('what is refused', () => {
  test.each<[string, ClusterEndpointsOptions, RegExp]>([
    ['a service that is added and left out', { additionalServices: [STS, EC2], omittedServices: [STS, EC2] },
      /omittedServices must not be among additionalServices, got sts, ec2 in both: remove it/],
    ['a service left out that is not made', { omittedServices: [XRAY, XRAY] },
      /omittedServices must be of ecr\.api, ecr\.dkr, ec2, eks, eks-auth, got xray: remove it/],
    ['nobody who may use them', { allowedPeers: [] }, /allowedPeers must have at least one entry, got none: leave it out for the block of the VPC/],
    ['all of it at once', { allowedPeers: [], omittedServices: [XRAY] }, /omittedServices .*; allowedPeers .*[^.] \(at Stack\/Endpoints\)$/],
  ])('%s', (_, options, message) => {
    expect(() => endpointsIn(stackIn('us-east-1'), options)).toThrow(message);
  });
});

describe('reasons', () => {
  const folder = path.join(__dirname, '..', '..', '..', 'src', 'cluster', 'network');

  test('are there for all that is made', () => {
    expect(Object.keys(ClusterEndpoints.reasons)).toEqual(['s3', ...NEEDED]);
    expect(Object.values(ClusterEndpoints.reasons).every((reason) => reason.length > 0)).toBe(true);
  });

  test('the documentation of the class names all of them', () => {
    const [documentation] = fs.readFileSync(path.join(folder, 'cluster-endpoints.ts'), 'utf8').split('export class');
    expect(Object.keys(ClusterEndpoints.reasons).filter((name) => !documentation.includes(`\`${name}\``))).toEqual([]);
  });

  test('the documentation of additional services names all optional ones', () => {
    const documentation = fs.readFileSync(path.join(folder, 'cluster-endpoints-props.ts'), 'utf8');
    const reasons = ClusterEndpoints.optionalReasons;
    const constants = Object.entries(ec2.InterfaceVpcEndpointAwsService).filter(([, { shortName }]) => shortName in reasons);
    expect(constants).toHaveLength(Object.keys(reasons).length);
    expect(constants.filter(([constant]) => !documentation.includes(`\`${constant}\``))).toEqual([]);
  });
});
