import { fail } from '../../../private/errors';

const MAXIMUM_VALUES = 10;

/**
 * What a token must say, besides what is always checked.
 */
export class JwtClaim {
  /**
   * One text.
   *
   * @param claimName Name of the claim.
   * @param value What it must be.
   */
  public static text(claimName: string, value: string): JwtClaim {
    return new JwtClaim('single-string', claimName, [value]);
  }

  /**
   * A list of texts.
   *
   * @param claimName Name of the claim.
   * @param values What must be in it, at most 10.
   */
  public static list(claimName: string, ...values: string[]): JwtClaim {
    return new JwtClaim('string-array', claimName, values);
  }

  /**
   * A text of words with spaces between them, such as `scope`.
   *
   * @param claimName Name of the claim.
   * @param values What must be in it, at most 10.
   */
  public static words(claimName: string, ...values: string[]): JwtClaim {
    return new JwtClaim('space-separated-values', claimName, values);
  }

  private constructor(private readonly format: string, private readonly claimName: string, private readonly values: string[]) {
    if (claimName === '' || values.length === 0 || values.length > MAXIMUM_VALUES) {
      fail('JwtClaim', `a claim must have a name and 1 to ${MAXIMUM_VALUES} values, got ${JSON.stringify({ name: claimName, values })}: write both`);
    }
  }

  /** @internal */
  public _render(): object {
    return { format: this.format, name: this.claimName, values: [...this.values] };
  }
}

/**
 * Which JSON Web Tokens requests have to bring along. Needs HTTPS listeners.
 *
 * Issuer (`iss`) and end (`exp`) are always checked, start (`nbf`) and time of issue (`iat`) where a token has them.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html
 */
export interface JwtValidation {
  /** URL of the keys that tokens are signed with (JWKS). The load balancer must reach it. */
  readonly jwksEndpoint: string;

  /** Who issues the tokens, as they say themselves. */
  readonly issuer: string;

  /**
   * What tokens must say besides, at most 10.
   *
   * @default - nothing
   */
  readonly claims?: JwtClaim[];
}
