import { RuleLevel } from './finding';
import { IGNORED_INGRESS_ANNOTATIONS, INGRESS_ANNOTATIONS, INGRESS_PREFIX, ingressAnnotationOf, UNDOCUMENTED_INGRESS_ANNOTATIONS } from './ingress-annotations';
import { annotationField, ingressesOf, LoadBalancerAnnotations, loadBalancerAnnotationsOf } from './ingress-objects';
import { nearestWord } from './nearest-word';
import { Manifest, Rule, Violation } from './rule';
import { isToken } from '../private/tokens';

export const ingressUnknownAnnotations: Rule = {
  id: 'ingress-unknown-annotations',
  level: RuleLevel.WARNING,
  reason: 'an annotation that is misspelled, that Services do not have, or that is not documented for Auto Mode does nothing, as far as is known',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (input) => [
    ...ingressesOf(input).flatMap(({ manifest, annotations }) => unknownOf(manifest, annotations)),
    ...input.manifests.filter((manifest) => manifest.kind === 'Service' && manifest.apiVersion === 'v1').flatMap((manifest) => [
      ...unknownOf(manifest, loadBalancerAnnotationsOf(manifest)), ...misplacedOf(manifest, loadBalancerAnnotationsOf(manifest)),
    ]),
  ],
};

function unknownOf(manifest: Manifest, annotations: LoadBalancerAnnotations): Violation[] {
  return Object.entries(annotations)
    .filter(([suffix]) => !isToken(suffix) && !ingressAnnotationOf(suffix) && !Object.hasOwn(IGNORED_INGRESS_ANNOTATIONS, suffix))
    .map(([suffix, value]) => {
      const meant = nearestWord(suffix, Object.keys(INGRESS_ANNOTATIONS));
      return UNDOCUMENTED_INGRESS_ANNOTATIONS.includes(suffix)
        ? { manifest, field: annotationField(suffix), value, problem: `must be documented for Auto Mode, got ${suffix}, which is not`, fix: 'try it, and switch the rule off if it works' }
        : {
          manifest,
          field: annotationField(suffix),
          value,
          problem: `must be an annotation that exists, got ${suffix}`,
          fix: meant === undefined ? 'remove it, or switch the rule off if Auto Mode has got it since' : `write ${INGRESS_PREFIX}${meant}`,
        };
    });
}

function misplacedOf(manifest: Manifest, annotations: LoadBalancerAnnotations): Violation[] {
  return Object.entries(annotations)
    .filter(([suffix]) => ingressAnnotationOf(suffix) !== undefined && !ingressAnnotationOf(suffix)!.onServices)
    .map(([suffix, value]) => ({
      manifest, field: annotationField(suffix), value, problem: `must be on an Ingress, got ${suffix} on a Service`, fix: 'write it on the Ingress',
    }));
}
