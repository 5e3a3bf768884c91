import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';

/**
 * Which paths a rule is for.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export class IngressPath {
  /** All paths. */
  public static readonly ALL = IngressPath.prefix('/');

  /**
   * This path alone.
   *
   * @param path Path such as `/health`, without wildcards.
   */
  public static exact(path: string): IngressPath {
    return new IngressPath('Exact', withoutWildcards('exact', absolute(path)));
  }

  /**
   * This path and all below it: `/shop` is for `/shop`, `/shop/` and `/shop/cart`, not for `/shopping`.
   *
   * @param path Path such as `/shop`, without wildcards.
   */
  public static prefix(path: string): IngressPath {
    return new IngressPath('Prefix', withoutWildcards('prefix', absolute(path)));
  }

  /**
   * Paths like this: `*` stands for any number of characters, `?` for one.
   *
   * @param pattern Pattern such as `/img/*.png`.
   */
  public static pattern(pattern: string): IngressPath {
    return new IngressPath('ImplementationSpecific', absolute(pattern));
  }

  /**
   * Paths that match a regular expression. All paths of the Ingress by `pattern` must then be such. The user guide of EKS does not mention it.
   *
   * @param regex Regular expression such as `^/api/v\d+/(.+)$`.
   */
  public static regex(regex: string): IngressPath {
    if (regex === '') { fail('IngressPath', 'regex of a path must not be empty, got "": write for example ^/api/(.+)$'); }
    // The controller takes the first slash off, which Kubernetes asks for.
    return new IngressPath('ImplementationSpecific', `/${regex}`, true);
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
    /** @internal */
    public readonly _path: string,
    /** @internal */
    public readonly _isRegex: boolean = false,
  ) {}
}

function absolute(path: string): string {
  if (!isToken(path) && !path.startsWith('/')) {
    fail('IngressPath', `a path must begin with /, got "${path}": write "/${path}"`);
  }
  return path;
}

function withoutWildcards(kind: string, path: string): string {
  if (!isToken(path) && /[*?]/.test(path)) {
    fail('IngressPath', `a path by ${kind} must be without * and ?, got "${path}": write IngressPath.pattern`);
  }
  return path;
}
