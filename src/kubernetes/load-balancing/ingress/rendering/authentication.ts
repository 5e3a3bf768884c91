import { IngressAuthenticationOptions } from '../ingress-authentication-options';
import { AnnotationTexts, textOfDuration } from './annotation-text';
import { fail } from '../../../../private/errors';
import { isToken } from '../../../../private/tokens';

/** Seven days in seconds. */
const MAXIMUM_SESSION = 604_800;

/** What all ways to sign in have in common. */
export function renderAuthentication(options: IngressAuthenticationOptions): AnnotationTexts {
  const { onUnauthenticatedRequest, scope, sessionCookie, sessionTimeout } = options;
  return {
    'auth-on-unauthenticated-request': onUnauthenticatedRequest,
    'auth-scope': scope && textOfScope(scope),
    'auth-session-cookie': sessionCookie,
    'auth-session-timeout': textOfDuration('sessionTimeout', sessionTimeout, { least: 1, most: MAXIMUM_SESSION }),
  };
}

function textOfScope(scope: string[]): string {
  const wrong = scope.filter((word) => !isToken(word) && !/^\S+$/.test(word));
  if (isToken(scope) || scope.length === 0 || wrong.length > 0) {
    const received = isToken(scope) ? 'a token' : JSON.stringify(scope);
    fail('AuthenticationScope', `scope must be words without spaces, at least one, got ${received}: write for example ['openid', 'email']`);
  }
  return scope.join(' ');
}
