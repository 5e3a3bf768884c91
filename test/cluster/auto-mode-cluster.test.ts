import { Fn } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size } from 'cdk8s';
import { AutoModeCluster, AutoModeRules, AutoModeVpc, BuiltInNodePool, NodeClass, SecurityGroupSelector, SubnetSelector } from '../../src';
import { chartDocument, chartFixture, chartProperties, clusterFixture, configMap, stackFixture } from '../support/fixtures';

const NODE_POLICIES = [
  { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy']] },
  { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonEC2ContainerRegistryPullOnly']] },
];

describe('defaults', () => {
  const { stack } = clusterFixture();
  const template = Template.fromStack(stack);

  test('the three switches of Auto Mode are on, with both built-in NodePools', () => {
    template.hasResourceProperties('AWS::EKS::Cluster', {
      Version: '1.36',
      ComputeConfig: { Enabled: true, NodePools: ['general-purpose', 'system'] },
      StorageConfig: { BlockStorage: { Enabled: true } },
      KubernetesNetworkConfig: { ElasticLoadBalancing: { Enabled: true } },
    });
  });

  test('access is by access entries, and the deployment role is no administrator', () => {
    template.hasResourceProperties('AWS::EKS::Cluster', {
      AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
    });
  });

  test('the logs that troubleshooting needs are on', () => {
    template.hasResourceProperties('AWS::EKS::Cluster', {
      Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }, { Type: 'authenticator' }] } },
    });
  });

  test('the cluster role has the five documented policies, storage in its second version, and may tag sessions', () => {
    const [role] = Object.values(template.findResources('AWS::IAM::Role', {
      Properties: { AssumeRolePolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'eks.amazonaws.com' } })]) } },
    }));
    expect(JSON.stringify(role.Properties.ManagedPolicyArns).match(/policy\/\w+/g)).toEqual([
      'policy/AmazonEKSClusterPolicy',
      'policy/AmazonEKSComputePolicy',
      'policy/AmazonEKSBlockStoragePolicyV2',
      'policy/AmazonEKSLoadBalancingPolicy',
      'policy/AmazonEKSNetworkingPolicy',
    ]);
    const statements = role.Properties.AssumeRolePolicyDocument.Statement;
    expect(statements.flatMap(({ Action }: { Action: string | string[] }) => Action).sort()).toEqual(['sts:AssumeRole', 'sts:TagSession']);
  });

  test('the nodes of the built-in NodePools have the least they need', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: 'ec2.amazonaws.com' } })] },
      ManagedPolicyArns: NODE_POLICIES,
    });
  });

  test('the cluster, and with it the nodes, are in the private subnets only', () => {
    const [cluster] = Object.values(template.findResources('AWS::EKS::Cluster'));
    const subnets = cluster.Properties.ResourcesVpcConfig.SubnetIds.map(({ Ref }: { Ref: string }) => Ref);
    expect(subnets).toHaveLength(3);
    expect(subnets.every((id: string) => id.includes('PrivateSubnet'))).toBe(true);
  });

  test('subnets are tagged for load balancers, and there is one NAT gateway', () => {
    template.resourceCountIs('AWS::EC2::NatGateway', 1);
    for (const [type, tag] of [['Public', 'kubernetes.io/role/elb'], ['Private', 'kubernetes.io/role/internal-elb']]) {
      template.resourcePropertiesCountIs('AWS::EC2::Subnet', {
        Tags: Match.arrayWith([{ Key: 'aws-cdk:subnet-type', Value: type }, { Key: tag, Value: '1' }]),
      }, 3);
    }
  });

  test('without charts there is no function, no role for custom NodeClasses and no access entry', () => {
    template.resourceCountIs('AWS::Lambda::Function', 0);
    template.resourceCountIs('AWS::EKS::AccessEntry', 0);
    template.resourceCountIs('AWS::IAM::Role', 2);
  });
});

describe('what users need', () => {
  test('an output holds the command for kubectl', () => {
    const { stack, cluster } = clusterFixture();
    Template.fromStack(stack).hasOutput('*', { Value: { 'Fn::Join': ['', ['aws eks update-kubeconfig --name ', stack.resolve(cluster.clusterName), ' --region us-east-1']] } });
  });

  test('the output can be left out', () => {
    const { stack } = clusterFixture({ outputConfigCommand: false });
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
  });

  test('admins are named at creation', () => {
    const { stack } = stackFixture();
    const admins = [iam.Role.fromRoleName(stack, 'Role', 'admins'), iam.User.fromUserName(stack, 'User', 'root')];
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, admins });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EKS::AccessEntry', 2);
    template.allResourcesProperties('AWS::EKS::AccessEntry', {
      AccessPolicies: [{ AccessScope: { Type: 'cluster' }, PolicyArn: { 'Fn::Join': ['', Match.arrayWith([':eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'])] } }],
    });
  });

  test('grantDescribe allows to describe this cluster only', () => {
    const { stack, cluster } = clusterFixture();
    cluster.grantDescribe(new iam.User(stack, 'User'));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'eks:DescribeCluster', Resource: stack.resolve(cluster.clusterArn) }] },
    });
  });

  test('the attributes are those of the cluster', () => {
    const { stack, cluster } = clusterFixture();
    const attributesOf = (of: eks.ICluster | AutoModeCluster) =>
      stack.resolve([of.clusterName, of.clusterArn, of.clusterEndpoint, of.clusterCertificateAuthorityData, of.clusterSecurityGroupId]);
    expect(attributesOf(cluster)).toEqual(attributesOf(cluster.cluster));
  });

  test('the attributes of the resource can be had', () => {
    const { stack, cluster } = clusterFixture();
    const { clusterOpenIdConnectIssuerUrl, clusterEncryptionConfigKeyArn, clusterServiceIpv6Cidr } = cluster;
    expect(stack.resolve([clusterOpenIdConnectIssuerUrl, clusterEncryptionConfigKeyArn, clusterServiceIpv6Cidr])).toEqual(
      ['OpenIdConnectIssuerUrl', 'EncryptionConfigKeyArn', 'KubernetesNetworkConfig.ServiceIpv6Cidr'].map((name) => ({ 'Fn::GetAtt': ['Cluster9EE0221C', name] })));
  });

  test('two clusters in one stack do not meet', () => {
    const { stack, cluster } = clusterFixture();
    const other = new AutoModeCluster(stack, 'Other', { version: eks.KubernetesVersion.V1_36, admins: [iam.Role.fromRoleName(stack, 'Role', 'admins')] });
    [cluster, other].forEach((each) => each.addNodePool('batch', { nodeClass: each.addNodeClass('quiet', { role: each.addNodeRole('Gpu') }) }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EKS::Cluster', 2);
    template.resourceCountIs('Custom::EksAutoModeChart', 2);
    template.resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 2);
  });
});

describe('built-in NodePools', () => {
  test('any of them can be on alone', () => {
    const { stack } = clusterFixture({ builtInNodePools: [BuiltInNodePool.SYSTEM] });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', { ComputeConfig: { NodePools: ['system'], NodeRoleArn: Match.anyValue() } });
  });

  test('none of them leaves out their role, which EKS would refuse', () => {
    const { stack, cluster } = clusterFixture({ builtInNodePools: [] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EKS::Cluster', { ComputeConfig: { Enabled: true, NodePools: [], NodeRoleArn: Match.absent() } });
    template.resourceCountIs('AWS::IAM::Role', 1);
    expect(cluster.builtInNodeRole).toBeUndefined();
  });

  test('a role for them without any of them is an error', () => {
    const { stack } = stackFixture();
    const builtInNodeRole = iam.Role.fromRoleName(stack, 'Role', 'nodes');
    expect(() => new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodePools: [], builtInNodeRole }))
      .toThrow(/builtInNodeRole must be left out when builtInNodePools is empty.*write nodeRole \(at Stack\/Cluster\)/);
  });

  test('a role that is given is used', () => {
    const { stack } = stackFixture();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/nodes');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodeRole: role });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', { ComputeConfig: { NodeRoleArn: 'arn:aws:iam::123456789012:role/nodes' } });
  });
});

describe('network', () => {
  test('a VPC that is given is used, with a choice of subnets', () => {
    const { stack } = stackFixture();
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      maxAzs: 2,
      subnetConfiguration: [
        { name: 'nodes', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'other', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
      ],
    });
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, vpcSubnets: [{ subnetGroupName: 'nodes' }] });
    cluster.addNodeClass('quiet');

    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::VPC', 1);
    const [{ Properties }] = Object.values(template.findResources('AWS::EKS::Cluster'));
    expect(Properties.ResourcesVpcConfig.SubnetIds).toEqual([{ Ref: expect.stringContaining('nodesSubnet1') }, { Ref: expect.stringContaining('nodesSubnet2') }]);
    expect(Object.values(chartProperties(stack, 'auto-mode').Values!)).toEqual(expect.arrayContaining(Properties.ResourcesVpcConfig.SubnetIds));
  });

  test('a number of subnets that is not known needs selectors', () => {
    const { stack } = stackFixture();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: Fn.split(',', Fn.importValue('Zones')),
      privateSubnetIds: Fn.split(',', Fn.importValue('PrivateSubnets')),
    });
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc });
    expect(() => cluster.addNodeClass('quiet')).toThrow(/write subnets: \[SubnetSelector\.tags/);
    cluster.addNodeClass('loud', { subnets: [SubnetSelector.tags({ team: 'a' })] });
  });
});

test('a VPC that is looked up can be used before the look-up is made', () => {
  const { app, stack } = stackFixture();
  const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { vpcName: 'platform' });
  new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc }).addNodeClass('quiet');
  expect(app.synth().manifest.missing).toEqual([expect.objectContaining({ provider: 'vpc-provider' })]);
});

describe('custom NodeClasses', () => {
  test('role, private subnets and security group of the cluster are filled in', () => {
    const { app, stack, cluster } = clusterFixture();
    const nodeClass = cluster.addNodeClass('quiet', { ephemeralStorage: { size: Size.gibibytes(160) } });

    expect(nodeClass.nodeClassName).toBe('quiet');
    const { manifest, values } = chartDocument(app, stack, 'auto-mode').objects[0];
    expect(manifest.metadata.name).toBe('quiet');
    const { Values } = chartProperties(stack, 'auto-mode');
    const filled = Object.fromEntries(values!.map(({ path, value }) => [path.join('.'), Values![value]]));
    expect(filled).toEqual({
      'spec.role': { Ref: expect.stringMatching(/^ClusterNodeRole/) },
      'spec.subnetSelectorTerms.0.id': { Ref: expect.stringContaining('PrivateSubnet1') },
      'spec.subnetSelectorTerms.1.id': { Ref: expect.stringContaining('PrivateSubnet2') },
      'spec.subnetSelectorTerms.2.id': { Ref: expect.stringContaining('PrivateSubnet3') },
      'spec.securityGroupSelectorTerms.0.id': { 'Fn::GetAtt': [expect.stringMatching(/^Cluster/), 'ClusterSecurityGroupId'] },
    });
  });

  test('subnets and security groups of the CDK can be given, for pods as well', () => {
    const { app, stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { podSubnets: true });
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc });
    const group = cluster.addNodeSecurityGroup('Group');
    cluster.addNodeClass('quiet', {
      vpcSubnets: [{ availabilityZones: [vpc.availabilityZones[0]], subnetGroupName: 'Private' }],
      nodeSecurityGroups: [group],
      podSubnets: [vpc.podSubnets!],
      podSecurityGroups: [group],
    });
    const { values } = chartDocument(app, stack, 'auto-mode').objects[0];
    const filled = Object.fromEntries(values!.map(({ path, value }) => [path.join('.'), chartProperties(stack, 'auto-mode').Values![value]]));
    const groupId = stack.resolve(group.securityGroupId);
    expect(filled).toEqual({
      'spec.role': expect.anything(),
      'spec.subnetSelectorTerms.0.id': { Ref: expect.stringMatching(/^VpcPrivateSubnet1/) },
      'spec.securityGroupSelectorTerms.0.id': groupId,
      'spec.podSubnetSelectorTerms.0.id': { Ref: expect.stringMatching(/^VpcPodSubnet1/) },
      'spec.podSubnetSelectorTerms.1.id': { Ref: expect.stringMatching(/^VpcPodSubnet2/) },
      'spec.podSubnetSelectorTerms.2.id': { Ref: expect.stringMatching(/^VpcPodSubnet3/) },
      'spec.podSecurityGroupSelectorTerms.0.id': groupId,
    });
  });

  test.each<[string, unknown, string]>([
    ['the selection itself', { subnetGroupName: 'Pod' }, 'no list'],
    ['what a VPC without subnets for pods gives', [undefined], 'a list in which one is missing'],
  ])('%s is no list of selections', (_, selections, got) => {
    const { cluster } = clusterFixture();
    const given = selections as ec2.SubnetSelection[];
    expect(() => cluster.addNodeClass('quiet', { podSubnets: given, podSecurityGroups: [cluster.addNodeSecurityGroup('Pods')] })).toThrow(new Error(
      `podSubnets of a NodeClass must be a list of selections, got ${got}: write for example podSubnets: [vpc.podSubnets] of an AutoModeVpc with podSubnets: true (at Stack/Cluster)`));
    expect(() => cluster.addNodeClass('loud', { vpcSubnets: given })).toThrow(new Error(
      `vpcSubnets of a NodeClass must be a list of selections, got ${got}: write for example vpcSubnets: [vpc.nodeSubnets] of an AutoModeVpc (at Stack/Cluster)`));
  });

  test('what says the same in two ways, or half of it, is refused together', () => {
    const { cluster } = clusterFixture();
    const subnets = [SubnetSelector.tags({ team: 'a' })];
    expect(() => cluster.addNodeClass('quiet', { subnets, vpcSubnets: [{}], nodeSecurityGroups: [], securityGroups: [], podSubnets: [{}] })).toThrow(
      'vpcSubnets and subnets of a NodeClass must not be given together, got both: write one of them; '
      + 'nodeSecurityGroups and securityGroups of a NodeClass must not be given together, got both: write one of them; '
      + 'podSubnets and podSecurityGroups of a NodeClass must be given together, got only podSubnets: write both (at Stack/Cluster)');
  });

  test('selectors can be given', () => {
    const { app, stack, cluster } = clusterFixture();
    cluster.addNodeClass('quiet', { subnets: [SubnetSelector.tags({ team: 'a' })], securityGroups: [SecurityGroupSelector.securityGroupName('nodes')] });
    expect(chartDocument(app, stack, 'auto-mode').objects[0].manifest.spec).toMatchObject({
      subnetSelectorTerms: [{ tags: { team: 'a' } }], securityGroupSelectorTerms: [{ name: 'nodes' }],
    });
  });

  test.each([
    ['on', undefined],
    ['off', []],
  ])('their role has exactly one access entry, of type EC2, with built-in NodePools %s', (_, builtInNodePools) => {
    const { stack, cluster } = clusterFixture({ builtInNodePools });
    cluster.addNodeClass('quiet');
    cluster.addNodeClass('loud');
    const template = Template.fromStack(stack);
    template.resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 1);
    template.hasResourceProperties('AWS::EKS::AccessEntry', {
      Type: 'EC2',
      PrincipalArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterNodeRole'), 'Arn'] },
      AccessPolicies: [{
        AccessScope: { Type: 'cluster' },
        PolicyArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy']] },
      }],
    });
    template.resourcePropertiesCountIs('AWS::IAM::Role', { ManagedPolicyArns: NODE_POLICIES }, builtInNodePools ? 1 : 2);
  });

  test('switching the built-in NodePools changes nothing but them and their role', () => {
    const templates = [undefined, []].map((builtInNodePools) => {
      const { stack, cluster } = clusterFixture({ builtInNodePools });
      cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet') });
      const { Resources } = Template.fromStack(stack).toJSON();
      const [clusterId] = Object.keys(Template.fromStack(stack).findResources('AWS::EKS::Cluster'));
      const { [clusterId]: { Properties: { ComputeConfig: _, ...clusterProperties } }, ...others } = Resources;
      const rest = Object.entries(others).filter(([id]) => !id.startsWith('ClusterBuiltInNodeRole'));
      return { clusterProperties, rest };
    });
    expect(templates[1]).toEqual(templates[0]);
  });

  test('the chart waits for the access entry of the nodes and that of the function', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('quiet');
    const [chart] = Object.values(Template.fromStack(stack).findResources('Custom::EksAutoModeChart'));
    expect(chart.DependsOn).toEqual([expect.stringMatching(/^ClusterAccessClusterNodeRole/), expect.stringMatching(/^ClusterProvisionerAccessEntry/)]);
  });

  test('asking for the role alone makes no function', () => {
    const { stack, cluster } = clusterFixture();
    expect(cluster.nodeRole).toBe(cluster.nodeRole);
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
    cluster.addNodePool('batch', { nodeClass: NodeClass.DEFAULT });
  });

  test('one role for both gets no entry of ours, and a warning with the procedure', () => {
    const { stack } = stackFixture();
    const role = new iam.Role(stack, 'Nodes', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodeRole: role, nodeRole: role });
    cluster.addNodeClass('quiet');
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 0);
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('Before switching them off, leave nodeRole out.*and deploy'));
  });

  test('a NodeClass and a NodePool may have the same name, two NodePools may not', () => {
    const { cluster } = clusterFixture();
    cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('batch') });
    expect(() => cluster.addNodePool('batch')).toThrow(/already a Construct with name 'batch'/);
  });

  test.each(['Batch', 'a_b', '-a', '', 'a..b', 'a'.repeat(64)])('the name "%s" is refused', (name) => {
    const { cluster } = clusterFixture();
    expect(() => cluster.addNodePool(name)).toThrow(`got "${name}"`);
    expect(() => cluster.addNodeClass(name)).toThrow(/name of a NodeClass must be 1 to 63 lower-case letters/);
  });
});

test('a name that is refused comes with one that is not', () => {
  expect(() => clusterFixture().cluster.addNodePool('My Pool')).toThrow(/got "My Pool": write "my-pool"/);
});

describe('warnings of rules', () => {
  const warning = Match.stringLikeRegexp('NodePool "batch" .*spec.limits: must have a limit, got none');

  test('are annotations that can be acknowledged by the id of the rule', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodePool('batch');
    Annotations.fromStack(stack).hasWarning('*', warning);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('\\[ack: cdk-eks-auto-mode:unlimited-node-pool\\]'));
  });

  test('can be switched off for a whole stack', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodePool('batch');
    AutoModeRules.disable(stack, 'unlimited-node-pool', 'the quota of the account is the limit');
    Annotations.fromStack(stack).hasNoWarning('*', warning);
  });
});

describe('a static NodePool', () => {
  test('goes to the cluster with the others, whose names it shares', () => {
    const { stack, cluster } = clusterFixture();
    const pool = cluster.addStaticNodePool('fixed', { replicas: 3, nodeLimit: 5 });
    expect(pool.apiObject.toJson()).toMatchObject({ kind: 'NodePool', metadata: { name: 'fixed' }, spec: { replicas: 3, limits: { nodes: '5' } } });
    expect(() => cluster.addNodePool('fixed')).toThrow(/already a Construct with name 'fixed'/);
    Template.fromStack(stack).resourceCountIs('Custom::EksAutoModeChart', 1);
  });

  test('has a name like the others', () => {
    expect(() => clusterFixture().cluster.addStaticNodePool('My Pool', { replicas: 1 })).toThrow(/name of a NodePool must be .*got "My Pool": write "my-pool"/);
  });
});

test('a name of the cluster has to be one', () => {
  expect(() => clusterFixture({ clusterName: 'bad name!' })).toThrow(/clusterName must be 1 to 100 letters, digits and hyphens .*got "bad name!"/);
  clusterFixture({ clusterName: Fn.importValue('Name') });
});

describe('policies of the nodes', () => {
  const policy = iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonElasticContainerRegistryPublicReadOnly');
  const withPolicy = { ManagedPolicyArns: Match.arrayWith([Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('PublicReadOnly$')])] })]) };

  test.each([
    ['before the first NodeClass', (cluster: AutoModeCluster) => { cluster.addNodePolicy(policy); cluster.addNodeClass('quiet'); }],
    ['after the first NodeClass', (cluster: AutoModeCluster) => { cluster.addNodeClass('quiet'); cluster.addNodePolicy(policy); }],
  ])('a policy reaches both roles when it is added %s', (_, add) => {
    const { stack, cluster } = clusterFixture();
    add(cluster);
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::IAM::Role', withPolicy, 2);
  });
});

describe('charts', () => {
  test('other charts come after the NodeClasses and NodePools of the cluster, whichever was first', () => {
    const { stack, cluster } = clusterFixture();
    const chart = chartFixture('jobs');
    configMap(chart, 'settings');
    cluster.provision(chart);
    cluster.addNodePool('batch');
    const charts = Template.fromStack(stack).findResources('Custom::EksAutoModeChart');
    const idOf = (name: string) => Object.keys(charts).find((id) => charts[id].Properties.ParentName === `cdk-eks-auto-mode.${name}`)!;
    expect(charts[idOf('jobs')].DependsOn).toContain(idOf('auto-mode'));
    expect(charts[idOf('auto-mode')].DependsOn).not.toContain(idOf('jobs'));
  });

  test('two clusters in a stack have a provisioner each', () => {
    const { stack } = stackFixture();
    for (const id of ['One', 'Two']) {
      new AutoModeCluster(stack, id, { version: eks.KubernetesVersion.V1_36 }).addNodePool('batch');
    }
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::EksAutoModeChart', 2);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Handler: 'index.handler' }, 2);
  });
});
