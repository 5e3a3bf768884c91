import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IngressAuthentication, IngressAuthenticationOptions } from '../../kubernetes';

/**
 * Sign-in by a user pool of Amazon Cognito, with constructs of the CDK.
 */
export interface UserPoolAuthenticationOptions extends IngressAuthenticationOptions {
  /** The user pool. */
  readonly userPool: cognito.IUserPool;

  /** Client of the user pool: one with a secret, with the code grant, and with `https://<host>/oauth2/idpresponse` as callback. */
  readonly userPoolClient: cognito.IUserPoolClient;

  /** Domain of the user pool. */
  readonly userPoolDomain: cognito.IUserPoolDomain;
}

/** The same in the words of an Ingress. */
export function authenticationOf({ userPool, userPoolClient, userPoolDomain, ...options }: UserPoolAuthenticationOptions): IngressAuthentication {
  return IngressAuthentication.cognito({
    ...options,
    userPoolArn: userPool.userPoolArn,
    userPoolClientId: userPoolClient.userPoolClientId,
    userPoolDomain: userPoolDomain.domainName,
  });
}
