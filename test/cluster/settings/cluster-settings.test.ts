import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  AuthenticationMode, AutoModeCluster, BuiltInNodePool, AutoModeClusterProps, AutoModeVpc, ControlPlaneEgressMode, ScoringStrategy, UpgradePolicy,
} from '../../../src';
import { clusterFixture, stackFixture } from '../../support/fixtures';

function templateWith(props: Partial<AutoModeClusterProps>): Template {
  return Template.fromStack(clusterFixture(props).stack);
}

describe('settings', () => {
  test.each<[string, Partial<AutoModeClusterProps>, object]>([
    ['the egress mode', { controlPlaneEgressMode: ControlPlaneEgressMode.CUSTOMER_ROUTED }, { ResourcesVpcConfig: { ControlPlaneEgressMode: 'CUSTOMER_ROUTED' } }],
    ['an egress mode that is new', { controlPlaneEgressMode: ControlPlaneEgressMode.of('NEW') }, { ResourcesVpcConfig: { ControlPlaneEgressMode: 'NEW' } }],
    ['the authentication mode', { authenticationMode: AuthenticationMode.API_AND_CONFIG_MAP }, { AccessConfig: { AuthenticationMode: 'API_AND_CONFIG_MAP' } }],
    ['logs', { logging: [eks.ClusterLoggingTypes.SCHEDULER] }, { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'scheduler' }] } } }],
    ['a log that is named twice, once', { logging: [eks.ClusterLoggingTypes.AUDIT, eks.ClusterLoggingTypes.AUDIT] },
      { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }] } } }],
    ['no logs', { logging: [] }, { Logging: { ClusterLogging: { EnabledTypes: [] } } }],
    ['the addresses of Services', { serviceIpv4Cidr: '172.20.0.0/16' }, { KubernetesNetworkConfig: { ServiceIpv4Cidr: '172.20.0.0/16' } }],
    ['networks of hybrid nodes', { remoteNodeNetworks: [{ cidrs: ['192.168.0.0/16'] }], remotePodNetworks: [{ cidrs: ['172.16.0.0/16'] }] },
      { RemoteNetworkConfig: { RemoteNodeNetworks: [{ Cidrs: ['192.168.0.0/16'] }], RemotePodNetworks: [{ Cidrs: ['172.16.0.0/16'] }] } }],
    ['the upgrade policy', { upgradePolicy: UpgradePolicy.STANDARD }, { UpgradePolicy: { SupportType: 'STANDARD' } }],
    ['an upgrade policy that is new', { upgradePolicy: UpgradePolicy.of('NEW') }, { UpgradePolicy: { SupportType: 'NEW' } }],
    ['zonal shifts', { zonalShift: true }, { ZonalShiftConfig: { Enabled: true } }],
    ['no zonal shifts', { zonalShift: false }, { ZonalShiftConfig: { Enabled: false } }],
    ['deletion protection', { deletionProtection: true }, { DeletionProtection: true }],
    ['the tier of the control plane', { controlPlaneScalingTier: eks.ControlPlaneScalingTier.TIER_XL }, { ControlPlaneScalingConfig: { Tier: 'tier-xl' } }],
    ['CRDs of the Gateway API', { gatewayApiCrds: true },
      { KubernetesNetworkConfig: { ElasticLoadBalancing: { Enabled: true, GatewayApi: { Crds: { Managed: true } } } } }],
    ['the life of events', { eventTimeToLive: Duration.minutes(30) }, { KubeApiServerConfig: { EventTtl: '30m' } }],
    ['the life of events in hours', { eventTimeToLive: Duration.minutes(60) }, { KubeApiServerConfig: { EventTtl: '1h' } }],
    ['node ports', { serviceNodePortRange: { from: 30_000, to: 30_100 } }, { KubeApiServerConfig: { ServiceNodePortRange: { MinPort: 30_000, MaxPort: 30_100 } } }],
    ['the rating of nodes', { scoringStrategy: ScoringStrategy.mostAllocated({ cpu: 3, memory: 1 }) }, {
      KubeSchedulerConfig: {
        NodeResourcesFit: { ScoringStrategy: { Type: 'MostAllocated', Resources: [{ Name: 'cpu', Weight: 3 }, { Name: 'memory', Weight: 1 }] } },
      },
    }],
    ['the rating of nodes by EKS\'s own weights', { scoringStrategy: ScoringStrategy.leastAllocated() }, {
      KubeSchedulerConfig: {
        NodeResourcesFit: { ScoringStrategy: { Type: 'LeastAllocated', Resources: Match.absent() } },
      },
    }],
    ['terminated pods', { terminatedPodThreshold: 100 }, { KubeControllerManagerConfig: { PodGcControllerConfig: { TerminatedPodGcThreshold: 100 } } }],
    ['the pace of the autoscaler', { horizontalPodAutoscalerSyncPeriod: Duration.seconds(10), controlPlaneScalingTier: eks.ControlPlaneScalingTier.TIER_XL }, {
      KubeControllerManagerConfig: { HorizontalPodAutoscalerControllerConfig: { HorizontalPodAutoscalerSyncPeriod: '10s' } },
    }],
    ['the time for a rollback', { rollbackTimeout: Duration.days(1) }, { RollbackConfig: { TimeoutMinutes: 1440 } }],
    ['a forced upgrade', { forceUpgrade: true }, { Force: true }],
    ['the certificate authority', { activeCertificateAuthorityId: 'second' }, { ActiveCertificateAuthorityId: 'second' }],
    ['tags', { tags: { team: 'platform' } }, { Tags: [{ Key: 'team', Value: 'platform' }] }],
  ])('%s', (_, props, expected) => {
    templateWith(props).hasResourceProperties('AWS::EKS::Cluster', expected);
  });

  test('that are not given are not written', () => {
    const [{ Properties }] = Object.values(templateWith({}).findResources('AWS::EKS::Cluster'));
    expect(Object.keys(Properties).sort()).toEqual([
      'AccessConfig', 'ComputeConfig', 'KubernetesNetworkConfig', 'Logging', 'ResourcesVpcConfig', 'RoleArn', 'StorageConfig', 'Version',
    ]);
  });

  test('a key of the app encrypts Secrets', () => {
    const { stack } = stackFixture();
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, secretsEncryptionKey: new kms.Key(stack, 'Key') });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', {
      EncryptionConfig: [{ Provider: { KeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } }, Resources: ['secrets'] }],
    });
  });

  test('security groups that are given replace the one that is made', () => {
    const { stack } = stackFixture();
    const securityGroups = ['sg-1', 'sg-2'].map((id) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, id));
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, securityGroups });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EKS::Cluster', { ResourcesVpcConfig: { SecurityGroupIds: ['sg-1', 'sg-2'] } });
    template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
  });

  test('a cluster of IPv6 takes a VPC of both families', () => {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { dualStack: true });
    const endpointAccess = eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('2001:db8::/32');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ipFamily: eks.IpFamily.IP_V6, vpc, endpointAccess });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', {
      KubernetesNetworkConfig: { IpFamily: 'ipv6', ServiceIpv4Cidr: Match.absent() }, ResourcesVpcConfig: { PublicAccessCidrs: ['2001:db8::/32'] },
    });
  });

  test('the cluster can be kept when it leaves the stack', () => {
    const template = templateWith({ removalPolicy: RemovalPolicy.RETAIN });
    template.hasResource('AWS::EKS::Cluster', { DeletionPolicy: 'Retain' });
    // It could not be run without them.
    template.allResources('AWS::IAM::Role', { DeletionPolicy: 'Retain' });
    template.allResources('AWS::EC2::VPC', { DeletionPolicy: 'Retain' });
    template.allResources('AWS::EC2::Subnet', { DeletionPolicy: 'Retain' });
  });
});

describe('policies of the cluster role', () => {
  const policiesWith = (removalPolicy?: RemovalPolicy) => {
    const { stack } = stackFixture();
    const clusterRole = iam.Role.fromRoleName(stack, 'Role', 'control-plane');
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole, removalPolicy });
    cluster.addNodeClass('nodes', { tags: { team: 'a' }, volumeKey: new kms.Key(stack, 'Key') });
    const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy', { Properties: { Roles: ['control-plane'] } }));
    return Object.fromEntries(policies.map(([id, { DeletionPolicy }]) => [id.slice(0, -8), DeletionPolicy]));
  };

  test('are kept with a cluster that is kept, although they are made after it', () => {
    expect(policiesWith(RemovalPolicy.RETAIN)).toEqual({ ClusterTagPolicy: 'Retain', ClusterVolumePolicy: 'Retain' });
  });

  test('are not made for nothing', () => {
    templateWith({ removalPolicy: RemovalPolicy.RETAIN }).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('go with the cluster otherwise', () => {
    expect(policiesWith()).toEqual({ ClusterTagPolicy: undefined, ClusterVolumePolicy: undefined });
  });
});

describe('the endpoint', () => {
  test.each([
    ['private', eks.EndpointAccess.PRIVATE, { EndpointPublicAccess: false, EndpointPrivateAccess: true }],
    ['open to some', eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24'), { EndpointPublicAccess: true, PublicAccessCidrs: ['203.0.113.0/24'] }],
  ])('%s is reached by the function from within the VPC', (_, endpointAccess, expected) => {
    const { stack, cluster } = clusterFixture({ endpointAccess });
    cluster.addNodePool('batch');
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EKS::Cluster', { ResourcesVpcConfig: expected });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler', VpcConfig: { SubnetIds: Match.arrayWith([{ Ref: Match.stringLikeRegexp('PrivateSubnet1') }]) },
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 443,
      ToPort: 443,
      GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Cluster'), 'ClusterSecurityGroupId'] },
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterProvisionerFunction'), 'GroupId'] },
    });
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { VpcConfig: Match.anyValue() }, 1);
  });

  test.each([
    ['public', eks.EndpointAccess.PUBLIC], ['open to everybody', eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('0.0.0.0/0')],
  ])('that is %s is reached from outside', (_, endpointAccess) => {
    const { stack, cluster } = clusterFixture({ endpointAccess });
    cluster.addNodePool('batch');
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::Lambda::Function', { VpcConfig: Match.anyValue() }, 0);
  });
});

describe('what is refused', () => {
  test.each<[string, Partial<AutoModeClusterProps>, RegExp]>([
    ['an old version', { version: eks.KubernetesVersion.V1_28 }, /version must be at least 1\.29 for Auto Mode, got 1\.28/],
    ['a service block that is too large', { serviceIpv4Cidr: '10.0.0.0/8' }, /serviceIpv4Cidr must be a block of \/12 to \/24 .*got 10\.0\.0\.0\/8: write for example/],
    ['a service block that is public', { serviceIpv4Cidr: '8.8.0.0/16' }, /within 10\.0\.0\.0\/8, 172\.16\.0\.0\/12, 192\.168\.0\.0\/16, got 8\.8\.0\.0\/16/],
    ['a service block that is none', { serviceIpv4Cidr: 'many' }, /serviceIpv4Cidr must be a block.*got many/],
    ['a service block of the VPC', { serviceIpv4Cidr: '10.0.128.0/20' }, /serviceIpv4Cidr must not overlap the VPC, got 10\.0\.128\.0\/20 and 10\.0\.0\.0\/16/],
    ['a service block with IPv6', { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: eks.IpFamily.IP_V6 }, /serviceIpv4Cidr must be left out with IPv6/],
    ['IPv6 without a VPC for it', { ipFamily: eks.IpFamily.IP_V6 }, /vpc must be given with IPv6/],
    ['a service block that is no address', { serviceIpv4Cidr: '10.300.0.0/16' }, /serviceIpv4Cidr must be a block.*got 10\.300\.0\.0\/16/],
    ['a service block of hybrid nodes', { serviceIpv4Cidr: '172.20.0.0/16', remoteNodeNetworks: [{ cidrs: ['172.20.0.0/20'] }] },
      /remoteNodeNetworks must not overlap serviceIpv4Cidr, got 172\.20\.0\.0\/20 and 172\.20\.0\.0\/16: choose another block/],
    ['hybrid nodes within hybrid pods', { remoteNodeNetworks: [{ cidrs: ['192.168.9.0/24'] }], remotePodNetworks: [{ cidrs: ['192.168.0.0/16'] }] },
      /remotePodNetworks must not overlap remoteNodeNetworks, got 192\.168\.0\.0\/16 and 192\.168\.9\.0\/24/],
    ['an endpoint open to nonsense', { endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('nonsense') }, /endpointAccess must name blocks of addresses, got nonsense/],
    ['a built-in NodePool twice', { builtInNodePools: [BuiltInNodePool.SYSTEM, BuiltInNodePool.SYSTEM] }, /builtInNodePools must have each pool once, got system, system/],
    ['node ports in the wrong order', { serviceNodePortRange: { from: 31_000, to: 30_000 } }, /the lower one first, got 31000 to 30000/],
    ['a rollback that is too short', { rollbackTimeout: Duration.hours(1) }, /rollbackTimeout must be 2 hours to 7 days in whole minutes, got 1 hour/],
    ['a rollback that is too long', { rollbackTimeout: Duration.days(8) }, /got 8 days/],
    ['events of no life', { eventTimeToLive: Duration.millis(500) }, /eventTimeToLive must be 10 minutes to 1 hour in whole seconds, got 500 millis/],
    ['a name that CloudFormation does not take', { clusterName: 'my_cluster' }, /clusterName must be 1 to 100 letters.*got "my_cluster": write one of that form/],
    ['networks of hybrid nodes that are public', { remoteNodeNetworks: [{ cidrs: ['8.8.0.0/16'] }] }, /remoteNodeNetworks must be blocks of \/8 to \/32 within 10.*got 8\.8\.0\.0\/16/],
    ['networks of hybrid pods of the VPC', { remoteNodeNetworks: [{ cidrs: ['192.168.0.0/16'] }], remotePodNetworks: [{ cidrs: ['10.0.64.0/20'] }] },
      /remotePodNetworks must not overlap the VPC, got 10\.0\.64\.0\/20 and 10\.0\.0\.0\/16/],
    ['an endpoint open to IPv6 of a cluster of IPv4', { endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24', '2001:db8::/32') },
      /endpointAccess must name IPv4 blocks only unless the cluster is one of IPv6, got 2001:db8::\/32/],
    ['a threshold that is none', { terminatedPodThreshold: 0 }, /terminatedPodThreshold must be a whole number of 1 to 1000000, got 0/],
  ])('%s', (_, props, message) => {
    expect(() => clusterFixture(props)).toThrow(message);
  });

  test('is refused all at once', () => {
    expect(() => clusterFixture({ serviceIpv4Cidr: 'many', terminatedPodThreshold: 0 })).toThrow(/serviceIpv4Cidr.*; terminatedPodThreshold.*\(at Stack\/Cluster\)$/);
  });

  test('more than five security groups', () => {
    const { stack } = stackFixture();
    const securityGroups = Array.from({ length: 6 }, (_, index) => ec2.SecurityGroup.fromSecurityGroupId(stack, `${index}`, `sg-${index}`));
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, securityGroups })).toThrow(/securityGroups must be at most 5, got 6/);
  });

  test('subnets of one Availability Zone', () => {
    const { stack } = stackFixture();
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc }))
      .toThrow(/vpcSubnets must be in at least 2 Availability Zones, got 1: select more subnets, or let the VPC have more zones/);
  });

  test('subnets of an imported VPC in one Availability Zone', () => {
    const { stack } = stackFixture();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['us-east-1a'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc })).toThrow(/vpcSubnets must be in at least 2 Availability Zones, got 1/);
  });

  test('IPv6 in subnets without it', () => {
    const { stack } = stackFixture();
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ipFamily: eks.IpFamily.IP_V6, vpc: new ec2.Vpc(stack, 'Vpc') }))
      .toThrow(/vpcSubnets must have IPv6 blocks with IPv6, got Stack\/Vpc\/PrivateSubnet1, .*: write new AutoModeVpc/);
  });

  test('an endpoint that isolated nodes cannot reach', () => {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { isolated: true });
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, endpointAccess: eks.EndpointAccess.PUBLIC }))
      .toThrow(/^endpointAccess must be private, or public and private, in an isolated VPC, got public: write eks.EndpointAccess.PRIVATE/);
  });

  test('IPv6 in China', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'cn-north-1' } });
    const vpc = new AutoModeVpc(stack, 'Vpc', { dualStack: true });
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ipFamily: eks.IpFamily.IP_V6, vpc }))
      .toThrow(/^ipFamily must not be IPv6 in China, got Region cn-north-1: leave ipFamily out/);
  });

  test('an asymmetric key for Secrets', () => {
    const { stack } = stackFixture();
    const secretsEncryptionKey = new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.ECC_NIST_P256, keyUsage: kms.KeyUsage.SIGN_VERIFY });
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, secretsEncryptionKey }))
      .toThrow(/^secretsEncryptionKey must be a symmetric key, got one of ECC_NIST_P256/);
  });
});
