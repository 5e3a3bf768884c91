import { fail } from '../../../private/errors';

/**
 * What a load balancer changes in a request before it sends it on.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html
 */
export class IngressRewrite {
  /**
   * Changes the path and query.
   *
   * @param regex Regular expression, such as `^/api/(.+)$`.
   * @param replace What stands there instead, such as `/$1`; `$1` to `$9` are the groups.
   */
  public static url(regex: string, replace: string): IngressRewrite {
    return new IngressRewrite('url-rewrite', 'urlRewriteConfig', regex, replace);
  }

  /**
   * Changes the host.
   *
   * @param regex Regular expression, such as `^(.+)\.example\.com$`.
   * @param replace What stands there instead, such as `$1.example.org`; `$1` to `$9` are the groups.
   */
  public static host(regex: string, replace: string): IngressRewrite {
    return new IngressRewrite('host-header-rewrite', 'hostHeaderRewriteConfig', regex, replace);
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
    private readonly config: string,
    private readonly regex: string,
    private readonly replace: string,
  ) {
    if (regex === '') { fail('IngressRewrite', 'regex of a rewrite must not be empty, got "": write for example ^/api/(.+)$'); }
  }

  /** @internal */
  public _render(): object {
    return { type: this._type, [this.config]: { rewrites: [{ regex: this.regex, replace: this.replace }] } };
  }
}
