import { mapOf } from './field-checks';
import { RuleLevel } from './finding';
import { OLD_CLASS_ANNOTATION } from './ingress-annotations';
import { ruleForIngress } from './ingress-objects';
import { fieldOf, isOfKind } from './rule';

const DEFAULT = 'ingressclass.kubernetes.io/is-default-class';

export const ingressWithoutClass = ruleForIngress({
  id: 'ingress-without-class',
  level: RuleLevel.WARNING,
  reason: 'an Ingress without a class is ignored, unless the cluster has a default one',
  check: ({ manifest }, { manifests }) => {
    if (fieldOf(manifest, 'spec.ingressClassName') !== undefined || mapOf(fieldOf(manifest, 'metadata.annotations'))[OLD_CLASS_ANNOTATION] !== undefined) { return []; }
    const classes = manifests.filter((other) => isOfKind(other, 'networking.k8s.io', 'IngressClass'));
    if (classes.some((other) => mapOf(fieldOf(other, 'metadata.annotations'))[DEFAULT] === 'true')) { return []; }
    const names = classes.map(({ metadata }) => metadata?.name);
    return [{
      field: 'spec.ingressClassName',
      value: undefined,
      problem: 'must be the name of an IngressClass, got none, and no chart brings a default one',
      fix: `write ${names.length > 0 ? `one of ${names.join(', ')}` : 'the name of one'}, or switch the rule off if the cluster has a default one`,
    }];
  },
});
