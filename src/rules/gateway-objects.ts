import { fieldOf, isOfKind, Manifest } from './rule';
import { isToken } from '../private/tokens';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';
export const GATEWAY_PAGE = 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html';

/** What makes load balancers for Gateways of a class, and on which layer. */
export const GATEWAY_CONTROLLERS = {
  application: 'eks.amazonaws.com/gateway-alb',
  network: 'eks.amazonaws.com/gateway-nlb',
} as const;

/** A layer of the network: what the load balancer understands. */
export type Layer = keyof typeof GATEWAY_CONTROLLERS;

const PROTOCOLS: { readonly [layer in Layer]: readonly string[] } = { application: ['HTTP', 'HTTPS'], network: ['TCP', 'UDP', 'TLS'] };
export const ROUTES: { readonly [layer in Layer]: readonly string[] } = { application: ['HTTPRoute', 'GRPCRoute'], network: ['TCPRoute', 'UDPRoute'] };
const LAYERS: Layer[] = ['application', 'network'];

export const LAYER_NAMES: { readonly [layer in Layer]: string } = { application: 'an Application Load Balancer', network: 'a Network Load Balancer' };

export function layerOfController(controller: unknown): Layer | undefined {
  return LAYERS.find((layer) => GATEWAY_CONTROLLERS[layer] === controller);
}

export function layerOfProtocol(protocol: unknown): Layer | undefined {
  return LAYERS.find((layer) => PROTOCOLS[layer].includes(protocol as string));
}

export function layerOfRoute({ kind }: Manifest): Layer | undefined {
  return LAYERS.find((layer) => ROUTES[layer].includes(kind as string));
}

export function protocolsOf(layer: Layer): readonly string[] {
  return PROTOCOLS[layer];
}

/** The Gateways that a route names: its own namespace counts where none is said. */
export function gatewaysOf(route: Manifest, manifests: Manifest[]): Manifest[] {
  const parents = fieldOf(route, 'spec.parentRefs');
  if (!Array.isArray(parents) || isToken(parents)) { return []; }
  const named = parents.filter((parent) => (parent?.kind ?? 'Gateway') === 'Gateway')
    .map((parent) => JSON.stringify([parent?.namespace ?? route.metadata?.namespace ?? null, parent?.name]));
  return manifests.filter((manifest) => isOfKind(manifest, GATEWAY_GROUP, 'Gateway')
    && named.includes(JSON.stringify([manifest.metadata?.namespace ?? null, manifest.metadata?.name])));
}

/** The layer of a Gateway: by its class, if that is among the objects, otherwise by its first listener. */
export function layerOfGateway(gateway: Manifest, manifests: Manifest[]): Layer | undefined {
  const name = fieldOf(gateway, 'spec.gatewayClassName');
  const gatewayClass = manifests.find((manifest) => isOfKind(manifest, GATEWAY_GROUP, 'GatewayClass') && manifest.metadata?.name === name);
  return gatewayClass && layerOfController(fieldOf(gatewayClass, 'spec.controllerName'));
}
