import { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';

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
