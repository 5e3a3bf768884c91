import { RuleLevel } from './finding';
import { INGRESS_CONTROLLER, SELF_MANAGED_INGRESS_CONTROLLER } from './ingress-annotations';
import { fieldOf, isOfKind, Manifest, Rule, Violation } from './rule';

export const selfManagedIngressClass: Rule = {
  id: 'self-managed-ingress-class',
  level: RuleLevel.WARNING,
  reason: 'IngressClasses of the self-managed AWS Load Balancer Controller do nothing in a cluster that has only Auto Mode; beside it the controller may be installed',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/migrate-auto.html',
  check: ({ manifests }) => manifests.flatMap((manifest) => [...checkClass(manifest), ...checkParams(manifest)]),
};

function checkClass(manifest: Manifest): Violation[] {
  const value = fieldOf(manifest, 'spec.controller');
  // Together with parameters of Auto Mode it is an error, and another rule's.
  if (!isOfKind(manifest, 'networking.k8s.io', 'IngressClass') || value !== SELF_MANAGED_INGRESS_CONTROLLER
    || fieldOf(manifest, 'spec.parameters.apiGroup') === 'eks.amazonaws.com') { return []; }
  return [{
    manifest,
    field: 'spec.controller',
    value,
    problem: `must be "${INGRESS_CONTROLLER}" for Auto Mode, got "${SELF_MANAGED_INGRESS_CONTROLLER}" of the self-managed controller`,
    fix: `write "${INGRESS_CONTROLLER}" and IngressClassParams of eks.amazonaws.com/v1, or AlbIngressClass; existing load balancers cannot be handed over`,
  }];
}

function checkParams(manifest: Manifest): Violation[] {
  if (!isOfKind(manifest, 'elbv2.k8s.aws', 'IngressClassParams')) { return []; }
  return [{
    manifest,
    field: 'apiVersion',
    value: manifest.apiVersion,
    problem: `must be "eks.amazonaws.com/v1" for Auto Mode, got "${manifest.apiVersion}" of the self-managed controller`,
    fix: 'write "eks.amazonaws.com/v1" with certificateARNs for certificateArn, subnets.matchTags for subnets.tags, and attributes for listenerAttributes; or AlbIngressClass',
  }];
}
