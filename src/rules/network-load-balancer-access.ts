import { Problem, written } from './field-checks';
import { annotationField, ruleForNetworkLoadBalancer } from './network-load-balancer-rule';
import { fieldOf } from './rule';

const GROUPS = 'aws-load-balancer-security-groups';
const PREFIX_LISTS = 'aws-load-balancer-security-group-prefix-lists';
const RANGES = 'spec.loadBalancerSourceRanges';

export const networkLoadBalancerAccess = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-access',
  reason: 'source ranges and prefix lists are ignored when the load balancer gets security groups: more could come in than was meant to',
  link: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-source-ranges',
  check: ({ annotations, manifest }) => {
    if (!annotations.has(GROUPS)) { return []; }
    const ranges = fieldOf(manifest, RANGES);
    const given: [string, unknown][] = [
      [RANGES, Array.isArray(ranges) && ranges.length === 0 ? undefined : ranges],
      [annotationField(PREFIX_LISTS), annotations.get(PREFIX_LISTS)],
    ];
    return given.filter(([, value]) => value !== undefined).map(([field, value]): Problem => ({
      field, value, problem: `must be left out together with ${GROUPS}, got ${written(value)}`, fix: 'write it as a rule of the security group',
    }));
  },
});
