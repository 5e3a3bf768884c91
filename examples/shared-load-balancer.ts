/**
 * One Application Load Balancer for Ingresses of several namespaces.
 *
 * Shows: a class with a group, which the namespaces of two teams may use; the order of the rules of one team before those of the other; a Service with
 * a health check of its own; an Ingress of cdk8s-plus on the same load balancer; sign-in by OpenID Connect on an internal tool, with the
 * right to read its Secret.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/shared-load-balancer.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/shared-load-balancer.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AlbIngress, AutoModeCluster, IngressAction, IngressAuthentication, IngressNamespaces, IngressPath, LoadBalancerScheme, UnauthenticatedRequest,
} from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'SharedLoadBalancer');

const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  admins: [iam.Role.fromRoleName(stack, 'Admins', 'admins')], // a role of yours
});

const internal = cluster.loadBalancing.addIngressClass('internal', {
  scheme: LoadBalancerScheme.INTERNAL,
  group: 'internal',
  namespaces: IngressNamespaces.named('orders', 'tools'), // nobody else can add rules
  certificates: [acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/0123')],
});

function namespace(name: string): cdk8s.Chart {
  const chart = new cdk8s.Chart(new cdk8s.App(), name, { namespace: name });
  new kplus.Namespace(chart, 'Namespace', { metadata: { name } });
  return chart;
}

function service(chart: cdk8s.Chart, name: string): kplus.Service {
  const deployment = new kplus.Deployment(chart, name, {
    metadata: { name },
    containers: [{ image: `registry.example.com/${name}:1`, portNumber: 8080, securityContext: { user: 1000 } }], // images of yours
  });
  return deployment.exposeViaService({ name, ports: [{ port: 80, targetPort: 8080 }] });
}

const orders = namespace('orders');
const ordersService = service(orders, 'orders');
AlbIngress.configureService(ordersService, { healthCheck: { path: '/ready', interval: Duration.seconds(10) } });
new AlbIngress(orders, 'Ingress', {
  metadata: { name: 'orders' },
  ingressClass: internal,
  groupOrder: 10,
  rules: [
    { host: 'orders.internal.example.com', path: IngressPath.exact('/metrics'), action: IngressAction.fixedResponse(404) },
    { host: 'orders.internal.example.com', action: IngressAction.forwardToService(ordersService) },
  ],
});
cluster.provision(orders);

const tools = namespace('tools');
new AlbIngress(tools, 'Ingress', {
  metadata: { name: 'admin' },
  ingressClass: internal,
  groupOrder: 20,
  rules: [{ host: 'admin.internal.example.com', action: IngressAction.forwardToService(service(tools, 'admin')) }],
  authentication: IngressAuthentication.oidc({
    issuer: 'https://login.example.com',
    authorizationEndpoint: 'https://login.example.com/authorize',
    tokenEndpoint: 'https://login.example.com/token',
    userInfoEndpoint: 'https://login.example.com/userinfo',
    secret: kplus.Secret.fromSecretName(tools, 'Oidc', 'oidc'), // from Secrets Manager, by way of External Secrets
    scope: ['openid', 'email'],
    onUnauthenticatedRequest: UnauthenticatedRequest.AUTHENTICATE,
    sessionTimeout: Duration.hours(12),
  }),
});

const status = new kplus.Ingress(tools, 'Status', { metadata: { name: 'status' }, className: internal.ingressClassName });
status.addHostRule('status.internal.example.com', '/', kplus.IngressBackend.fromService(service(tools, 'status')));
AlbIngress.configure(status, { groupOrder: 30 });
cluster.provision(tools);

app.synth();
