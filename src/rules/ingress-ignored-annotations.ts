import { Problem, written } from './field-checks';
import { IGNORED_INGRESS_ANNOTATIONS, OLD_CLASS_ANNOTATION } from './ingress-annotations';
import { annotationField, LoadBalancerAnnotations, ruleForIngress } from './ingress-objects';
import { fieldOf } from './rule';

const OLD_CLASS_FIELD = `metadata.annotations.${OLD_CLASS_ANNOTATION}`;

export const ingressIgnoredAnnotations = ruleForIngress({
  id: 'ingress-ignored-annotations',
  reason: 'Auto Mode does not listen to some annotations of the self-managed AWS Load Balancer Controller, so that what they ask for silently does not happen',
  check: ({ manifest, annotations }) => [...checkOldClass(fieldOf(manifest, 'metadata.annotations')), ...checkIgnored(annotations)],
});

function checkOldClass(annotations: unknown): Problem[] {
  const value = (annotations as { [name: string]: unknown } | undefined)?.[OLD_CLASS_ANNOTATION];
  return value === undefined ? [] : [{
    field: OLD_CLASS_FIELD, value, problem: `must be left out, got ${written(value)}, which Auto Mode ignores`, fix: `write spec.ingressClassName: ${String(value)}`,
  }];
}

function checkIgnored(annotations: LoadBalancerAnnotations): Problem[] {
  return Object.entries(annotations).filter(([suffix]) => Object.hasOwn(IGNORED_INGRESS_ANNOTATIONS, suffix)).map(([suffix, value]) => ({
    field: annotationField(suffix), value, problem: `must be left out, got ${written(value)}, which Auto Mode ignores`, fix: IGNORED_INGRESS_ANNOTATIONS[suffix],
  }));
}
