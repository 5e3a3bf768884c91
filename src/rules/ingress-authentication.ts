import { isKnown, Problem, written } from './field-checks';
import { listenerPortsOf } from './ingress-listener-ports';
import { annotationField, ingressesOf, JudgedIngress, jsonField, jsonOf, ruleForIngress, textOf } from './ingress-objects';
import { fieldOf, RuleInput } from './rule';

const PROVIDERS: { readonly [type: string]: string[] } = {
  oidc: ['issuer', 'authorizationEndpoint', 'tokenEndpoint', 'userInfoEndpoint', 'secretName'],
  cognito: ['userPoolARN', 'userPoolClientID', 'userPoolDomain'],
};
const JWT = 'jwt-validation';

export const ingressAuthentication = ruleForIngress({
  id: 'ingress-authentication',
  reason: 'who is signed in is asked on HTTPS listeners only: whoever comes by HTTP gets through unless that redirects; and without all of the identity provider nothing is made',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html',
  check: (ingress, input) => {
    const type = textOf(ingress.annotations['auth-type']);
    const isAsked = type !== undefined && Object.hasOwn(PROVIDERS, type);
    const isValidated = ingress.annotations[JWT] !== undefined;
    return [
      ...isAsked ? checkFields(ingress, `auth-idp-${type}`, PROVIDERS[type]) : [],
      ...isValidated ? checkFields(ingress, JWT, ['jwksEndpoint', 'issuer']) : [],
      ...isAsked && isValidated ? [{
        field: annotationField(JWT), value: ingress.annotations[JWT], problem: 'must not stand beside auth-type, got both', fix: 'make two Ingresses of one group, or keep one of them',
      }] : [],
      ...isAsked || isValidated ? checkListeners(ingress, input, isAsked ? 'auth-type' : JWT) : [],
    ];
  },
});

function checkFields({ annotations }: JudgedIngress, suffix: string, fields: string[]): Problem[] {
  const value = annotations[suffix];
  const field = annotationField(suffix);
  if (value === undefined) { return [{ field, value, problem: 'must be given with auth-type, got none', fix: `write it with ${fields.join(', ')}` }]; }
  const settings = jsonOf(value);
  if (settings === undefined) { return []; }
  const missing = fields.filter((name) => !isKnown(jsonField(settings, name)) && jsonField(settings, name) === undefined);
  return missing.length === 0 ? [] : [{ field, value, problem: `must have ${fields.join(', ')}, got none for ${missing.join(', ')}`, fix: 'add what is missing' }];
}

function checkListeners(ingress: JudgedIngress, input: RuleInput, suffix: string): Problem[] {
  const listeners = listenerPortsOf(ingress);
  const plain = listeners?.find(({ protocol }) => protocol === 'HTTP');
  if (!plain || ingressesOf(input).some((other) => isBeside(ingress, other) && other.annotations['ssl-redirect'] !== undefined)) { return []; }
  return [{
    field: annotationField(suffix),
    value: ingress.annotations[suffix],
    problem: `must stand beside HTTPS listeners, or HTTP ones that redirect, got HTTP on ${written(plain.port)}, which lets everybody through`,
    fix: 'write ssl-redirect (redirectHttp of AlbIngress), or listen on HTTPS only',
  }];
}

/** Whether a redirect of the other one counts here. */
function isBeside({ manifest }: JudgedIngress, other: JudgedIngress): boolean {
  return manifest === other.manifest || (fieldOf(manifest, 'spec.ingressClassName') !== undefined
    && fieldOf(manifest, 'spec.ingressClassName') === fieldOf(other.manifest, 'spec.ingressClassName')
    && (!other.params || fieldOf(other.params, 'spec.group') !== undefined));
}
