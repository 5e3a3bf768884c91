import { isKnown, mapOf, Problem, written } from './field-checks';
import { INGRESS_CONTROLLER, INGRESS_PREFIX } from './ingress-annotations';
import { loadBalancerAnnotationsOf } from './ingress-objects';
import { fieldOf, Manifest, ruleForKind } from './rule';

const GROUP = 'eks.amazonaws.com';
const CONTROLLER = 'spec.controller';
const PARAMETERS = 'spec.parameters';

export const ingressClass = ruleForKind('networking.k8s.io', 'IngressClass', {
  id: 'ingress-class',
  reason: 'Auto Mode answers to IngressClasses with its own controller and its own IngressClassParams only, and takes nothing from their annotations',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (manifest) => {
    const controller = fieldOf(manifest, CONTROLLER);
    const ofAutoMode = controller === INGRESS_CONTROLLER ? [...checkParameters(manifest), ...checkAnnotations(manifest)] : [];
    return [...checkController(manifest, controller), ...ofAutoMode];
  },
});

function checkController(manifest: Manifest, value: unknown): Problem[] {
  if (!isKnown(value) || value === INGRESS_CONTROLLER) { return []; }
  const isMeant = String(value).toLowerCase().startsWith(`${GROUP}/`) || fieldOf(manifest, `${PARAMETERS}.apiGroup`) === GROUP;
  return isMeant ? [{ field: CONTROLLER, value, problem: `must be "${INGRESS_CONTROLLER}" for Auto Mode, got ${written(value)}`, fix: `write "${INGRESS_CONTROLLER}"` }] : [];
}

function checkParameters(manifest: Manifest): Problem[] {
  const parameters = fieldOf(manifest, PARAMETERS);
  if (!isKnown(parameters)) { return []; }
  const { apiGroup, kind, name, scope } = mapOf(parameters);
  return [
    ...!isKnown(apiGroup) && apiGroup !== undefined || apiGroup === GROUP ? [] : [{
      field: `${PARAMETERS}.apiGroup`,
      value: apiGroup,
      problem: `must be "${GROUP}", got ${written(apiGroup)}`,
      fix: `write "${GROUP}", and the IngressClassParams as ${GROUP}/v1${apiGroup === 'elbv2.k8s.aws' ? '; those of elbv2.k8s.aws are for the self-managed controller' : ''}`,
    }],
    ...isKnown(kind) && kind !== 'IngressClassParams'
      ? [{ field: `${PARAMETERS}.kind`, value: kind, problem: `must be "IngressClassParams", got ${written(kind)}`, fix: 'write "IngressClassParams"' }] : [],
    ...name === undefined || name === ''
      ? [{ field: `${PARAMETERS}.name`, value: name, problem: `must be the name of IngressClassParams, got ${written(name)}`, fix: 'write the name' }] : [],
    ...isKnown(scope) && scope !== 'Cluster'
      ? [{ field: `${PARAMETERS}.scope`, value: scope, problem: `must be "Cluster", as IngressClassParams have no namespace, got ${written(scope)}`, fix: 'remove it' }] : [],
  ];
}

function checkAnnotations(manifest: Manifest): Problem[] {
  return Object.entries(loadBalancerAnnotationsOf(manifest)).map(([suffix, value]) => ({
    field: `metadata.annotations.${INGRESS_PREFIX}${suffix}`,
    value,
    problem: `must be left out, got ${written(value)}, which Auto Mode ignores on an IngressClass`,
    fix: 'write it in the IngressClassParams, or on each Ingress',
  }));
}
