import { RuleLevel } from './finding';
import { ingressesOf, isOfAutoMode } from './ingress-objects';
import { fieldOf, isOfKind, Manifest, Rule, Violation } from './rule';
import { isToken } from '../private/tokens';

export const ingressScheme: Rule = {
  id: 'ingress-scheme',
  level: RuleLevel.WARNING,
  reason: 'a load balancer whose scheme is not written is internal, which has surprised many; to change it later replaces the load balancer',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (input) => {
    const { manifests } = input;
    const stating = ingressesOf(input).filter(({ annotations }) => annotations.scheme !== undefined);
    const stated = new Set(stating.map(({ params, ingressClass }) => params ?? ingressClass));
    return manifests.filter((manifest) => !stated.has(manifest)).flatMap((manifest) => [...checkParams(manifest), ...checkClass(manifest)]);
  },
};

function checkParams(manifest: Manifest): Violation[] {
  if (!isOfKind(manifest, 'eks.amazonaws.com', 'IngressClassParams') || isToken(manifest.spec) || fieldOf(manifest, 'spec.scheme') !== undefined) { return []; }
  return [{ manifest, field: 'spec.scheme', value: undefined, problem: 'must be written, got none', fix: 'write "internal" or "internet-facing"' }];
}

function checkClass(manifest: Manifest): Violation[] {
  if (!isOfKind(manifest, 'networking.k8s.io', 'IngressClass') || !isOfAutoMode(manifest) || fieldOf(manifest, 'spec.parameters') !== undefined) { return []; }
  return [{
    manifest, field: 'spec.parameters', value: undefined, problem: 'must be IngressClassParams with a scheme, got none', fix: 'add IngressClassParams of eks.amazonaws.com/v1, or use AlbIngressClass',
  }];
}
