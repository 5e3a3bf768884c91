import { renderPairs } from './rendering/http-match';
import { fail } from '../../private/errors';
import { CLUSTER_POLICY } from '../../rules/network-policy-objects';
import { wholeNumber } from '../whole-number';

const REDIRECTS = [301, 302];

/**
 * Options of `HttpRouteFilter.redirect`. At least one must be given.
 */
export interface HttpRedirectOptions {
  /**
   * Protocol of the new address, `http` or `https`.
   *
   * @default - that of the request
   */
  readonly scheme?: string;

  /**
   * Host of the new address.
   *
   * @default - that of the request
   */
  readonly hostname?: string;

  /**
   * Port of the new address, 1 to 65,535.
   *
   * @default - that of the scheme
   */
  readonly port?: number;

  /**
   * Path of the new address.
   *
   * @default - that of the request
   */
  readonly path?: string;

  /**
   * Status of the answer, 301 or 302.
   *
   * @default 302
   */
  readonly statusCode?: number;
}

/**
 * What a rule of an HttpRoute does with requests besides sending them on. Which filters an Application Load Balancer can do is not documented in full.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class HttpRouteFilter {
  /**
   * Answers with another address.
   *
   * @param options What is different in it.
   */
  public static redirect(options: HttpRedirectOptions): HttpRouteFilter {
    const { scheme, hostname, port, path, statusCode } = options;
    if ([scheme, hostname, port, path].every((each) => each === undefined)) {
      fail('HttpRedirect', 'scheme, hostname, port or path of a redirect must be given, got none of them: write for example scheme: \'https\'');
    }
    if (statusCode !== undefined && !REDIRECTS.includes(statusCode)) {
      fail('HttpRedirect', `statusCode of a redirect must be ${REDIRECTS.join(' or ')}, got ${statusCode}: write ${REDIRECTS[0]}`);
    }
    return new HttpRouteFilter({
      type: 'RequestRedirect',
      requestRedirect: {
        scheme,
        hostname,
        port: port === undefined ? undefined : wholeNumber('port of a redirect', port, CLUSTER_POLICY.port),
        path: renderPath(path),
        statusCode,
      },
    }, true);
  }

  /**
   * Changes host or path before the request is sent on.
   *
   * @param path Path that it gets; the same when it is left out.
   * @param hostname Host that it gets; the same when it is left out.
   */
  public static rewrite(path?: string, hostname?: string): HttpRouteFilter {
    if (path === undefined && hostname === undefined) { fail('HttpRewrite', 'path or hostname of a rewrite must be given, got neither: write one of them'); }
    return new HttpRouteFilter({ type: 'URLRewrite', urlRewrite: { hostname, path: renderPath(path) } }, false);
  }

  /**
   * Sets headers before the request is sent on; others stay.
   *
   * @param headers Headers with the values that they get.
   */
  public static modifyRequestHeaders(headers: { [name: string]: string }): HttpRouteFilter {
    return new HttpRouteFilter({ type: 'RequestHeaderModifier', requestHeaderModifier: { set: renderPairs(headers) } }, false);
  }

  private constructor(
    private readonly rendered: object,
    /**
     * Whether nothing has to be behind it.
     *
     * @internal
     */
    public readonly _answers: boolean,
  ) {}

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}

function renderPath(path: string | undefined): object | undefined {
  return path === undefined ? undefined : { type: 'ReplaceFullPath', replaceFullPath: path };
}
