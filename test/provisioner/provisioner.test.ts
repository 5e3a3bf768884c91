import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AccessPolicy, AutoModeCluster, AutoModeClusterProps, AutoModeVpc, ProvisionedChart, ProvisionerOptions } from '../../src';
import { chartFixture, clusterFixture, configMap, stackFixture } from '../support/fixtures';

const PRIVATE = { endpointAccess: eks.EndpointAccess.PRIVATE };

/** A cluster with a chart. */
function template(props: Partial<AutoModeClusterProps> = {}): Template {
  const { stack, cluster } = clusterFixture(props);
  cluster.provision(chartFixture());
  return Template.fromStack(stack);
}

/** The function that carries charts, not one of the framework. */
function functionOf(from: Template) {
  const [resource, ...others] = Object.values(from.findResources('AWS::Lambda::Function', { Properties: { Environment: { Variables: { URL_SUFFIX: Match.anyValue() } } } }));
  expect(others).toEqual([]);
  return resource.Properties;
}

function accessEntryOf(from: Template) {
  const [resource] = Object.entries(from.findResources('AWS::EKS::AccessEntry')).filter(([id]) => id.startsWith('ClusterProvisioner')).map(([, { Properties }]) => Properties);
  return resource;
}

describe('network', () => {
  test('with an open endpoint the function is in no VPC', () => {
    const open = template();
    expect(functionOf(open)).not.toHaveProperty('VpcConfig');
    open.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(functionOf(open).Environment.Variables).toEqual({ URL_SUFFIX: { Ref: 'AWS::URLSuffix' } });
  });

  test.each([
    ['private', eks.EndpointAccess.PRIVATE],
    ['public for some addresses', eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24')],
  ])('with a %s endpoint it is in the private subnets, and let in at port 443, by nothing else', (_, endpointAccess) => {
    const closed = template({ endpointAccess });
    const { VpcConfig } = functionOf(closed);
    expect(VpcConfig.SubnetIds).toEqual([1, 2, 3].map((number) => ({ Ref: expect.stringContaining(`PrivateSubnet${number}Subnet`) })));
    expect(VpcConfig.SecurityGroupIds).toHaveLength(1);
    const ingress = closed.findResources('AWS::EC2::SecurityGroupIngress');
    expect(Object.values(ingress).map(({ Properties }) => Properties)).toEqual([{
      GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^Cluster9EE0221C/), 'ClusterSecurityGroupId'] },
      SourceSecurityGroupId: VpcConfig.SecurityGroupIds[0],
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      Description: 'provisioning of charts',
    }]);
    // Nothing comes in to the function.
    const [group] = Object.values(closed.findResources('AWS::EC2::SecurityGroup', { Properties: { GroupDescription: Match.stringLikeRegexp('Provisioner') } }));
    expect(group.Properties).not.toHaveProperty('SecurityGroupIngress');
  });

  test('in an isolated VPC it is in the isolated subnets, and nothing is warned about', () => {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { isolated: true });
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, ...PRIVATE });
    cluster.provision(chartFixture());
    const { VpcConfig } = functionOf(Template.fromStack(stack));
    expect(VpcConfig.SubnetIds).toEqual(vpc.isolatedSubnets.map(({ subnetId }) => stack.resolve(subnetId)));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('provisioned from within the VPC'));
  });

  test('without a way to S3 and EKS that is warned about, unless there is a proxy', () => {
    const warningsOf = (provisionerOptions?: ProvisionerOptions) => {
      const { stack } = stackFixture();
      const vpc = new AutoModeVpc(stack, 'Vpc', { natGateways: 0 });
      new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, ...PRIVATE, provisionerOptions }).provision(chartFixture());
      return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('provisioned from within the VPC'));
    };
    expect(warningsOf()).toHaveLength(1);
    expect(warningsOf({ httpsProxy: 'http://proxy.example.com:3128' })).toEqual([]);
  });

  test('subnets and security groups can be chosen', () => {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc');
    const groups = ['One', 'Two'].map((id) => new ec2.SecurityGroup(stack, id, { vpc }));
    new AutoModeCluster(stack, 'Cluster', {
      version: eks.KubernetesVersion.V1_36,
      vpc,
      ...PRIVATE,
      provisionerOptions: { functionSubnets: { subnets: [vpc.privateSubnets[0]] }, functionSecurityGroups: groups },
    }).provision(chartFixture());
    const chosen = Template.fromStack(stack);
    const ids = groups.map(({ securityGroupId }) => stack.resolve(securityGroupId));
    expect(functionOf(chosen).VpcConfig).toEqual({ SubnetIds: [stack.resolve(vpc.privateSubnets[0].subnetId)], SecurityGroupIds: ids });
    expect(Object.values(chosen.findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties.SourceSecurityGroupId)).toEqual(ids);
  });

  test('a proxy is told to the function, and that the cluster is reached without', () => {
    const { Environment } = functionOf(template({
      ...PRIVATE, provisionerOptions: { httpsProxy: 'http://proxy.example.com:3128', noProxy: ['.s3.us-east-1.amazonaws.com', '192.0.2.7'] },
    }));
    expect(Environment.Variables).toEqual({
      URL_SUFFIX: { Ref: 'AWS::URLSuffix' },
      HTTPS_PROXY: 'http://proxy.example.com:3128',
      // Clusters of IPv6 are in another domain than those of IPv4.
      NO_PROXY: {
        'Fn::Join': ['', [
          { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': [expect.stringMatching(/^Cluster/), 'Endpoint'] }] }] }, ',.s3.us-east-1.amazonaws.com,192.0.2.7',
        ]],
      },
    });
  });

  test('a proxy is not asked for a cluster whose endpoint is known', () => {
    const { stack } = stackFixture();
    AutoModeCluster.fromAttributes(stack, 'Cluster', {
      clusterName: 'production',
      clusterEndpoint: 'https://0123ABCD.abc.eks-cluster.us-east-1.api.aws',
      clusterCertificateAuthorityData: 'Y2VydGlmaWNhdGU=',
      clusterSecurityGroupId: 'sg-1',
      vpc: new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 }),
      ...PRIVATE,
      provisionerOptions: { httpsProxy: 'http://proxy.example.com:3128' },
    }).provision(chartFixture());
    expect(functionOf(Template.fromStack(stack)).Environment.Variables.NO_PROXY).toBe('0123ABCD.abc.eks-cluster.us-east-1.api.aws');
  });

  test.each<[string, ProvisionerOptions, RegExp]>([
    ['no URL', { httpsProxy: 'proxy' }, /httpsProxy must be a URL, got "proxy": write for example "http:\/\/proxy\.example\.com:3128"/],
    ['another protocol', { httpsProxy: 'socks5://proxy:1080' }, /httpsProxy must begin with http:\/\/ or https:\/\/, got "socks5:\/\/proxy:1080"/],
    ['a path', { httpsProxy: 'http://proxy/path' }, /httpsProxy must have no path, got "http:\/\/proxy\/path"/],
    ['hosts without a proxy', { noProxy: ['a.example.com'] }, /noProxy must be left out without httpsProxy/],
    ['a pattern', { httpsProxy: 'http://proxy', noProxy: ['*.example.com'] }, /noProxy must have names and addresses .* got "\*\.example\.com"/],
  ])('%s is refused', (_, provisionerOptions, message) => {
    expect(() => template({ ...PRIVATE, provisionerOptions })).toThrow(message);
  });

  test('a password of a proxy is refused, and not repeated', () => {
    expect(() => template({ ...PRIVATE, provisionerOptions: { httpsProxy: 'http://me:hidden@proxy' } })).toThrow(/^(?!.*hidden)httpsProxy must be without name and password/);
  });

  test('what only a function in the VPC can have is refused with an open endpoint, all at once', () => {
    expect(() => template({ provisionerOptions: { httpsProxy: 'http://proxy', functionSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } } }))
      .toThrow(/functionSubnets and httpsProxy must be left out when the endpoint is open to the public, .* got them: write endpointAccess/);
  });
});

describe('rights', () => {
  test('in the cluster are everything by default', () => {
    expect(accessEntryOf(template())).toEqual({
      ClusterName: { Ref: 'Cluster9EE0221C' },
      PrincipalArn: { 'Fn::GetAtt': [expect.stringMatching(/^ClusterProvisionerRole/), 'Arn'] },
      Type: 'STANDARD',
      AccessPolicies: [{
        AccessScope: { Type: 'cluster' },
        PolicyArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy']] },
      }],
    });
  });

  test('can be policies in some namespaces', () => {
    const entry = accessEntryOf(template({ provisionerOptions: { accessPolicies: [AccessPolicy.EDIT.inNamespaces('shop', 'kube-system')] } }));
    expect(entry.AccessPolicies).toEqual([{
      AccessScope: { Type: 'namespace', Namespaces: ['shop', 'kube-system'] },
      PolicyArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':eks::aws:cluster-access-policy/AmazonEKSEditPolicy']] },
    }]);
  });

  test('can be those of groups alone', () => {
    const entry = accessEntryOf(template({ provisionerOptions: { kubernetesGroups: ['charts'] } }));
    expect(entry).toMatchObject({ KubernetesGroups: ['charts'] });
    expect(entry).not.toHaveProperty('AccessPolicies');
  });

  describe('of which it is known that they do not cover what a chart holds', () => {
    const narrow = { accessPolicies: [AccessPolicy.EDIT, AccessPolicy.VIEW.inNamespaces('shop')] };
    const warningsOf = (provisionerOptions: ProvisionerOptions) => {
      const { stack, cluster } = clusterFixture({ provisionerOptions });
      cluster.addNodePool('batch');
      const chart = chartFixture();
      configMap(chart, 'settings');
      cluster.provision(chart);
      return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('provisioner-rights')).map(({ entry }) => entry.data);
    };

    test('have a warning at the chart', () => {
      expect(warningsOf(narrow)).toEqual([
        'chart auto-mode has objects of the kinds NodePool, which the function may not change by its access policies: write kubernetesGroups with a group '
        + 'that a ClusterRole lets change them, or AccessPolicy.CLUSTER_ADMIN [ack: cdk-eks-auto-mode:provisioner-rights]',
      ]);
    });

    test.each<[string, ProvisionerOptions]>([
      ['everything is allowed', {}],
      ['a group may do it', { ...narrow, kubernetesGroups: ['charts'] }],
      ['a policy is not known', { accessPolicies: [AccessPolicy.EDIT, AccessPolicy.of('AmazonEKSNodePoolPolicy')] }],
      ['everything is allowed in some namespaces, and the rest by another policy', { accessPolicies: [AccessPolicy.CLUSTER_ADMIN.inNamespaces('shop')] }],
    ])('have none where %s', (_, options) => {
      expect(warningsOf(options)).toEqual([]);
    });
  });

  test('none at all, and groups that EKS keeps, are refused', () => {
    expect(() => template({ provisionerOptions: { accessPolicies: [] } })).toThrow(
      /accessPolicies must not be empty without kubernetesGroups, .*, got none of both: leave accessPolicies out, or write kubernetesGroups/);
    expect(() => template({ provisionerOptions: { kubernetesGroups: ['system:masters'] } })).toThrow(/system:masters/);
  });

  test('are options of existing clusters too', () => {
    const { stack } = stackFixture();
    AutoModeCluster.fromAttributes(stack, 'Cluster', {
      clusterName: 'production',
      clusterEndpoint: 'https://abc.gr7.us-east-1.eks.amazonaws.com',
      clusterCertificateAuthorityData: 'LS0t',
      provisionerOptions: { kubernetesGroups: ['charts'] },
    }).provision(chartFixture());
    expect(accessEntryOf(Template.fromStack(stack))).toMatchObject({ ClusterName: 'production', KubernetesGroups: ['charts'] });
  });

  test('in AWS are to describe the one cluster and to read charts, whatever the options', () => {
    const { stack, cluster } = clusterFixture({ provisionerOptions: { kubernetesGroups: ['charts'] } });
    cluster.provision(chartFixture('one'));
    cluster.provision(chartFixture('two'));
    const statements = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy', { Properties: { PolicyName: Match.stringLikeRegexp('^ClusterProvisionerRole') } }))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement).map(({ Effect, Action, Resource }) => [Effect, Action, Resource]);
    expect(statements).toEqual([
      ['Allow', 'eks:DescribeCluster', { 'Fn::GetAtt': ['Cluster9EE0221C', 'Arn'] }],
      ['Allow', ['logs:CreateLogStream', 'logs:PutLogEvents'], { 'Fn::GetAtt': [expect.stringMatching(/^ClusterProvisionerLogs/), 'Arn'] }],
      ['Allow', 's3:GetObject', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::cdk-hnb659fds-assets-123456789012-us-east-1/*']] }],
    ]);
  });
});

describe('how many and where', () => {
  test('one for all charts of a cluster, in the stack of the cluster', () => {
    const { app, stack, cluster } = clusterFixture();
    const other = new Stack(app, 'Other', { env: { account: '123456789012', region: 'us-east-1' } });
    cluster.addNodePool('batch');
    cluster.provision(chartFixture('one'));
    const chart = chartFixture('two');
    configMap(chart, 'settings');
    new ProvisionedChart(other, 'Chart', { cluster, chart });
    functionOf(Template.fromStack(stack));
    Template.fromStack(other).resourceCountIs('AWS::Lambda::Function', 0);
    Template.fromStack(other).resourceCountIs('Custom::EksAutoModeChart', 1);
  });

  test('one for each cluster of a stack', () => {
    const { stack, cluster } = clusterFixture();
    const second = new AutoModeCluster(stack, 'Second', { version: eks.KubernetesVersion.V1_36 });
    for (const each of [cluster, second]) { each.provision(chartFixture()); }
    expect(cluster.provisioner).not.toBe(second.provisioner);
    const functions = Template.fromStack(stack).findResources('AWS::Lambda::Function', { Properties: { Environment: { Variables: { URL_SUFFIX: Match.anyValue() } } } });
    expect(Object.keys(functions).map((id) => id.replace(/Provisioner.*/, ''))).toEqual(['Cluster', 'Second']);
  });

  test('none without charts', () => {
    const { stack } = clusterFixture();
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
  });

  test.each([
    ['another Region', { account: '123456789012', region: 'eu-west-1' }, /stack of a chart must be in the region of the cluster's stack Stack, got eu-west-1 and us-east-1: provision the chart in a stack with the same env \(at Other\/Chart\)/],
    ['another account', { account: '210987654321', region: 'us-east-1' }, /in the account of the cluster's stack Stack, got 210987654321 and 123456789012/],
    ['both', { account: '210987654321', region: 'eu-west-1' }, /in the region and account of the cluster's stack Stack, got eu-west-1 and us-east-1, 210987654321 and 123456789012/],
  ])('a chart in %s is refused', (_, env, message) => {
    const { app, cluster } = clusterFixture();
    const other = new Stack(app, 'Other', { env });
    expect(() => new ProvisionedChart(other, 'Chart', { cluster, chart: chartFixture() })).toThrow(message);
  });

  test('a stack without an environment is not judged', () => {
    const stack = new Stack(new App(), 'Anywhere');
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    expect(() => cluster.provision(chartFixture())).not.toThrow();
  });
});
