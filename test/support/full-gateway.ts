import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AllowedRoutes, Gateway, GatewayClass, GatewayController, GatewayListener, GrpcRoute, HttpPath, HttpRoute, HttpRouteFilter, RouteBackend, TcpRoute, UdpRoute } from '../../src';

/** Objects of the Gateway API that together have every field that is typed. */
export function fullGateway(chart: Chart): ApiObject[] {
  const metadata = (name: string) => ({ name, namespace: 'default', labels: { team: 'shop' } });
  const service = new kplus.Service(chart, 'Service', { metadata: { name: 'shop' }, ports: [{ port: 80 }] });
  const applications = new GatewayClass(chart, 'Applications', {
    metadata: { name: 'applications', labels: { team: 'shop' } },
    controller: GatewayController.APPLICATION_LOAD_BALANCER,
    description: 'HTTP and gRPC',
    parameters: { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration', name: 'public', namespace: 'default' },
  });
  const networks = new GatewayClass(chart, 'Networks', { metadata: { name: 'networks' }, controller: GatewayController.NETWORK_LOAD_BALANCER });
  const web = new Gateway(chart, 'Web', {
    metadata: metadata('web'),
    gatewayClass: applications,
    listeners: [
      GatewayListener.http(80, { allowedRoutes: AllowedRoutes.ALL_NAMESPACES }),
      GatewayListener.https(443, { name: 'secure', hostname: '*.example.com', allowedNamespaceLabels: { shop: 'true' } }),
    ],
    parameters: { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration', name: 'public' },
  });
  const streams = new Gateway(chart, 'Streams', {
    metadata: metadata('streams'), gatewayClass: networks, listeners: [GatewayListener.tcp(5432), GatewayListener.udp(53), GatewayListener.tls(8443, { hostname: 'a.example.com' })],
  });
  return [
    applications, networks, web, streams,
    new HttpRoute(chart, 'Http', {
      metadata: metadata('http'),
      gateways: [{ gateway: web, listenerName: 'secure' }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: HttpPath.prefix('/cart'), headers: { 'X-Group': 'a' }, queryParameters: { page: '1' }, method: 'POST' }, { path: HttpPath.exact('/') }],
          filters: [HttpRouteFilter.rewrite('/basket', 'basket.example.com'), HttpRouteFilter.modifyRequestHeaders({ 'X-From': 'shop' })],
          backends: [RouteBackend.service(service, undefined, { weight: 9 }), RouteBackend.serviceNamed('canary', 8080, { weight: 1, namespace: 'canary' })],
        },
        { filters: [HttpRouteFilter.redirect({ scheme: 'https', hostname: 'www.example.com', port: 443, path: '/new', statusCode: 301 })] },
      ],
    }),
    new GrpcRoute(chart, 'Grpc', {
      metadata: metadata('grpc'),
      gateways: [{ gateway: web }],
      hostnames: ['api.example.com'],
      rules: [{ matches: [{ service: 'shop.v1.Cart', method: 'Add', headers: { 'X-Group': 'a' } }], backends: [RouteBackend.service(service, 80)] }],
    }),
    new TcpRoute(chart, 'Tcp', { metadata: metadata('tcp'), gateways: [{ gateway: streams, listenerName: 'tcp-5432' }], backends: [RouteBackend.serviceNamed('db', 5432)] }),
    new UdpRoute(chart, 'Udp', { metadata: metadata('udp'), gateways: [{ gateway: streams, listenerName: 'udp-53' }], backends: [RouteBackend.serviceNamed('dns', 53)] }),
  ].map(({ apiObject }) => apiObject);
}
