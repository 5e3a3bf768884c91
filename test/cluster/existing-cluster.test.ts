import { App, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AdoptOptions, AutoModeCluster, AutoModeClusterAttributes, BuiltInNodePool, IAutoModeCluster, NodeClass, SecurityGroupSelector, SubnetSelector,
} from '../../src';
import { chartDocument, chartFixture, configMap, stackFixture, synthesisError } from '../support/fixtures';

const ATTRIBUTES: AutoModeClusterAttributes = {
  clusterName: 'production',
  clusterEndpoint: 'https://ABC.gr7.us-east-1.eks.amazonaws.com',
  clusterCertificateAuthorityData: 'Y2VydGlmaWNhdGU=',
  clusterSecurityGroupId: 'sg-1',
};

function importedFixture(attributes: Partial<AutoModeClusterAttributes> = {}): { app: App; stack: Stack; cluster: IAutoModeCluster } {
  const { app, stack } = stackFixture();
  return { app, stack, cluster: AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, ...attributes }) };
}

function adoptedFixture(props: Partial<eks.ClusterProps> = {}): { app: App; stack: Stack; l2: eks.Cluster; cluster: IAutoModeCluster } {
  const { app, stack } = stackFixture();
  const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ...props });
  return { app, stack, l2, cluster: AutoModeCluster.adopt(l2) };
}

function chartsOf(stack: Stack): { [property: string]: unknown }[] {
  return Object.values(Template.fromStack(stack).findResources('Custom::EksAutoModeChart')).map(({ Properties }) => Properties);
}

describe('an imported cluster', () => {
  test('by itself makes nothing', () => {
    const { stack } = importedFixture();
    expect(Template.fromStack(stack).toJSON().Resources).toBeUndefined();
  });

  test('says what it knows', () => {
    const { cluster } = importedFixture();
    expect(cluster).toMatchObject({
      clusterName: 'production',
      clusterEndpoint: ATTRIBUTES.clusterEndpoint,
      clusterCertificateAuthorityData: ATTRIBUTES.clusterCertificateAuthorityData,
      clusterSecurityGroupId: 'sg-1',
      clusterConfigCommand: 'aws eks update-kubeconfig --name production --region us-east-1',
    });
    expect(cluster.clusterArn).toMatch(/:eks:us-east-1:123456789012:cluster\/production$/);
    expect(cluster.builtInNodeRole).toBeUndefined();
  });

  test('gets charts', () => {
    const { stack, cluster } = importedFixture();
    const chart = chartFixture('jobs');
    configMap(chart, 'settings');
    cluster.provision(chart);
    expect(chartsOf(stack)).toEqual([expect.objectContaining({
      ClusterName: 'production',
      ClusterEndpoint: ATTRIBUTES.clusterEndpoint,
      ClusterCertificateAuthority: ATTRIBUTES.clusterCertificateAuthorityData,
      ParentName: 'cdk-eks-auto-mode.jobs',
    })]);
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::AccessEntry', { ClusterName: 'production', AccessPolicies: Match.anyValue() });
  });

  test('gets NodeClasses and NodePools, in a chart with a name of its own, so that it is not that of the app with the cluster', () => {
    const { stack, cluster } = importedFixture();
    cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet', { subnets: [SubnetSelector.tags({ team: 'a' })] }) });
    expect(chartsOf(stack).map(({ ParentName }) => ParentName)).toEqual(['cdk-eks-auto-mode.auto-mode-stackclusterf0eb02fa']);
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::AccessEntry', {
      Type: 'EC2', ClusterName: 'production', PrincipalArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterNodeRole'), 'Arn'] },
    });
  });

  test('has another chart name for each construct', () => {
    const { stack, cluster } = importedFixture();
    const other = AutoModeCluster.fromAttributes(stack, 'Other', ATTRIBUTES);
    [cluster, other].forEach((each) => each.addNodePool('batch', { nodeClass: NodeClass.DEFAULT }));
    expect(new Set(chartsOf(stack).map(({ ParentName }) => ParentName)).size).toBe(2);
  });

  test('has NodeClasses in the private subnets of its VPC', () => {
    const { app, stack } = stackFixture();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'], publicSubnetIds: ['subnet-3', 'subnet-4'],
    });
    AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, vpc }).addNodeClass('quiet');
    expect(chartDocument(app, stack, 'auto-mode-stackclusterf0eb02fa').objects[0].manifest.spec).toMatchObject({
      subnetSelectorTerms: [{ id: 'subnet-1' }, { id: 'subnet-2' }], securityGroupSelectorTerms: [{ id: 'sg-1' }],
    });
  });

  test('without a VPC needs subnets for its NodeClasses', () => {
    const { cluster } = importedFixture();
    expect(() => cluster.addNodeClass('quiet')).toThrow(/^subnets must be given to addNodeClass when the VPC is not known.*write subnets: \[SubnetSelector/);
  });

  test('without its security group needs security groups for its NodeClasses', () => {
    const { cluster } = importedFixture({ clusterSecurityGroupId: undefined });
    const subnets = [SubnetSelector.tags({ team: 'a' })];
    expect(() => cluster.addNodeClass('quiet', { subnets })).toThrow(/^securityGroups must be given to addNodeClass when clusterSecurityGroupId is not known/);
    cluster.addNodeClass('loud', { subnets, securityGroups: [SecurityGroupSelector.id('sg-2')] });
  });

  test.each(['clusterEndpoint', 'clusterCertificateAuthorityData'])('without %s gets no charts, and the error says so', (attribute) => {
    const { cluster } = importedFixture({ [attribute]: undefined });
    expect(() => cluster.provision(chartFixture())).toThrow(
      new RegExp(`^${attribute} of the cluster must be known to provision charts, got none: write ${attribute} where the cluster is imported \\(at Stack/Cluster\\)$`));
  });

  test('with an endpoint that is not open needs to know its security group', () => {
    const { stack } = stackFixture();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
    const cluster = AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, clusterSecurityGroupId: undefined, vpc, endpointAccess: eks.EndpointAccess.PRIVATE });
    expect(() => cluster.provision(chartFixture())).toThrow(/^clusterSecurityGroupId of the cluster must be known to provision charts by its private endpoint, got none/);
    expect(() => cluster.addNodeSecurityGroup('Group')).toThrow(/^clusterSecurityGroupId of the cluster must be known to make a security group for its nodes/);
    expect(() => cluster.connections).toThrow(/^clusterSecurityGroupId of the cluster must be known to open its connections/);
  });

  test('has connections with the port of the API server', () => {
    const { stack, cluster } = importedFixture();
    cluster.connections.allowDefaultPortFrom(ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-9'));
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-1', SourceSecurityGroupId: 'sg-9', FromPort: 443 });
  });

  test('gives its VPC and its role, if it knows them', () => {
    const { stack, cluster } = importedFixture();
    expect(() => cluster.vpc).toThrow(/^vpc of the cluster must be known to be asked for, got none: write vpc where the cluster is imported/);
    expect(() => cluster.clusterRole).toThrow(/^clusterRole of the cluster must be known/);
    const clusterRole = iam.Role.fromRoleName(stack, 'Role', 'control-plane');
    expect(AutoModeCluster.fromAttributes(stack, 'Other', { ...ATTRIBUTES, clusterRole }).clusterRole).toBe(clusterRole);
  });

  test.each(['clusterEndpoint', 'clusterCertificateAuthorityData', 'clusterSecurityGroupId'] as const)('gives no %s that it was not told', (attribute) => {
    const { cluster } = importedFixture({ [attribute]: undefined });
    expect(() => cluster[attribute])
      .toThrow(new Error(`${attribute} of the cluster must be known to be asked for, got none: write ${attribute} where the cluster is imported (at Stack/Cluster)`));
  });

  test('of a wrong name, with a role for built-in NodePools that are off, is refused for both', () => {
    const { stack } = stackFixture();
    const builtInNodeRole = iam.Role.fromRoleName(stack, 'Role', 'built-in');
    expect(() => AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'my_cluster', builtInNodePools: [], builtInNodeRole }))
      .toThrow(/^clusterName must be 1 to 100 letters.*; builtInNodeRole must be left out when builtInNodePools is empty/);
  });

  test('of an old version, with a built-in NodePool twice and one role for all, is refused for all of that', () => {
    const { stack } = stackFixture();
    const clusterRole = iam.Role.fromRoleName(stack, 'Role', 'control-plane');
    expect(() => AutoModeCluster.fromAttributes(stack, 'Cluster', {
      ...ATTRIBUTES,
      version: eks.KubernetesVersion.V1_28,
      builtInNodePools: [BuiltInNodePool.SYSTEM, BuiltInNodePool.SYSTEM],
      clusterRole,
      builtInNodeRole: clusterRole,
      nodeRole: clusterRole,
    })).toThrow(new RegExp('^version must be at least 1\\.29 for Auto Mode, got 1\\.28.*; builtInNodePools must have each pool once, got system, system.*; '
      + 'builtInNodeRole must not be the role of the cluster, got Stack/Role.*; nodeRole must not be the role of the cluster, got Stack/Role.* \\(at Stack/Cluster\\)$'));
  });

  test('of a version that is a token is not judged by it', () => {
    expect(() => importedFixture({ version: eks.KubernetesVersion.of(Lazy.string({ produce: () => '1.28' })) })).not.toThrow();
  });

  test('with an imported role of its own says what that must have', () => {
    const { stack } = stackFixture();
    AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, clusterRole: iam.Role.fromRoleName(stack, 'Role', 'control-plane') });
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('clusterRole Stack/Role is imported .*it must trust eks.amazonaws.com .*AmazonEKSBlockStoragePolicyV2'));
  });

  test('with a role of the app leaves that alone', () => {
    const { stack } = stackFixture();
    const clusterRole = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('eks.amazonaws.com') });
    AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, clusterRole });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('clusterRole'));
  });

  test('with a node role, and built-in NodePools whose role is not known, is warned about', () => {
    const [unknown, known] = [{}, { builtInNodeRole: true }].map(({ builtInNodeRole }: { builtInNodeRole?: boolean }) => {
      const { stack } = stackFixture();
      AutoModeCluster.fromAttributes(stack, 'Cluster', {
        ...ATTRIBUTES,
        builtInNodePools: [BuiltInNodePool.SYSTEM],
        nodeRole: iam.Role.fromRoleName(stack, 'Role', 'nodes'),
        ...builtInNodeRole && { builtInNodeRole: iam.Role.fromRoleName(stack, 'BuiltIn', 'built-in') },
      });
      return stack;
    });
    const warning = Match.stringLikeRegexp('builtInNodeRole should be given with nodeRole when built-in NodePools are on, got none: .*Write builtInNodeRole');
    Annotations.fromStack(unknown).hasWarning('/Stack/Cluster', warning);
    Annotations.fromStack(known).hasNoWarning('*', warning);
  });

  test('with a node role has its access entry at once', () => {
    const { stack } = stackFixture();
    AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, nodeRole: iam.Role.fromRoleName(stack, 'Role', 'nodes') });
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 1);
  });

  test('with an endpoint that is not open needs a VPC', () => {
    const { cluster } = importedFixture({ endpointAccess: eks.EndpointAccess.PRIVATE });
    expect(() => cluster.provision(chartFixture())).toThrow(/^vpc of the cluster must be known when its endpoint is not open to the public/);
  });

  test('with an endpoint that is not open has the function in its VPC', () => {
    const { stack } = stackFixture();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
    AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, vpc, endpointAccess: eks.EndpointAccess.PRIVATE }).provision(chartFixture());
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-1', FromPort: 443, ToPort: 443 });
  });

  test('never makes an entry for the role of its built-in NodePools', () => {
    const { stack } = stackFixture();
    const builtInNodeRole = iam.Role.fromRoleName(stack, 'Role', 'built-in');
    const cluster = AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, builtInNodeRole });
    cluster.addNodeClass('quiet', { role: builtInNodeRole, subnets: [SubnetSelector.tags({ team: 'a' })] });
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 0);
  });

  test('with a role gets the policy for tags on it', () => {
    const { stack } = stackFixture();
    const clusterRole = iam.Role.fromRoleName(stack, 'Role', 'control-plane');
    const cluster = AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, clusterRole });
    cluster.addNodeClass('quiet', { tags: { team: 'a' }, subnets: [SubnetSelector.tags({ team: 'a' })] });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['control-plane'] });
  });

  test.each([[true, 1], [false, 0]])('with a role and tagPolicy %s', (tagPolicy, count) => {
    const { stack } = stackFixture();
    AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, clusterRole: iam.Role.fromRoleName(stack, 'Role', 'control-plane'), tagPolicy });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', count);
  });

  test('without a role warns when something carries tags', () => {
    const { stack, cluster } = importedFixture();
    cluster.addNodeClass('quiet', { tags: { team: 'a' }, subnets: [SubnetSelector.tags({ team: 'a' })] });
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('an object carries tags, but the cluster role is not known'));
  });

  test('is judged by what is known of it', () => {
    const { app, cluster } = importedFixture({ builtInNodePools: [] });
    cluster.addNodePool('batch', { nodeClass: NodeClass.DEFAULT });
    expect(synthesisError(app)).toContain('rule default-node-class');
  });

  test('is not judged by what is not known of it', () => {
    const { app, cluster } = importedFixture();
    cluster.addNodePool('batch', { nodeClass: NodeClass.DEFAULT });
    app.synth();
  });

  test('may be described by tokens', () => {
    const tokens = Object.entries(ATTRIBUTES).map(([key, value]) => [key, Lazy.string({ produce: () => value })]);
    const { app, stack, cluster } = importedFixture(Object.fromEntries(tokens));
    cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet', { subnets: [SubnetSelector.tags({ team: 'a' })] }) });
    expect(chartsOf(stack)).toEqual([expect.objectContaining({ ClusterName: 'production' })]);
    app.synth();
  });

  test.each([['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1']])('of %s may be described by whom it grants', (_, region) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region } });
    const cluster = AutoModeCluster.fromAttributes(stack, 'Cluster', ATTRIBUTES);
    cluster.grantDescribe(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'eks:DescribeCluster',
          Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:eks:${region}:123456789012:cluster/production`]] },
        }],
      },
    });
  });
});

describe('an adopted cluster', () => {
  test('by itself changes nothing', () => {
    const { stack } = stackFixture();
    new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    expect(Template.fromStack(adoptedFixture().stack).toJSON()).toEqual(Template.fromStack(stack).toJSON());
  });

  test('is the same object each time', () => {
    const { l2, cluster } = adoptedFixture();
    expect(AutoModeCluster.adopt(l2)).toBe(cluster);
  });

  test('takes the same options again, or none', () => {
    const { stack } = stackFixture();
    const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    const optionsOf = (): AdoptOptions => ({
      tagPolicy: false,
      vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
      version: eks.KubernetesVersion.of('1.36'),
      clusterRole: l2.role,
      nodeProvisioning: { timeout: Duration.minutes(5) },
    });
    const cluster = AutoModeCluster.adopt(l2, optionsOf());
    [optionsOf(), { tagPolicy: false }, { nodeRole: undefined }, {}].forEach((options) => expect(AutoModeCluster.adopt(l2, options)).toBe(cluster));
  });

  test('refuses other options, all of them at once', () => {
    const { stack, l2 } = adoptedFixture();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    expect(() => AutoModeCluster.adopt(l2, { tagPolicy: false, builtInNodeRole: role })).toThrow('options of a cluster that is adopted again must be left out or as they were, '
      + 'got another tagPolicy, builtInNodeRole: write them where it is adopted first (at Stack/Cluster/AutoMode)');
  });

  test('refuses another construct in its options', () => {
    const { stack } = stackFixture();
    const roles = ['One', 'Two'].map((id) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }));
    const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    AutoModeCluster.adopt(l2, { nodeRole: roles[0] });
    expect(() => AutoModeCluster.adopt(l2, { nodeRole: roles[1] })).toThrow(/got another nodeRole: write/);
  });

  test('of AutoModeCluster is that', () => {
    const { stack } = stackFixture();
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    expect(AutoModeCluster.adopt(cluster.cluster)).toBe(cluster);
  });

  test('gets NodeClasses, NodePools and charts, in the private subnets and with an access entry for their nodes', () => {
    const { stack, cluster } = adoptedFixture();
    cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet') });
    cluster.provision(chartFixture('jobs'));
    expect(chartsOf(stack).map(({ ParentName }) => ParentName)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^cdk-eks-auto-mode.auto-mode-stackclusterautomode/), 'cdk-eks-auto-mode.jobs']));
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 1);
  });

  test('exposes the role that the L2 hides, which gets no second entry', () => {
    const { stack, cluster } = adoptedFixture();
    cluster.addNodePolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonElasticContainerRegistryPublicReadOnly'));
    cluster.addNodeClass('quiet', { role: cluster.builtInNodeRole });
    const template = Template.fromStack(stack);
    template.resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 0);
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain('AmazonElasticContainerRegistryPublicReadOnly');
    template.hasResourceProperties('AWS::EKS::Cluster', { ComputeConfig: { NodeRoleArn: stack.resolve(cluster.builtInNodeRole!.roleArn) } });
  });

  test('takes no options when it is one of AutoModeCluster', () => {
    const { stack } = stackFixture();
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    expect(() => AutoModeCluster.adopt(cluster.cluster, { tagPolicy: true })).toThrow(/^options must be left out for a cluster of AutoModeCluster, got tagPolicy: write them where it is made/);
  });

  test('with a role of the app knows it by a view, since the L2 may have been given one', () => {
    const { stack } = stackFixture();
    const nodeRole = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const cluster = AutoModeCluster.adopt(new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, compute: { nodeRole, nodePools: ['system'] } }));
    expect(iam.Role.isRole(cluster.builtInNodeRole)).toBe(false);
    expect([cluster.builtInNodeRole!.roleArn, cluster.builtInNodeRole!.roleName]).toEqual([nodeRole.roleArn, nodeRole.roleName]);
  });

  test('whose construct made an entry for somebody may not make another', () => {
    const { app, stack } = stackFixture();
    const mastersRole = new iam.Role(stack, 'Admins', { assumedBy: new iam.AccountRootPrincipal() });
    const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, mastersRole });
    AutoModeCluster.adopt(l2).access.grantAdmin(mastersRole);
    expect(synthesisError(app)).toMatch(/principal must have one access entry in the cluster, got "Stack\/Admins" at Stack\/Cluster\/\S+ and Stack\/Cluster\/\S+: grant in one place/);
  });

  test('with a role that was given knows it', () => {
    const { stack } = stackFixture();
    const nodeRole = iam.Role.fromRoleName(stack, 'Role', 'built-in');
    const cluster = AutoModeCluster.adopt(new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, compute: { nodeRole } }));
    expect(stack.resolve(cluster.builtInNodeRole!.roleArn)).toEqual(stack.resolve(nodeRole.roleArn));
  });

  test('gets the policy for tags on the role of the L2', () => {
    const { stack, cluster } = adoptedFixture();
    cluster.addNodeClass('quiet', { tags: { team: 'a' } });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^ClusterRole') }], PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'Compute' })]) },
    });
  });

  test('is judged by its version and its built-in NodePools', () => {
    const { app, cluster } = adoptedFixture({ compute: { nodePools: [] } });
    cluster.addNodePool('batch', { nodeClass: NodeClass.DEFAULT });
    expect(synthesisError(app)).toContain('rule default-node-class');
  });

  test('with a private endpoint has the function in its VPC', () => {
    const { stack, cluster } = adoptedFixture({ endpointAccess: eks.EndpointAccess.PRIVATE });
    cluster.provision(chartFixture());
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: Match.anyValue() } });
  });

  test('with a restricted endpoint has the function in its VPC', () => {
    const { stack, cluster } = adoptedFixture({ endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24') });
    cluster.provision(chartFixture());
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: Match.anyValue() } });
  });

  test('without Auto Mode is refused', () => {
    expect(() => adoptedFixture({ defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0 }))
      .toThrow(/^cluster must be one of Auto Mode, got Stack\/Cluster without compute: write defaultCapacityType: eks.DefaultCapacityType.AUTOMODE/);
  });

  test('with an imported role says what that must have', () => {
    const { stack } = stackFixture();
    AutoModeCluster.adopt(new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, role: iam.Role.fromRoleName(stack, 'Role', 'control-plane') }));
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster/AutoMode', Match.stringLikeRegexp('clusterRole Stack/Role is imported .*it must trust eks.amazonaws.com'));
  });

  test('of an old version is refused', () => {
    expect(() => adoptedFixture({ version: eks.KubernetesVersion.V1_28 })).toThrow(/^version must be at least 1\.29 for Auto Mode, got 1\.28/);
  });

  test('whose nodes have the role of its control plane is refused', () => {
    const { stack } = stackFixture();
    const role = iam.Role.fromRoleName(stack, 'Role', 'all');
    const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, role, compute: { nodeRole: role } });
    expect(() => AutoModeCluster.adopt(l2)).toThrow(/^builtInNodeRole must not be the role of the cluster/);
  });

  test('that was imported by the L2 takes the rest from the options', () => {
    const { stack } = stackFixture();
    const l2 = eks.Cluster.fromClusterAttributes(stack, 'Cluster', { ...ATTRIBUTES });
    const cluster = AutoModeCluster.adopt(l2, {
      version: eks.KubernetesVersion.V1_36, builtInNodePools: [BuiltInNodePool.SYSTEM], clusterRole: iam.Role.fromRoleName(stack, 'Role', 'control-plane'),
    });
    cluster.addNodeClass('quiet', { tags: { team: 'a' }, subnets: [SubnetSelector.tags({ team: 'a' })] });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['control-plane'] });
  });
});
