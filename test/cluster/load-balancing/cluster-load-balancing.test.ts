import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AutoModeCluster, ExposeViaNetworkLoadBalancerOptions, LoadBalancerScheme, LoadBalancerTargetType, NetworkLoadBalancerService, TargetGroupPort,
} from '../../../src';
import { chartFixture, clusterFixture } from '../../support/fixtures';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';
const SCHEME = LoadBalancerScheme.INTERNET_FACING;

function fixture() {
  const { stack, cluster } = clusterFixture();
  const chart = chartFixture();
  const service = new kplus.Service(chart, 'Mail', { metadata: { name: 'mail' }, ports: [{ port: 25, targetPort: 2525 }], selector: kplus.Pods.select(chart, 'Pods', { labels: { app: 'mail' } }) });
  return { stack, cluster, chart, service };
}

/** Imported subnets, each in a zone or in one that is not known. */
function importedSubnets(stack: Stack, zones: (string | undefined)[]): ec2.ISubnet[] {
  return zones.map((availabilityZone, index) => ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, { subnetId: `subnet-${index}`, availabilityZone }));
}

/** What an annotation of the Service resolves to. */
function annotation(stack: Stack, service: kplus.Service, name: string): unknown {
  return stack.resolve(ApiObject.of(service).toJson().metadata.annotations[PREFIX + name]);
}

function expose(options: (stack: Stack, cluster: AutoModeCluster) => ExposeViaNetworkLoadBalancerOptions) {
  const made = fixture();
  made.cluster.loadBalancing.exposeViaNetworkLoadBalancer(made.service, options(made.stack, made.cluster));
  made.cluster.provision(made.chart);
  return made;
}

describe('a Network Load Balancer', () => {
  test('has certificates of the CDK', () => {
    const { stack, service } = expose((scope) => ({ certificates: [1, 2].map((id) => new acm.Certificate(scope, `Certificate${id}`, { domainName: `mail${id}.example.com` })) }));
    expect(annotation(stack, service, 'ssl-cert')).toEqual({ 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^Certificate1/) }, ',', { Ref: expect.stringMatching(/^Certificate2/) }]] });
    expect(annotation(stack, service, 'ssl-negotiation-policy')).toBe('ELBSecurityPolicy-TLS13-1-2-2021-06');
  });

  test('has subnets of the VPC, one in each zone', () => {
    const { stack, cluster, service } = expose(() => ({ vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } }));
    expect(annotation(stack, service, 'subnets')).toEqual(stack.resolve(cluster.vpc.privateSubnets.map(({ subnetId }) => subnetId).join(',')));
  });

  test.each<[string, (string | undefined)[]]>([
    ['that are not known', [undefined, undefined]], ['of which one is known', ['us-east-1a', undefined]], ['that differ', ['us-east-1a', 'us-east-1b']],
  ])('has imported subnets of zones %s', (_, zones) => {
    const { stack, service } = expose((scope) => ({ vpcSubnets: { subnets: importedSubnets(scope, zones) } }));
    expect(annotation(stack, service, 'subnets')).toBe(zones.map((__, index) => `subnet-${index}`).join(','));
  });

  test('with Elastic IP addresses is in the public subnets', () => {
    const { stack, cluster, service } = expose((scope, { vpc }) => ({
      scheme: SCHEME, elasticIps: vpc.publicSubnets.map((_, index) => new ec2.CfnEIP(scope, `Address${index}`)),
    }));
    expect(annotation(stack, service, 'subnets')).toEqual(stack.resolve(cluster.vpc.publicSubnets.map(({ subnetId }) => subnetId).join(',')));
    expect(annotation(stack, service, 'eip-allocations')).toEqual({
      'Fn::Join': ['', [0, 1, 2].flatMap((index) => [{ 'Fn::GetAtt': [`Address${index}`, 'AllocationId'] }, ',']).slice(0, -1)],
    });
    expect(annotation(stack, service, 'scheme')).toBe('internet-facing');
  });

  test('has security groups and prefix lists of the CDK', () => {
    const groups = expose((scope, { vpc }) => ({ loadBalancerSecurityGroups: [new ec2.SecurityGroup(scope, 'Group', { vpc })] }));
    expect(annotation(groups.stack, groups.service, 'security-groups')).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Group/), 'GroupId'] });
    expect(annotation(groups.stack, groups.service, 'manage-backend-security-group-rules')).toBe('true');
    const lists = expose((scope) => ({ sourcePrefixLists: [ec2.PrefixList.fromPrefixListId(scope, 'Offices', 'pl-1')] }));
    expect(annotation(lists.stack, lists.service, 'security-group-prefix-lists')).toBe('pl-1');
  });

  test('passes strings and all else on', () => {
    const { stack, service } = expose(() => ({ certificateArns: ['arn:a'], subnets: ['a'], securityGroups: ['sg-1'], accessLogs: { bucketName: 'logs' }, crossZone: true }));
    expect(['ssl-cert', 'subnets', 'security-groups', 'attributes'].map((name) => annotation(stack, service, name)))
      .toEqual(['arn:a', 'a', 'sg-1', 'load_balancing.cross_zone.enabled=true,access_logs.s3.enabled=true,access_logs.s3.bucket=logs']);
  });

  test('is also given to the Service of a NetworkLoadBalancerService', () => {
    const { stack, cluster, chart } = fixture();
    const { service } = new NetworkLoadBalancerService(chart, 'Web', { ports: [{ port: 80 }], crossZone: true });
    cluster.loadBalancing.exposeViaNetworkLoadBalancer(service, { certificateArns: ['arn:a'] });
    expect(annotation(stack, service, 'ssl-cert')).toBe('arn:a');
    expect(annotation(stack, service, 'attributes')).toBe('load_balancing.cross_zone.enabled=true');
  });

  test('with tags makes the cluster role get the policy for them', () => {
    const policies = (options: ExposeViaNetworkLoadBalancerOptions) => Object.values(Template.fromStack(expose(() => options).stack).findResources('AWS::IAM::Policy'))
      .filter(({ Properties }) => Properties.PolicyDocument.Statement.some(({ Sid }: { Sid: string }) => Sid === 'LoadBalancer'));
    expect(policies({ tags: { team: 'mail' } })).toHaveLength(1);
    expect(policies({ tags: {} })).toHaveLength(0);
  });

  test.each<[string, (stack: Stack, cluster: AutoModeCluster) => ExposeViaNetworkLoadBalancerOptions, string]>([
    ['what is given twice', (scope) => ({
      certificates: [new acm.Certificate(scope, 'Certificate', { domainName: 'example.com' })], certificateArns: ['arn:a'], vpcSubnets: {}, subnets: ['a'],
    }), 'certificates must not be given together with certificateArns, got both: remove one of them; vpcSubnets must not be given together with subnets, got both: remove one of them (at Stack/Cluster/LoadBalancing)'],
    ['a prefix without a bucket', () => ({ accessLogPrefix: 'mail' }), 'accessLogPrefix must be given together with accessLogBucket, got only "mail": add the bucket, or leave it out (at Stack/Cluster/LoadBalancing)'],
    ['a prefix with a slash', (scope) => ({ accessLogBucket: new s3.Bucket(scope, 'Logs'), accessLogPrefix: 'mail/' }),
      'accessLogPrefix must not be empty, have a slash at its ends or contain AWSLogs, got "mail/": write for example "mail", or leave it out (at Stack/Cluster/LoadBalancing)'],
    ['a bucket of another Region', (scope) => ({ accessLogBucket: s3.Bucket.fromBucketAttributes(scope, 'Logs', { bucketName: 'logs', region: 'eu-west-1' }) }),
      'accessLogBucket must be a bucket of the cluster\'s Region us-east-1, got one of eu-west-1: write a bucket of that Region (at Stack/Cluster/LoadBalancing)'],
    ['two subnets in a zone', (_, { vpc }) => ({ vpcSubnets: { subnets: [vpc.privateSubnets[0], vpc.publicSubnets[0]] } }),
      'vpcSubnets must have one subnet in each Availability Zone, got several in dummy1a: write onePerAz: true, or choose one (at Stack/Cluster/LoadBalancing)'],
    ['two imported subnets in a zone, beside one of a zone that is not known', (scope) => ({ vpcSubnets: { subnets: importedSubnets(scope, ['us-east-1a', undefined, 'us-east-1a']) } }),
      'vpcSubnets must have one subnet in each Availability Zone, got several in us-east-1a: write onePerAz: true, or choose one (at Stack/Cluster/LoadBalancing)'],
    ['fewer addresses than subnets', (scope) => ({ scheme: SCHEME, elasticIps: [new ec2.CfnEIP(scope, 'Address')] }),
      'elasticIpAllocationIds must have as many entries as subnets, which has 3, got 1: write one for each subnet'],
  ])('refuses %s', (_, options, message) => {
    expect(() => expose(options)).toThrow(message);
  });

  test('of a VPC that is not known asks for subnets', () => {
    const { stack } = clusterFixture();
    const cluster = AutoModeCluster.fromAttributes(stack, 'Other', { clusterName: 'other' } as never);
    const { service } = fixture();
    expect(() => cluster.loadBalancing.exposeViaNetworkLoadBalancer(service, { vpcSubnets: {} })).toThrow('vpc of the cluster must be known to be asked for');
  });
});

describe('logs', () => {
  const SOURCE = {
    ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:us-east-1:123456789012:*']] } },
    StringEquals: { 'aws:SourceAccount': '123456789012' },
  };
  const PRINCIPAL = { Service: 'delivery.logs.amazonaws.com' };

  test('are let into the bucket before the Service is there', () => {
    const { stack, service } = expose((scope) => ({ accessLogBucket: new s3.Bucket(scope, 'Logs'), accessLogPrefix: 'mail' }));
    const template = Template.fromStack(stack);
    const [[policyId, { Properties }]] = Object.entries(template.findResources('AWS::S3::BucketPolicy'));
    expect(Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 's3:GetBucketAcl', Principal: PRINCIPAL, Resource: { 'Fn::GetAtt': ['Logs6819BB44', 'Arn'] }, Condition: SOURCE },
      {
        Effect: 'Allow',
        Action: 's3:PutObject',
        Principal: PRINCIPAL,
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Logs6819BB44', 'Arn'] }, '/mail/AWSLogs/123456789012/*']] },
        Condition: { ...SOURCE, StringEquals: { ...SOURCE.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ]);
    const [chart] = Object.values(template.findResources('Custom::EksAutoModeChart', { Properties: { ParentName: 'cdk-eks-auto-mode.chart' } }));
    expect(chart.DependsOn).toContain(policyId);
    expect(annotation(stack, service, 'attributes')).toEqual({
      'Fn::Join': ['', ['access_logs.s3.enabled=true,access_logs.s3.bucket=', { Ref: 'Logs6819BB44' }, ',access_logs.s3.prefix=mail']],
    });
  });

  test('make no other chart wait', () => {
    const { stack, cluster, chart, service } = fixture();
    cluster.loadBalancing.exposeViaNetworkLoadBalancer(service, { accessLogBucket: new s3.Bucket(stack, 'Logs') });
    cluster.provision(chart);
    const other = chartFixture('other');
    new kplus.ConfigMap(other, 'Map');
    cluster.provision(other);
    const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::EksAutoModeChart', { Properties: { ParentName: 'cdk-eks-auto-mode.other' } }));
    expect((resource.DependsOn as string[]).filter((id) => id.startsWith('Logs'))).toEqual([]);
  });

  test('are encrypted with the key of the bucket', () => {
    const { stack } = expose((scope) => ({ accessLogBucket: new s3.Bucket(scope, 'Logs', { encryptionKey: new kms.Key(scope, 'Key') }) }));
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([{
          Effect: 'Allow', Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'], Principal: PRINCIPAL, Resource: '*', Condition: SOURCE,
        }]),
      },
    });
  });

  test('in an imported bucket are warned about', () => {
    const { stack } = expose((scope) => ({ accessLogBucket: s3.Bucket.fromBucketName(scope, 'Logs', 'logs') }));
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster/LoadBalancing', Match.stringLikeRegexp(
      'policy of bucket logs, or of its key, cannot be changed from here: it must allow delivery.logs.amazonaws.com s3:GetBucketAcl, s3:PutObject, .*\\[ack: cdk-eks-auto-mode:access-log-bucket\\]'));
  });
});

describe('a target group', () => {
  interface BindOptions {
    readonly group?: (stack: Stack, vpc: ec2.IVpc) => elbv2.ITargetGroup;
    readonly groups?: (stack: Stack, vpc: ec2.IVpc) => ec2.ISecurityGroup[];
    readonly targetType?: LoadBalancerTargetType;
  }

  function bind(options: BindOptions = {}) {
    const made = fixture();
    const { stack, cluster, service } = made;
    const group = options.group ?? ((scope: Stack, vpc: ec2.IVpc) => new elbv2.NetworkTargetGroup(scope, 'Group', { vpc, port: 25, targetType: elbv2.TargetType.IP }));
    const binding = cluster.loadBalancing.bindTargetGroup(service, 'Binding', {
      targetGroup: group(stack, cluster.vpc),
      service,
      targetType: options.targetType,
      loadBalancerSecurityGroups: options.groups?.(stack, cluster.vpc),
    });
    cluster.provision(made.chart);
    return { ...made, binding, spec: stack.resolve(binding.apiObject.toJson().spec) };
  }

  test('gets the tag of the cluster, and its type is that of the binding', () => {
    const { stack, spec, binding } = bind();
    expect(spec).toEqual({ serviceRef: { name: 'mail', port: 25 }, targetGroupARN: { Ref: expect.stringMatching(/^Group/) }, targetType: 'ip' });
    expect(binding.metadata.namespace).toBeUndefined();
    Template.fromStack(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Tags: [{ Key: 'eks:eks-cluster-name', Value: { Ref: Match.stringLikeRegexp('^Cluster') } }],
    });
  });

  test('that is deleted with its binding is warned about', () => {
    Annotations.fromStack(bind().stack).hasWarning('*', Match.stringLikeRegexp('EKS did not make.*\\[ack: cdk-eks-auto-mode:target-group-binding-deletion\\]'));
  });

  test('is reached at the port of the pods by its load balancer', () => {
    const groups = (scope: Stack, vpc: ec2.IVpc) => [new ec2.SecurityGroup(scope, 'LoadBalancer', { vpc })];
    expect(bind({ groups }).spec.networking).toEqual({
      ingress: [{ from: [{ securityGroup: { groupID: { 'Fn::GetAtt': [expect.stringMatching(/^LoadBalancer/), 'GroupId'] } } }], ports: [{ protocol: 'TCP', port: 2525 }] }],
    });
  });

  test('of nodes is reached at all their ports', () => {
    const made = fixture();
    made.service.bind(53, { protocol: kplus.Protocol.UDP, name: 'dns' });
    const group = elbv2.NetworkTargetGroup.fromTargetGroupAttributes(made.stack, 'Group', { targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/0123456789abcdef' });
    const spec = (port: number, targetType: LoadBalancerTargetType) => made.cluster.loadBalancing.bindTargetGroup(made.chart, `Binding${port}${targetType}`, {
      targetGroup: group, service: made.service, port, targetType, loadBalancerSecurityGroups: [ec2.SecurityGroup.fromSecurityGroupId(made.stack, `Group${port}${targetType}`, 'sg-1')],
    }).apiObject.toJson().spec.networking.ingress[0].ports;
    expect(spec(25, LoadBalancerTargetType.INSTANCE)).toEqual([{ protocol: 'TCP' }]);
    expect(spec(53, LoadBalancerTargetType.INSTANCE)).toEqual([{ protocol: 'TCP' }, { protocol: 'UDP' }]);
    expect(spec(53, LoadBalancerTargetType.IP)).toEqual([{ protocol: 'TCP', port: 53 }, { protocol: 'UDP', port: 53 }]);
  });

  describe('of another stack', () => {
    function bindAcross(clusterName?: string) {
      const app = new App();
      const env = { account: '123456789012', region: 'us-east-1' };
      const [network, stack] = ['Network', 'Stack'].map((id) => new Stack(app, id, { env }));
      const vpc = new ec2.Vpc(network, 'Vpc');
      const targetGroup = new elbv2.NetworkTargetGroup(network, 'Group', { vpc, port: 25, targetType: elbv2.TargetType.IP });
      const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, clusterName });
      const { chart, service } = fixture();
      cluster.loadBalancing.bindTargetGroup(service, 'Binding', { targetGroup, service });
      cluster.provision(chart);
      return { stack, network };
    }
    const warning = Match.stringLikeRegexp('target group Network/Group cannot have the tag eks:eks-cluster-name, since the cluster is made after it: '
      + 'write clusterName where the cluster is made, or make the target group in the stack of the cluster.*\\[ack: cdk-eks-auto-mode:target-group-tag\\]');

    test('gets the tag with a name that is given', () => {
      const { stack, network } = bindAcross('production');
      Template.fromStack(network).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Tags: [{ Key: 'eks:eks-cluster-name', Value: 'production' }] });
      Annotations.fromStack(stack).hasNoWarning('*', warning);
    });

    test('goes in no circle with a name that is made, which is warned about', () => {
      const { stack, network } = bindAcross();
      Template.fromStack(network).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Tags: Match.absent() });
      Annotations.fromStack(stack).hasWarning('/Stack/Cluster/LoadBalancing', warning);
    });

    test('that is nested in the stack of the cluster gets the tag', () => {
      const { stack, cluster, chart, service } = fixture();
      const nested = new NestedStack(stack, 'Nested');
      const targetGroup = new elbv2.NetworkTargetGroup(nested, 'Group', { vpc: cluster.vpc, port: 25, targetType: elbv2.TargetType.IP });
      cluster.loadBalancing.bindTargetGroup(service, 'Binding', { targetGroup, service });
      cluster.provision(chart);
      Template.fromStack(stack);
      Template.fromStack(nested).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
        Tags: [{ Key: 'eks:eks-cluster-name', Value: { Ref: Match.stringLikeRegexp('^reference') } }],
      });
    });
  });

  test('that is imported needs its type and its tag', () => {
    const group = (scope: Stack) => elbv2.NetworkTargetGroup.fromTargetGroupAttributes(scope, 'Group', {
      targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/mail/0123456789abcdef',
    });
    expect(() => bind({ group })).toThrow('targetType must be given when that of the target group is not known, got none: write for example LoadBalancerTargetType.IP (at Stack/Cluster/LoadBalancing)');
    Annotations.fromStack(bind({ group, targetType: LoadBalancerTargetType.IP }).stack).hasWarning('/Stack/Cluster/LoadBalancing', Match.stringLikeRegexp(
      'targetgroup/mail/0123456789abcdef cannot be changed from here: it must have eks:eks-cluster-name with the name of the cluster as value.*\\[ack: cdk-eks-auto-mode:target-group-tag\\]'));
  });

  test.each<[string, elbv2.TargetType | undefined, LoadBalancerTargetType | undefined, string]>([
    ['for functions', elbv2.TargetType.LAMBDA, undefined, 'targetGroup must have a target type of ip or instance, got lambda: write targetType: elbv2.TargetType.IP where it is made (at Stack/Cluster/LoadBalancing)'],
    ['of another type', elbv2.TargetType.INSTANCE, LoadBalancerTargetType.IP, 'targetType must be that of the target group, which is instance, got ip: leave it out, or make the target group with targetType: elbv2.TargetType.IP (at Stack/Cluster/LoadBalancing)'],
    ['without a type', undefined, LoadBalancerTargetType.IP, 'targetType must be that of the target group, which is instance, got ip: leave it out, or make the target group with targetType: elbv2.TargetType.IP (at Stack/Cluster/LoadBalancing)'],
  ])('%s is refused', (_, type, targetType, message) => {
    const group = (scope: Stack, vpc: ec2.IVpc) => (type === elbv2.TargetType.LAMBDA
      ? new elbv2.ApplicationTargetGroup(scope, 'Group', { targetType: type }) : new elbv2.NetworkTargetGroup(scope, 'Group', { vpc, port: 25, targetType: type }));
    expect(() => bind({ group, targetType })).toThrow(message);
  });

  test('with ingress twice is refused', () => {
    const { cluster, service, stack } = fixture();
    const targetGroup = new elbv2.NetworkTargetGroup(stack, 'Group', { vpc: cluster.vpc, port: 25, targetType: elbv2.TargetType.IP });
    expect(() => cluster.loadBalancing.bindTargetGroup(service, 'Binding', {
      targetGroup, service, loadBalancerSecurityGroups: [], ingress: [{ securityGroupIds: ['sg-1'], ports: [TargetGroupPort.tcp(25)] }],
    })).toThrow('loadBalancerSecurityGroups must not be given together with ingress, got both: remove one of them');
  });
});

test('logical ids stay: nothing in AWS is made by it, and the bucket policy and target group keep theirs', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
  const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
  const before = new Set(Object.keys(Template.fromStack(stack).toJSON().Resources));
  const again = fixture();
  again.cluster.loadBalancing.exposeViaNetworkLoadBalancer(again.service, { accessLogBucket: new s3.Bucket(again.stack, 'Logs'), tags: { team: 'mail' } });
  again.cluster.loadBalancing.bindTargetGroup(again.service, 'Binding', {
    targetGroup: new elbv2.NetworkTargetGroup(again.stack, 'Group', { vpc: again.cluster.vpc, port: 25, targetType: elbv2.TargetType.IP }), service: again.service,
  });
  again.cluster.provision(again.chart);
  const resources = Object.entries(Template.fromStack(again.stack).toJSON().Resources as { [id: string]: { Type: string } })
    .filter(([id, { Type }]) => !before.has(id) && !/Provisioner|Framework/.test(id) && !/Lambda|StepFunctions/.test(Type));
  expect(resources.map(([id, { Type }]) => `${id} ${Type}`).sort()).toMatchInlineSnapshot(`
[
  "ClusterChartschart4C7606D2 Custom::EksAutoModeChart",
  "ClusterTagPolicy92BECE5A AWS::IAM::Policy",
  "GroupC77FDACD AWS::ElasticLoadBalancingV2::TargetGroup",
  "Logs6819BB44 AWS::S3::Bucket",
  "LogsPolicy90DB40C9 AWS::S3::BucketPolicy",
]
`);
  expect(cluster.node.tryFindChild('LoadBalancing')).toBeUndefined();
});
