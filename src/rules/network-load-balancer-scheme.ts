import { RuleLevel } from './finding';
import { annotationField, ruleForNetworkLoadBalancer } from './network-load-balancer-rule';

const SCHEME = 'aws-load-balancer-scheme';

export const networkLoadBalancerScheme = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-scheme',
  level: RuleLevel.WARNING,
  reason: 'a load balancer without a scheme is internal, which is easily taken for a fault, and cannot be changed without replacing it',
  check: ({ annotations }) => annotations.has(SCHEME) ? [] : [{
    field: annotationField(SCHEME), value: undefined, problem: 'should be written, got none, which means internal', fix: 'write "internal" or "internet-facing"',
  }],
});
