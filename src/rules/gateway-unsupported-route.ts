import { RuleLevel } from './finding';
import { GATEWAY_GROUP, GATEWAY_PAGE } from './gateway-objects';
import { ruleForKind } from './rule';

export const gatewayUnsupportedRoute = ruleForKind(GATEWAY_GROUP, 'TLSRoute', {
  id: 'gateway-unsupported-route',
  level: RuleLevel.WARNING,
  reason: 'Auto Mode documents HTTPRoute, GRPCRoute, TCPRoute and UDPRoute; a TLSRoute is not among them',
  link: GATEWAY_PAGE,
  check: (manifest) => [{ field: 'kind', value: manifest.kind, problem: 'should be a kind that Auto Mode documents, got "TLSRoute"', fix: 'write a TCPRoute, or a listener that ends TLS' }],
});
