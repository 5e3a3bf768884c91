import type * as kplus from 'cdk8s-plus-28';
import { CognitoAuthenticationOptions, IngressAuthenticationOptions, OidcAuthenticationOptions } from './ingress-authentication-options';
import { renderAuthentication } from './rendering/authentication';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { jsonText } from '../annotation-value';

const MAXIMUM_PARAMETERS = 10;

/**
 * Whether users have to sign in before requests go to targets. Needs HTTPS listeners.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export class IngressAuthentication {
  /** They have not; for a Service whose Ingress asks it of the others. */
  public static readonly NONE = new IngressAuthentication({ 'auth-type': 'none' });

  /**
   * By a user pool of Amazon Cognito. That Auto Mode supports it follows from the policies of EKS, its documentation does not say so.
   *
   * @param options The user pool, and how sessions are kept.
   */
  public static cognito(options: CognitoAuthenticationOptions): IngressAuthentication {
    return new IngressAuthentication({
      'auth-type': 'cognito',
      'auth-idp-cognito': jsonText('options of IngressAuthentication.cognito', {
        userPoolARN: options.userPoolArn,
        userPoolClientID: options.userPoolClientId,
        userPoolDomain: domainOf(options.userPoolDomain),
        authenticationRequestExtraParams: parametersOf(options),
      }),
      ...renderAuthentication(options),
    });
  }

  /**
   * By an identity provider with OpenID Connect.
   *
   * @param options The provider, and how sessions are kept.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-managed-rbac-example.html
   */
  public static oidc(options: OidcAuthenticationOptions): IngressAuthentication {
    const { secret } = options;
    return new IngressAuthentication({
      'auth-type': 'oidc',
      'auth-idp-oidc': jsonText('options of IngressAuthentication.oidc', {
        issuer: options.issuer,
        authorizationEndpoint: options.authorizationEndpoint,
        tokenEndpoint: options.tokenEndpoint,
        userInfoEndpoint: options.userInfoEndpoint,
        secretName: secret.name,
        authenticationRequestExtraParams: parametersOf(options),
      }),
      ...renderAuthentication(options),
    }, secret);
  }

  private constructor(
    /** @internal */
    public readonly _texts: { readonly [suffix: string]: string | undefined },
    /** What the controller has to read. @internal */
    public readonly _secret?: kplus.ISecret,
  ) {}
}

function domainOf(domain: string): string {
  if (!isToken(domain) && /^https?:|\.amazoncognito\.com$/.test(domain)) {
    fail('UserPoolDomain', `userPoolDomain must be the prefix of a domain of Amazon Cognito, or an own domain without https://, got "${domain}": `
      + `write "${domain.replace(/^https?:\/*/, '').replace(/\.auth\.[^.]+\.amazoncognito\.com$/, '')}"`);
  }
  return domain;
}

function parametersOf({ requestParameters }: IngressAuthenticationOptions): { [name: string]: string } | undefined {
  const count = Object.keys(requestParameters ?? {}).length;
  if (count > MAXIMUM_PARAMETERS) {
    fail('RequestParameters', `requestParameters must be at most ${MAXIMUM_PARAMETERS}, got ${count}: leave some out`);
  }
  return requestParameters;
}
