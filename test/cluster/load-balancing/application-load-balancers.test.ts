import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ApiObject } from 'cdk8s';
import {
  AddIngressClassOptions, AutoModeCluster, ExposeViaApplicationLoadBalancerOptions, IngressAction, IngressAuthentication, IngressBackend,
  IngressSubnets, LoadBalancerScheme,
} from '../../../src';
import { chartFixture, clusterFixture } from '../../support/fixtures';

const PREFIX = 'alb.ingress.kubernetes.io/';
const RULES = [{ action: IngressAction.forward(IngressBackend.serviceName('web', { port: 80 })) }];

function addIngress(options: (stack: Stack, cluster: AutoModeCluster) => ExposeViaApplicationLoadBalancerOptions) {
  const { stack, cluster } = clusterFixture();
  const chart = chartFixture();
  const ingress = cluster.loadBalancing.addIngress(chart, 'Ingress', { rules: RULES, ...options(stack, cluster) });
  cluster.provision(chart);
  const annotation = (name: string) => stack.resolve(ingress.apiObject.toJson().metadata.annotations?.[PREFIX + name]);
  return { stack, cluster, chart, ingress, annotation };
}

function addIngressClass(options: (stack: Stack, cluster: AutoModeCluster) => AddIngressClassOptions) {
  const { stack, cluster } = clusterFixture();
  const ingressClass = cluster.loadBalancing.addIngressClass('internet', options(stack, cluster));
  return { stack, cluster, ingressClass, spec: stack.resolve(ingressClass.paramsObject.toJson().spec) };
}

const certificateIn = (scope: Stack) => new acm.Certificate(scope, 'Certificate', { domainName: 'shop.example.com' });
const logsIn = (scope: Stack) => new s3.Bucket(scope, 'Logs', { encryption: s3.BucketEncryption.S3_MANAGED });

describe('a class', () => {
  test('is in the chart of the cluster, with constructs of the CDK', () => {
    const { stack, cluster, ingressClass, spec } = addIngressClass((scope) => ({
      scheme: LoadBalancerScheme.INTERNET_FACING,
      certificates: [certificateIn(scope)],
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      sourcePrefixLists: [ec2.PrefixList.fromPrefixListId(scope, 'Offices', 'pl-1')],
      accessLogBucket: logsIn(scope),
      loadBalancerAttributes: { http2: false },
    }));
    expect(spec).toEqual({
      scheme: 'internet-facing',
      certificateARNs: [{ Ref: 'Certificate4E7ABB08' }],
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      subnets: { ids: stack.resolve(cluster.vpc.publicSubnets.map(({ subnetId }) => subnetId)) },
      prefixListsIDs: ['pl-1'],
      loadBalancerAttributes: [
        { key: 'access_logs.s3.enabled', value: 'true' }, { key: 'access_logs.s3.bucket', value: { Ref: 'Logs6819BB44' } }, { key: 'routing.http2.enabled', value: 'false' },
      ],
    });
    expect(ingressClass.name).toBe('internet');
    expect(ApiObject.of(ingressClass.apiObject).chart.node.id).toBe('auto-mode');
  });

  test('takes strings as well', () => {
    const { spec } = addIngressClass(() => ({ certificateArns: ['arn:a'], subnets: IngressSubnets.ids('subnet-1', 'subnet-2'), prefixLists: ['pl-1'] }));
    expect(spec).toMatchObject({ certificateARNs: ['arn:a'], subnets: { ids: ['subnet-1', 'subnet-2'] }, prefixListsIDs: ['pl-1'] });
  });

  test('must have a name that Kubernetes takes', () => {
    const { cluster } = clusterFixture();
    expect(() => cluster.loadBalancing.addIngressClass('My_Class')).toThrow('name of a IngressClass must be 1 to 63 lower-case letters');
  });

  test('with tags brings the policy for them', () => {
    const { stack } = addIngressClass(() => ({ tags: { team: 'a' } }));
    const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(({ Properties }) => JSON.stringify(Properties.PolicyDocument));
    expect(policies.filter((policy) => policy.includes('elasticloadbalancing:CreateLoadBalancer'))).toHaveLength(1);
  });
});

describe('an Ingress', () => {
  test('has constructs of the CDK', () => {
    const { stack, cluster, annotation } = addIngress((scope, { vpc }) => ({
      certificates: [certificateIn(scope)],
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      loadBalancerSecurityGroups: [new ec2.SecurityGroup(scope, 'Group', { vpc })],
      sourcePrefixLists: [ec2.PrefixList.fromPrefixListId(scope, 'Offices', 'pl-1')],
      accessLogBucket: logsIn(scope),
      accessLogPrefix: 'shop',
    }));
    expect(annotation('certificate-arn')).toEqual({ Ref: 'Certificate4E7ABB08' });
    expect(annotation('subnets')).toEqual(stack.resolve(cluster.vpc.privateSubnets.map(({ subnetId }) => subnetId).join(',')));
    expect(annotation('security-groups')).toEqual({ 'Fn::GetAtt': ['GroupC77FDACD', 'GroupId'] });
    expect(annotation('security-group-prefix-lists')).toBe('pl-1');
    expect(annotation('load-balancer-attributes')).toEqual({
      'Fn::Join': ['', ['access_logs.s3.enabled=true,access_logs.s3.bucket=', { Ref: 'Logs6819BB44' }, ',access_logs.s3.prefix=shop']],
    });
  });

  test('has sign-in by a user pool of the CDK', () => {
    const { annotation } = addIngress((scope) => {
      const userPool = new cognito.UserPool(scope, 'Users');
      return {
        redirectHttp: true,
        userPoolAuthentication: {
          userPool,
          userPoolClient: userPool.addClient('Client', { generateSecret: true }),
          userPoolDomain: userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'shop' } }),
          scope: ['openid'],
        },
      };
    });
    expect(annotation('auth-type')).toBe('cognito');
    expect(annotation('auth-scope')).toBe('openid');
    expect(annotation('auth-idp-cognito')).toEqual({
      'Fn::Join': ['', [
        '{"userPoolARN":"', { 'Fn::GetAtt': [expect.stringMatching(/^Users/), 'Arn'] }, '","userPoolClientID":"', { Ref: expect.stringMatching(/^UsersClient/) },
        '","userPoolDomain":"', { Ref: expect.stringMatching(/^UsersDomain/) }, '"}',
      ]],
    });
  });

  test('that is made otherwise is told the same', () => {
    const { stack, cluster } = clusterFixture();
    const ingress = new ApiObject(chartFixture(), 'Ingress', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: {} });
    cluster.loadBalancing.exposeViaApplicationLoadBalancer(ingress, { certificates: [certificateIn(stack)] });
    expect(stack.resolve(ingress.toJson().metadata.annotations)).toEqual({
      [`${PREFIX}certificate-arn`]: { Ref: 'Certificate4E7ABB08' }, [`${PREFIX}ssl-policy`]: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    });
  });
});

describe('a bucket for logs', () => {
  test('lets Elastic Load Balancing write, and comes before the chart', () => {
    const { stack } = addIngress((scope) => ({ accessLogBucket: logsIn(scope), accessLogPrefix: 'shop' }));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [{
          Action: 's3:PutObject',
          Effect: 'Allow',
          Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
          Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Logs6819BB44', 'Arn'] }, '/shop/AWSLogs/123456789012/*']] },
        }],
      },
    });
    template.hasResource('Custom::EksAutoModeChart', { DependsOn: Match.arrayWith(['LogsPolicy90DB40C9']) });
  });

  test('without a prefix is written to at its top', () => {
    const { stack } = addIngressClass((scope) => ({ accessLogBucket: logsIn(scope) }));
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'))).toContain('"/AWSLogs/123456789012/*"');
  });

  test('that cannot be changed is warned about', () => {
    const { stack } = addIngress((scope) => ({ accessLogBucket: s3.Bucket.fromBucketName(scope, 'Logs', 'logs') }));
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('policy of bucket logs cannot be changed from here: it must allow logdelivery.elasticloadbalancing.amazonaws.com s3:PutObject'));
  });
});

describe('logical ids of what this makes', () => {
  test('are pinned: the policy of the bucket and the chart', () => {
    const { stack, cluster } = clusterFixture();
    cluster.loadBalancing.addIngressClass('internet', { accessLogBucket: logsIn(stack) });
    const before = Object.keys(clusterTemplate());
    const added = Object.keys(Template.fromStack(stack).toJSON().Resources).filter((id) => !before.includes(id));
    expect(added.filter((id) => /^Logs|Charts/.test(id)).sort()).toEqual(['ClusterChartsautomode5E54018A', 'Logs6819BB44', 'LogsPolicy90DB40C9']);
  });

  test('are none where nothing is asked for', () => {
    const { stack, cluster } = clusterFixture();
    expect(cluster.loadBalancing).toBeDefined();
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toEqual(Object.keys(clusterTemplate()));
  });
});

function clusterTemplate(): { [id: string]: object } {
  return Template.fromStack(clusterFixture().stack).toJSON().Resources;
}

describe('refuses', () => {
  test('what is said twice, all at once', () => {
    expect(() => addIngress((scope, { vpc }) => ({
      certificates: [certificateIn(scope)],
      certificateArns: ['arn:a'],
      vpcSubnets: {},
      subnets: ['a', 'b'],
      loadBalancerSecurityGroups: [new ec2.SecurityGroup(scope, 'Group', { vpc })],
      securityGroups: ['sg-1'],
      accessLogPrefix: 'shop',
    }))).toThrow('certificates must not be given together with certificateArns, got both: remove one of them; '
      + 'vpcSubnets must not be given together with subnets, got both: remove one of them; '
      + 'loadBalancerSecurityGroups must not be given together with securityGroups, got both: remove one of them; '
      + 'accessLogPrefix must be given together with accessLogBucket, got only "shop": add the bucket, or leave it out');
  });

  test('two kinds of sign-in', () => {
    expect(() => addIngress((scope) => {
      const userPool = new cognito.UserPool(scope, 'Users');
      const userPoolDomain = userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'shop' } });
      return { authentication: IngressAuthentication.NONE, userPoolAuthentication: { userPool, userPoolClient: userPool.addClient('Client'), userPoolDomain } };
    })).toThrow('userPoolAuthentication must not be given together with authentication, got both: remove one of them');
  });

  test('logs in two places', () => {
    expect(() => addIngress((scope) => ({ accessLogBucket: logsIn(scope), loadBalancerAttributes: { accessLogs: { bucketName: 'logs' } } })))
      .toThrow('accessLogBucket must not be given together with loadBalancerAttributes.accessLogs, got both: remove one of them');
  });

  test('a bucket with a key of KMS, which Elastic Load Balancing does not write to', () => {
    expect(() => addIngress((scope) => ({ accessLogBucket: new s3.Bucket(scope, 'Logs', { encryptionKey: new kms.Key(scope, 'Key') }) })))
      .toThrow('accessLogBucket must be encrypted with keys of S3 for an Application Load Balancer, got one with a key of KMS: write encryption: s3.BucketEncryption.S3_MANAGED');
  });

  test('certificates and buckets of another Region', () => {
    const app = new App();
    const [here, there] = ['eu-west-1', 'us-east-1'].map((region) => new Stack(app, region, { env: { account: '111122223333', region }, crossRegionReferences: true }));
    const cluster = new AutoModeCluster(here, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    expect(() => cluster.loadBalancing.addIngressClass('a', { certificates: [certificateIn(there)] }))
      .toThrow('certificates must be of the cluster\'s Region eu-west-1, got one of us-east-1: write a certificate of that Region');
    expect(() => cluster.loadBalancing.addIngressClass('a', { accessLogBucket: logsIn(there) })).toThrow('accessLogBucket must be a bucket of the cluster\'s Region eu-west-1, got one of us-east-1');
  });
});
