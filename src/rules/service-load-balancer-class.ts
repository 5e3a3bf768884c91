import { ruleForLoadBalancerService } from './network-load-balancer-rule';
import { fieldOf } from './rule';
import { NETWORK_LOAD_BALANCER_CLASS } from './service-annotations';

const FIELD = 'spec.loadBalancerClass';
/** What users write for it: the class of the self-managed controller, and those of Auto Mode's other objects. */
const MISTAKEN = ['service.k8s.aws/nlb', 'eks.amazonaws.com/alb', 'eks.amazonaws.com/gateway-nlb', 'nlb', 'external'];

export const serviceLoadBalancerClass = ruleForLoadBalancerService({
  id: 'service-load-balancer-class',
  reason: `Auto Mode makes load balancers for Services of the class ${NETWORK_LOAD_BALANCER_CLASS} only; nobody does for those of a self-managed AWS Load Balancer Controller that is not there`,
  check: ({ manifest }) => {
    const value = fieldOf(manifest, FIELD);
    if (typeof value !== 'string' || !MISTAKEN.includes(value)) { return []; }
    const coexists = value === 'service.k8s.aws/nlb' ? '; where that controller runs in the cluster too, switch the rule off for the object' : '';
    return [{
      field: FIELD,
      value,
      problem: `must be "${NETWORK_LOAD_BALANCER_CLASS}", got "${value}"${coexists === '' ? '' : ', the class of the self-managed AWS Load Balancer Controller'}`,
      fix: `write "${NETWORK_LOAD_BALANCER_CLASS}", for a Service with a new name if it has a load balancer already${coexists}`,
    }];
  },
});
