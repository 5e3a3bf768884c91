import { written } from './field-checks';
import { annotationField, ruleForNetworkLoadBalancer } from './network-load-balancer-rule';
import { IGNORED_SERVICE_ANNOTATIONS } from './service-annotations';

export const serviceIgnoredAnnotations = ruleForNetworkLoadBalancer({
  id: 'service-ignored-annotations',
  reason: 'Auto Mode does not listen to some annotations of the self-managed AWS Load Balancer Controller and of the older controller of Kubernetes',
  check: ({ annotations }) => [...annotations].filter(([name]) => Object.hasOwn(IGNORED_SERVICE_ANNOTATIONS, name)).map(([name, value]) => ({
    field: annotationField(name),
    value,
    problem: `must not be there, since Auto Mode does not listen to it, got ${written(value)}`,
    fix: IGNORED_SERVICE_ANNOTATIONS[name],
  })),
});
