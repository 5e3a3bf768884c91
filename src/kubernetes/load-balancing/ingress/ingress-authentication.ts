import { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { renderAuthentication } from './rendering/authentication';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { jsonText } from '../annotation-value';

const MAXIMUM_PARAMETERS = 10;

/**
 * What a load balancer does with requests of users who are not signed in.
 */
export enum UnauthenticatedRequest {
  /** They are sent to sign in. */
  AUTHENTICATE = 'authenticate',
  /** They go through, without who the user is. */
  ALLOW = 'allow',
  /** They are answered with 401. */
  DENY = 'deny',
}

/**
 * Options of all ways to sign in.
 */
export interface IngressAuthenticationOptions {
  /**
   * What is done with requests of users who are not signed in.
   *
   * @default UnauthenticatedRequest.AUTHENTICATE
   */
  readonly onUnauthenticatedRequest?: UnauthenticatedRequest;

  /**
   * What is asked of the identity provider about the user, such as `openid` and `email`.
   *
   * @default ['openid']
   */
  readonly scope?: string[];

  /**
   * Name of the cookie that keeps the session.
   *
   * @default AWSELBAuthSessionCookie
   */
  readonly sessionCookie?: string;

  /**
   * How long a session lasts: 1 second to 7 days, in whole seconds.
   *
   * @default Duration.days(7)
   */
  readonly sessionTimeout?: Duration;

  /**
   * Further parameters of the request to the identity provider, at most 10.
   *
   * @default - none
   */
  readonly requestParameters?: { [name: string]: string };
}

/**
 * Sign-in by a user pool of Amazon Cognito. `cluster.loadBalancing.addIngress` takes the constructs of the CDK instead.
 */
export interface CognitoAuthenticationOptions extends IngressAuthenticationOptions {
  /** ARN of the user pool. */
  readonly userPoolArn: string;

  /** Id of the client of the user pool: one with a secret, with the code grant, and with `https://<host>/oauth2/idpresponse` as callback. */
  readonly userPoolClientId: string;

  /** Domain of the user pool: of one that Amazon Cognito hosts the prefix alone, of an own one all of it. */
  readonly userPoolDomain: string;
}

/**
 * Sign-in by an identity provider with OpenID Connect.
 */
export interface OidcAuthenticationOptions extends IngressAuthenticationOptions {
  /** What the provider calls itself, as in its configuration. */
  readonly issuer: string;

  /** URL where users sign in. */
  readonly authorizationEndpoint: string;

  /** URL where the load balancer gets tokens. */
  readonly tokenEndpoint: string;

  /** URL where the load balancer gets what the provider knows of the user. */
  readonly userInfoEndpoint: string;

  /**
   * Secret with the keys `clientID` and `clientSecret`, in the namespace of the Ingress. The load balancing of Auto Mode is allowed to read it.
   */
  readonly secret: kplus.ISecret;
}

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
