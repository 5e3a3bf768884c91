import * as kplus from 'cdk8s-plus-28';
import {
  AllowedRoutes, AutoModeRules, Gateway, GatewayClass, GatewayController, GatewayListener, HttpPath, HttpRoute, HttpRouteFilter, RouteBackend,
  TcpRoute,
} from '../../../src';
import { chartFixture } from '../../support/fixtures';
import { fullGateway } from '../../support/full-gateway';

const gatewayClass = GatewayClass.fromGatewayClassName('web');

test('renders every field', () => {
  expect(fullGateway(chartFixture()).map((object) => object.toJson())).toMatchSnapshot();
});

test('the rules have nothing to say of it', () => {
  const chart = chartFixture();
  fullGateway(chart);
  expect(AutoModeRules.findings(chart, { gatewayApiCrds: true })).toEqual([]);
});

test('names', () => {
  const chart = chartFixture();
  const ofClass = new GatewayClass(chart, 'Class', { metadata: { name: 'web' }, controller: GatewayController.of('example.com/gateway') });
  const gateway = new Gateway(chart, 'Gateway', { metadata: { name: 'shop', namespace: 'shop' }, gatewayClass: ofClass, listeners: [GatewayListener.http(80)] });
  const route = new TcpRoute(chart, 'Route', { metadata: { name: 'route' }, gateways: [{ gateway }], backends: [RouteBackend.serviceNamed('a', 1)] });
  expect([ofClass.name, ofClass.gatewayClassName, ofClass.metadata.name]).toEqual(['web', 'web', 'web']);
  expect([gateway.name, gateway.gatewayName, gateway.gatewayNamespace, gateway.metadata.name]).toEqual(['shop', 'shop', 'shop', 'shop']);
  expect([route.name, route.metadata.name]).toEqual(['route', 'route']);
  expect(Gateway.fromGatewayName('a', 'b')).toEqual({ gatewayName: 'a', gatewayNamespace: 'b' });
  expect(ofClass.apiObject.toJson().spec).toEqual({ controllerName: 'example.com/gateway' });
});

describe('refuses', () => {
  const service = (ports: kplus.ServicePort[]) => new kplus.Service(chartFixture(), 'Service', { ports });
  const route = (rule: object) => new HttpRoute(chartFixture(), 'Route', { gateways: [{ gateway: Gateway.fromGatewayName('a') }], rules: [rule] });

  test.each<[string, () => unknown, string]>([
    ['port 0', () => GatewayListener.tcp(0), 'port of a listener must be a whole number of 1 to 65535, got 0: write for example 1'],
    ['two ways to allow routes', () => GatewayListener.http(80, { allowedRoutes: AllowedRoutes.ALL_NAMESPACES, allowedNamespaceLabels: { a: 'b' } }),
      'allowedRoutes and allowedNamespaceLabels of a listener must not be given together, got both: write one of them'],
    ['no listeners', () => new Gateway(chartFixture(), 'Gateway', { gatewayClass, listeners: [] }),
      'listeners of a Gateway must have at least one entry, got none: write for example GatewayListener.http(80)'],
    ['listeners of one name', () => new Gateway(chartFixture(), 'Gateway', { gatewayClass, listeners: [GatewayListener.http(80), GatewayListener.http(80)] }),
      'listeners of a Gateway must have different names, got "http-80" twice: give one of them another name'],
    ['no Gateway and no rule', () => new HttpRoute(chartFixture(), 'Route', { gateways: [], rules: [] }), 'gateways and rules of a route must have at least one entry, got none: write one'],
    ['a rule without backends', () => route({}),
      'backends of a rule must have at least one entry unless a filter redirects, got none: write RouteBackend.service(…), or HttpRouteFilter.redirect(…)'],
    ['a rule that only rewrites', () => route({ filters: [HttpRouteFilter.rewrite('/a')] }),
      'backends of a rule must have at least one entry unless a filter redirects, got none: write RouteBackend.service(…), or HttpRouteFilter.redirect(…)'],
    ['a path without a slash', () => HttpPath.prefix('shop'), 'path of a match must begin with a slash, got "shop": write "/shop"'],
    ['a redirect to the same', () => HttpRouteFilter.redirect({ statusCode: 301 }), 'scheme, hostname, port or path of a redirect must be given, got none of them: write for example scheme: \'https\''],
    ['a redirect for ever', () => HttpRouteFilter.redirect({ scheme: 'https', statusCode: 308 }), 'statusCode of a redirect must be 301 or 302, got 308: write 301'],
    ['a rewrite of nothing', () => HttpRouteFilter.rewrite(), 'path or hostname of a rewrite must be given, got neither: write one of them'],
    ['a heavy backend', () => RouteBackend.serviceNamed('a', 80, { weight: 1_000_001 }), 'weight of a backend must be a whole number of 0 to 1000000, got 1000001: write for example 1000000'],
    ['one of two ports', () => RouteBackend.service(service([{ port: 80, name: 'a' }, { port: 81, name: 'b' }])), 'port of a backend must be given when its Service has several, got none: write one of 80, 81'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
