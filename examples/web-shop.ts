/**
 * A web shop on the internet.
 *
 * Shows: an Application Load Balancer with a certificate, whose HTTP listener redirects to HTTPS; a web ACL of AWS WAF; access logs; rules in the
 * order in which they are tried, with weights, a condition and a rewrite; how the targets are checked; the host name of the load balancer
 * as an output of the stack.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/web-shop.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/web-shop.ts"
 */
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import {
  AutoModeCluster, IngressAction, IngressBackend, IngressCondition, IngressListener, IngressPath, IngressRewrite, LoadBalancerScheme,
  TargetStickiness,
} from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'WebShop');

const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  admins: [iam.Role.fromRoleName(stack, 'Admins', 'admins')], // a role of yours
});

const certificate = new acm.Certificate(stack, 'Certificate', {
  domainName: 'shop.example.com',
  validation: acm.CertificateValidation.fromDns(), // add the record that ACM asks for, or give it your hosted zone
});

const webAcl = new wafv2.CfnWebACL(stack, 'WebAcl', {
  scope: 'REGIONAL',
  defaultAction: { allow: {} },
  visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'shop', sampledRequestsEnabled: true },
  rules: [{
    name: 'common',
    priority: 1,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesCommonRuleSet' } },
    visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'shop-common', sampledRequestsEnabled: true },
  }],
});

const logs = new s3.Bucket(stack, 'Logs', {
  encryption: s3.BucketEncryption.S3_MANAGED, // the only one that Application Load Balancers write to
  enforceSSL: true,
  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  removalPolicy: RemovalPolicy.RETAIN,
});

const internet = cluster.loadBalancing.addIngressClass('internet', {
  scheme: LoadBalancerScheme.INTERNET_FACING,
  certificates: [certificate],
  accessLogBucket: logs,
  accessLogPrefix: 'shop',
  loadBalancerAttributes: { dropInvalidHeaderFields: true },
});

const shop = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new kplus.Namespace(shop, 'Namespace', { metadata: { name: 'shop' } });

function service(name: string): kplus.Service {
  const deployment = new kplus.Deployment(shop, name, {
    metadata: { name },
    replicas: 2,
    containers: [{ image: `registry.example.com/shop/${name}:1`, portNumber: 8080, securityContext: { user: 1000 } }], // images of yours
  });
  return deployment.exposeViaService({ name, ports: [{ port: 80, targetPort: 8080 }] });
}

const web = service('web');
const nextWeb = service('web-next');
const api = service('api');

const ingress = cluster.loadBalancing.addIngress(shop, 'Ingress', {
  metadata: { name: 'shop' },
  ingressClass: internet,
  listeners: [
    IngressListener.http(),
    IngressListener.https(443, { attributes: { serverHeader: false, strictTransportSecurity: 'max-age=31536000; includeSubDomains' } }),
  ],
  redirectHttp: true,
  webAclArn: webAcl.attrArn,
  targetGroups: {
    healthCheck: { path: '/healthz', interval: Duration.seconds(10), timeout: Duration.seconds(3) },
    attributes: { deregistrationDelay: Duration.seconds(30), stickiness: TargetStickiness.loadBalancerCookie(Duration.hours(1)) },
  },
  rules: [
    {
      host: 'shop.example.com',
      path: IngressPath.prefix('/api'),
      rewrites: [IngressRewrite.url('^/api/(.*)$', '/$1')],
      action: IngressAction.forwardToService(api),
    },
    {
      host: 'shop.example.com',
      conditions: [IngressCondition.header('x-preview', 'yes')],
      action: IngressAction.forwardToService(nextWeb),
      name: 'preview',
    },
    {
      host: 'shop.example.com',
      action: IngressAction.forwardWeighted([
        { backend: IngressBackend.service(web), weight: 95 },
        { backend: IngressBackend.service(nextWeb), weight: 5 },
      ], { stickinessDuration: Duration.hours(1) }),
      name: 'web',
    },
  ],
  defaultAction: IngressAction.redirect({ host: 'shop.example.com' }),
});

const provisioned = cluster.provision(shop);
new CfnOutput(stack, 'HostName', { value: provisioned.getValue(ingress, 'status.loadBalancer.ingress[0].hostname') });

app.synth();
