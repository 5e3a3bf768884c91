import { fail } from '../../private/errors';

/**
 * Path of a request.
 */
export class HttpPath {
  /**
   * This one.
   *
   * @param path Begins with a slash.
   */
  public static exact(path: string): HttpPath {
    return new HttpPath('Exact', path);
  }

  /**
   * This one and all below it: `/shop` also stands for `/shop/cart`, not for `/shopping`.
   *
   * @param path Begins with a slash.
   */
  public static prefix(path: string): HttpPath {
    return new HttpPath('PathPrefix', path);
  }

  private constructor(private readonly type: string, private readonly path: string) {
    if (!path.startsWith('/')) { fail('HttpPath', `path of a match must begin with a slash, got "${path}": write "/${path}"`); }
  }

  /** @internal */
  public _render(): object {
    return { type: this.type, value: this.path };
  }
}

/**
 * Which requests a rule is for: those that fit all that is given.
 */
export interface HttpRouteMatch {
  /**
   * Their path.
   *
   * @default - any
   */
  readonly path?: HttpPath;

  /**
   * Headers that they have, exactly so.
   *
   * @default - any
   */
  readonly headers?: { [name: string]: string };

  /**
   * Parameters of their query, exactly so.
   *
   * @default - any
   */
  readonly queryParameters?: { [name: string]: string };

  /**
   * Their method, such as `POST`.
   *
   * @default - any
   */
  readonly method?: string;
}
