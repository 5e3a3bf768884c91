import { isKnown, mapOf, Problem, written } from './field-checks';
import { INGRESS_PREFIX, USE_ANNOTATION } from './ingress-annotations';
import { annotationField, backendsOf, isByAnnotation, itemsOf, jsonField, jsonOf, LoadBalancerAnnotations, ruleForIngress } from './ingress-objects';

const TYPES: { readonly [type: string]: string } = { 'forward': 'forwardConfig', 'redirect': 'redirectConfig', 'fixed-response': 'fixedResponseConfig' };
const MAXIMUM_TARGETS = 5;

export const ingressActions = ruleForIngress({
  id: 'ingress-actions',
  reason: 'a backend on the port use-annotation needs an annotation with its action, or nothing of the load balancer is made or changed',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html',
  check: ({ manifest, annotations }) => [
    ...backendsOf(manifest).filter((backend) => isByAnnotation(backend, USE_ANNOTATION)).flatMap(({ field, service: { name } }) => {
      if (!isKnown(name) || annotations[`actions.${name}`] !== undefined) { return []; }
      const present = Object.keys(annotations).filter((suffix) => suffix.startsWith('actions.')).map((suffix) => suffix.slice('actions.'.length));
      return [{
        field: `${field}${field === 'spec.defaultBackend' ? '' : '.backend'}.service.name`,
        value: name,
        problem: `must be the name of an action, got ${written(name)} without ${INGRESS_PREFIX}actions.${name}`,
        fix: present.length > 0 ? `write one of ${present.join(', ')}, or add the annotation` : 'add the annotation, or write a port of the Service',
      }];
    }),
    ...Object.entries(annotations).filter(([suffix]) => suffix.startsWith('actions.')).flatMap(([suffix, value]) => checkAction(annotationField(suffix), value)),
  ],
});

function checkAction(field: string, value: LoadBalancerAnnotations[string]): Problem[] {
  const action = jsonOf(value);
  if (typeof action !== 'object' || action === null) { return []; }
  const type = jsonField(action, 'type');
  const config = TYPES[type as string];
  if (config === undefined) {
    return [{
      field,
      value,
      problem: `must have a type of ${Object.keys(TYPES).join(', ')}, got ${written(type)}`,
      fix: 'write the type; sign-in is written by auth-type, and AlbIngress renders actions from typed props',
    }];
  }
  const targetGroup = ['targetGroupARN', 'targetGroupName'].some((key) => jsonField(action, key) !== undefined);
  const settings = jsonField(action, config);
  if (settings === undefined) {
    return type === 'forward' && targetGroup ? [] : [{ field, value, problem: `must have ${config} for the type ${String(type)}, got none`, fix: `add ${config}` }];
  }
  return type === 'forward' ? checkForward(field, value, itemsOf(jsonField(settings, 'targetGroups')))
    : jsonField(settings, 'statusCode') === undefined ? [{ field, value, problem: `must have a statusCode in ${config}, got none`, fix: 'add it' }] : [];
}

function checkForward(field: string, value: unknown, targets: unknown[]): Problem[] {
  const weights = targets.map((target) => jsonField(target, 'weight'));
  return [
    ...targets.length >= 1 && targets.length <= MAXIMUM_TARGETS ? [] : [{
      field, value, problem: `must have 1 to ${MAXIMUM_TARGETS} targetGroups, got ${targets.length}`, fix: targets.length === 0 ? 'add one' : 'remove some',
    }],
    ...targets.length > 1 && weights.includes(undefined) ? [{ field, value, problem: 'must have a weight for each of several targetGroups, got one without', fix: 'add the weight, 0 to 999' }] : [],
    ...targets.length > 0 && weights.every((weight) => weight === 0) ? [{ field, value, problem: 'must have a weight above 0 in one of its targetGroups, got only 0', fix: 'give one of them more' }] : [],
    ...targets.flatMap((target) => {
      const given = [['serviceName'], ['targetGroupARN', 'targetGroupName']].filter((keys) => keys.some((key) => (jsonField(target, key) ?? undefined) !== undefined));
      return given.length === 1 ? [] : [{
        field, value, problem: `must have either serviceName or a target group in each of targetGroups, got ${written(mapOf(target))}`, fix: 'write serviceName and servicePort, or targetGroupARN',
      }];
    }),
  ];
}
