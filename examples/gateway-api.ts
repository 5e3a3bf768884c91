/**
 * Load balancers in words of the Gateway API.
 *
 * Shows: the CRDs that EKS installs; a Gateway of the platform team that is an Application Load Balancer, with HTTP redirected to HTTPS; routes of an
 * application in its own namespace, with a tenth of the traffic for a new version; gRPC on the same load balancer.
 *
 * The rest of the load balancer, such as whether it can be reached from the internet, needs an object whose kind on Auto Mode has not been verified:
 * see docs/gateway-api.md.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/gateway-api.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/gateway-api.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import {
  AutoModeCluster, Gateway, GatewayClass, GatewayController, GatewayListener, GrpcRoute, HttpPath, HttpRoute, HttpRouteFilter, RouteBackend,
} from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'GatewayApi');
const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, gatewayApiCrds: true });

const platform = new cdk8s.Chart(new cdk8s.App(), 'platform', { namespace: 'gateways' });
new kplus.Namespace(platform, 'Namespace', { metadata: { name: 'gateways' } });
const web = new Gateway(platform, 'Web', {
  metadata: { name: 'web' },
  gatewayClass: new GatewayClass(platform, 'Class', { metadata: { name: 'web' }, controller: GatewayController.APPLICATION_LOAD_BALANCER }),
  listeners: [
    GatewayListener.http(80),
    GatewayListener.https(443, { hostname: '*.example.com', allowedNamespaceLabels: { 'example.com/public': 'true' } }),
  ],
});
new HttpRoute(platform, 'ToHttps', {
  metadata: { name: 'to-https' },
  gateways: [{ gateway: web, listenerName: 'http-80' }],
  rules: [{ filters: [HttpRouteFilter.redirect({ scheme: 'https', port: 443, statusCode: 301 })] }],
});
cluster.provision(platform);

const shop = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new kplus.Namespace(shop, 'Namespace', { metadata: { name: 'shop', labels: { 'example.com/public': 'true' } } });
const service = (id: string, port: number) => new kplus.Service(shop, id, { metadata: { name: id.toLowerCase() }, ports: [{ port }], selector: kplus.Pods.all(shop, `${id}Pods`) });
const secure = { gateway: web, listenerName: 'https-443' };
new HttpRoute(shop, 'ShopRoute', {
  metadata: { name: 'shop' },
  gateways: [secure],
  hostnames: ['shop.example.com'],
  rules: [{
    matches: [{ path: HttpPath.prefix('/') }],
    backends: [RouteBackend.service(service('Stable', 80), undefined, { weight: 9 }), RouteBackend.service(service('Canary', 80), undefined, { weight: 1 })],
  }],
});
new GrpcRoute(shop, 'CartRoute', {
  metadata: { name: 'cart' },
  gateways: [secure],
  hostnames: ['api.example.com'],
  rules: [{ matches: [{ service: 'shop.v1.Cart' }], backends: [RouteBackend.service(service('Cart', 9000))] }],
});
shop.addDependency(platform);
cluster.provision(shop);

app.synth();
