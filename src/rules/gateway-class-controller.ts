import { GATEWAY_CONTROLLERS, GATEWAY_GROUP, GATEWAY_PAGE } from './gateway-objects';
import { fieldOf, ruleForKind } from './rule';

const FIELD = 'spec.controllerName';
/** Those of the self-managed AWS Load Balancer Controller, and what is mistaken for those of Auto Mode. */
const MEANT: { readonly [name: string]: string } = {
  'gateway.k8s.aws/alb': GATEWAY_CONTROLLERS.application,
  'gateway.k8s.aws/nlb': GATEWAY_CONTROLLERS.network,
  'eks.amazonaws.com/alb': GATEWAY_CONTROLLERS.application,
  'eks.amazonaws.com/nlb': GATEWAY_CONTROLLERS.network,
};

export const gatewayClassController = ruleForKind(GATEWAY_GROUP, 'GatewayClass', {
  id: 'gateway-class-controller',
  reason: 'Auto Mode makes load balancers for Gateways of its own controllers only; those of others are ignored',
  link: GATEWAY_PAGE,
  check: (manifest) => {
    const value = fieldOf(manifest, FIELD);
    const meant = typeof value === 'string' ? MEANT[value] ?? (isUnknownOfEks(value) ? GATEWAY_CONTROLLERS.application : undefined) : undefined;
    const coexists = typeof value === 'string' && value.startsWith('gateway.k8s.aws/')
      ? '; where the AWS Load Balancer Controller runs in the cluster too, switch the rule off for the object' : '';
    return meant ? [{
      field: FIELD,
      value,
      problem: `must be ${Object.values(GATEWAY_CONTROLLERS).map((name) => `"${name}"`).join(' or ')}, got "${value}"`,
      fix: `write "${meant}"${coexists}`,
    }] : [];
  },
});

function isUnknownOfEks(value: string): boolean {
  return value.startsWith('eks.amazonaws.com/') && !Object.values<string>(GATEWAY_CONTROLLERS).includes(value);
}
