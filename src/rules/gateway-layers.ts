import { entriesOf, isKnown } from './field-checks';
import { RuleLevel } from './finding';
import {
  GATEWAY_GROUP, GATEWAY_PAGE, gatewaysOf, Layer, LAYER_NAMES, layerOfGateway, layerOfProtocol, layerOfRoute, protocolsOf, ROUTES,
} from './gateway-objects';
import { isOfKind, Manifest, Rule, Violation } from './rule';

export const gatewayLayers: Rule = {
  id: 'gateway-layers',
  level: RuleLevel.ERROR,
  reason: 'a Gateway is either an Application Load Balancer, for HTTP and gRPC, or a Network Load Balancer, for TCP and UDP: what belongs to the other is not served',
  link: GATEWAY_PAGE,
  check: ({ manifests }) => [
    ...manifests.filter((manifest) => isOfKind(manifest, GATEWAY_GROUP, 'Gateway')).flatMap((gateway) => checkListeners(gateway, manifests)),
    ...manifests.filter((manifest) => String(manifest.apiVersion).startsWith(`${GATEWAY_GROUP}/`) && layerOfRoute(manifest)).flatMap((route) => checkRoute(route, manifests)),
  ],
};

/** What a Gateway is: by its class, or by its first listener where the class is not among the objects. */
function layerOf(gateway: Manifest, manifests: Manifest[]): Layer | undefined {
  return layerOfGateway(gateway, manifests)
    ?? entriesOf(gateway, 'spec.listeners').map(({ entry }) => layerOfProtocol(entry.protocol)).find((layer) => layer !== undefined);
}

function checkListeners(gateway: Manifest, manifests: Manifest[]): Violation[] {
  const layer = layerOf(gateway, manifests);
  if (!layer) { return []; }
  return entriesOf(gateway, 'spec.listeners').filter(({ entry }) => isKnown(entry.protocol) && layerOfProtocol(entry.protocol) !== layer).map(({ field, entry }) => ({
    manifest: gateway,
    field: `${field}.protocol`,
    value: entry.protocol,
    problem: `must be ${protocolsOf(layer).map((name) => `"${name}"`).join(' or ')} on a Gateway that is ${LAYER_NAMES[layer]}, got "${entry.protocol}"`,
    fix: 'make a Gateway of the other class for it',
  }));
}

function checkRoute(route: Manifest, manifests: Manifest[]): Violation[] {
  const layer = layerOfRoute(route)!;
  return gatewaysOf(route, manifests).flatMap((gateway) => {
    const served = layerOf(gateway, manifests);
    return !served || served === layer ? [] : [{
      manifest: route,
      field: 'spec.parentRefs',
      value: gateway.metadata?.name,
      problem: `must name Gateways that are ${LAYER_NAMES[layer]}, got "${gateway.metadata?.name}", which is ${LAYER_NAMES[served]}`,
      fix: `name another Gateway, or write ${ROUTES[served].join(' or ')}`,
    }];
  });
}
