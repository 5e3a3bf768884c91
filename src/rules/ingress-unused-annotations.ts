import { isKnown } from './field-checks';
import { RuleLevel } from './finding';
import { USE_ANNOTATION } from './ingress-annotations';
import { annotationField, backendsOf, isByAnnotation, ruleForIngress } from './ingress-objects';

const KINDS = ['actions.', 'conditions.', 'transforms.'];

export const ingressUnusedAnnotations = ruleForIngress({
  id: 'ingress-unused-annotations',
  level: RuleLevel.WARNING,
  reason: 'an action, a condition or a rewrite counts only for the backend whose name it has; under another name it does nothing',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html',
  check: ({ manifest, annotations }) => {
    const backends = backendsOf(manifest);
    if (backends.some(({ service: { name } }) => !isKnown(name))) { return []; }
    const all = new Set(backends.map(({ service: { name } }) => name));
    const actions = new Set(backends.filter((backend) => isByAnnotation(backend, USE_ANNOTATION)).map(({ service: { name } }) => name));
    return Object.entries(annotations).flatMap(([suffix, value]) => {
      const kind = KINDS.find((start) => suffix.startsWith(start));
      const name = suffix.slice(kind?.length);
      if (!kind || (kind === 'actions.' ? actions : all).has(name)) { return []; }
      return [{
        field: annotationField(suffix),
        value,
        problem: `must have the name of a backend, got ${name}, which ${kind === 'actions.' && all.has(name) ? `is not on the port ${USE_ANNOTATION}` : 'none has'}`,
        fix: all.size > 0 ? `write one of ${[...all].join(', ')}${kind === 'actions.' ? ` with that port, ${USE_ANNOTATION}` : ''}` : 'remove it',
      }];
    });
  },
});
