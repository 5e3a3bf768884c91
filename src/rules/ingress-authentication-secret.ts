import { mapOf } from './field-checks';
import { RuleLevel } from './finding';
import { annotationField, itemsOf, jsonField, jsonOf, ruleForIngress } from './ingress-objects';
import { fieldOf, isOfKind, Manifest, RuleInput } from './rule';
import { isToken } from '../private/tokens';

const GROUP = 'eks:managed';
const SUFFIX = 'auth-idp-oidc';

export const ingressAuthenticationSecret = ruleForIngress({
  id: 'ingress-authentication-secret',
  level: RuleLevel.WARNING,
  reason: 'the load balancing of Auto Mode may read no Secrets, so that sign-in by OpenID Connect needs a Role for its Secret that is bound to the group eks:managed',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-managed-rbac-example.html',
  check: ({ manifest, annotations }, input) => {
    const secretName = jsonField(jsonOf(annotations[SUFFIX]), 'secretName');
    if (typeof secretName !== 'string' || isToken(secretName) || isReadable(secretName, manifest.metadata?.namespace, input)) { return []; }
    return [{
      field: annotationField(SUFFIX),
      value: annotations[SUFFIX],
      problem: `must name a Secret that ${GROUP} may get, got "${secretName}", for which no chart brings a RoleBinding`,
      fix: 'write ManagedControllers.allowGetSecret, or switch the rule off if the cluster has the RoleBinding',
    }];
  },
});

function isReadable(secretName: string, namespace: string | undefined, { manifests }: RuleInput): boolean {
  const rbac = manifests.filter((manifest) => String(manifest.apiVersion).startsWith('rbac.authorization.k8s.io/'));
  const roles = rbac.filter((manifest) => isRoleFor(manifest, secretName, namespace)).map(({ kind, metadata }) => `${kind}/${metadata?.name}`);
  return rbac.some((manifest) => isBindingIn(manifest, namespace)
    && roles.includes(`${String(fieldOf(manifest, 'roleRef.kind'))}/${String(fieldOf(manifest, 'roleRef.name'))}`)
    && itemsOf(manifest.subjects).some((subject) => mapOf(subject).name === GROUP));
}

function isRoleFor(manifest: Manifest, secretName: string, namespace: string | undefined): boolean {
  if (manifest.kind !== 'ClusterRole' && (manifest.kind !== 'Role' || manifest.metadata?.namespace !== namespace)) { return false; }
  return itemsOf(manifest.rules).map(mapOf).some(({ resources, verbs, resourceNames }) => ['secrets', '*'].some((name) => itemsOf(resources).includes(name))
    && ['get', '*'].some((verb) => itemsOf(verbs).includes(verb))
    && (resourceNames === undefined || itemsOf(resourceNames).some((name) => name === secretName || isToken(name))));
}

function isBindingIn(manifest: Manifest, namespace: string | undefined): boolean {
  return isOfKind(manifest, 'rbac.authorization.k8s.io', 'ClusterRoleBinding')
    || (isOfKind(manifest, 'rbac.authorization.k8s.io', 'RoleBinding') && manifest.metadata?.namespace === namespace);
}
