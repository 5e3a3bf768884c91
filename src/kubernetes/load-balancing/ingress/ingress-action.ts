import { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { IngressBackend, IngressServiceOptions } from './ingress-backend';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { exactSeconds } from '../../duration';
import { wholeNumberInText } from '../../whole-number';

const MAXIMUM_TARGETS = 5;
const MAXIMUM_BODY = 1024;

/**
 * A backend and its share of the requests.
 */
export interface WeightedBackend {
  /** Where the requests go. */
  readonly backend: IngressBackend;

  /** Weight among the others, 0 to 999; 0 gets no requests as long as another one is above. */
  readonly weight: number;
}

/**
 * Options of `IngressAction.forwardWeighted`.
 */
export interface WeightedForwardOptions {
  /**
   * How long a client comes back to the same backend: 1 second to 7 days, in whole seconds.
   *
   * @default - each request goes by weight alone
   */
  readonly stickinessDuration?: Duration;
}

/**
 * Options of `IngressAction.redirect`. What is left out stays as in the request; at least one must be given. In the texts, `#{protocol}`, `#{host}`, `#{port}`,
 * `#{path}` and `#{query}` stand for those of the request.
 */
export interface IngressRedirectOptions {
  /**
   * `HTTP` or `HTTPS`.
   *
   * @default - that of the request
   */
  readonly protocol?: string;

  /**
   * Host.
   *
   * @default - that of the request
   */
  readonly host?: string;

  /**
   * Port, 1 to 65,535.
   *
   * @default - that of the request
   */
  readonly port?: number;

  /**
   * Path, from its slash on.
   *
   * @default - that of the request
   */
  readonly path?: string;

  /**
   * Query, without the question mark.
   *
   * @default - that of the request
   */
  readonly query?: string;

  /**
   * Whether browsers may remember it: 301 instead of 302.
   *
   * @default false
   */
  readonly permanent?: boolean;
}

/**
 * Options of `IngressAction.fixedResponse`.
 */
export interface FixedResponseOptions {
  /**
   * `text/plain`, `text/css`, `text/html`, `application/javascript` or `application/json`.
   *
   * @default text/plain
   */
  readonly contentType?: string;

  /**
   * Body, at most 1,024 bytes.
   *
   * @default - none
   */
  readonly body?: string;
}

/**
 * What a load balancer does with a request.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
 */
export class IngressAction {
  /**
   * Sends it to a Service of cdk8s-plus.
   *
   * @param service The Service, in the namespace of the Ingress.
   * @param options Which port of it.
   */
  public static forwardToService(service: kplus.Service, options: IngressServiceOptions = {}): IngressAction {
    return IngressAction.forward(IngressBackend.service(service, options));
  }

  /**
   * Sends it to a backend.
   *
   * @param backend A Service or a target group.
   */
  public static forward(backend: IngressBackend): IngressAction {
    return new IngressAction({ type: 'forward', forwardConfig: { targetGroups: [backend._renderTarget()] } }, [backend]);
  }

  /**
   * Sends it to one of several backends by their weight.
   *
   * @param backends 1 to 5 of them.
   * @param options Whether a client stays with one.
   */
  public static forwardWeighted(backends: WeightedBackend[], options: WeightedForwardOptions = {}): IngressAction {
    if (backends.length < 1 || backends.length > MAXIMUM_TARGETS) {
      fail('WeightedBackends', `backends must be 1 to ${MAXIMUM_TARGETS}, got ${backends.length}: write ${backends.length === 0 ? 'at least one' : 'fewer'}`);
    }
    const targetGroups = backends.map(({ backend, weight }) => ({
      ...backend._renderTarget(), weight: wholeNumberInText('weight of a backend', weight, { least: 0, most: 999 }),
    }));
    if (backends.every(({ weight }) => weight === 0)) {
      fail('WeightedBackends', 'weights of backends must not all be 0, got only 0: give one of them more');
    }
    const duration = options.stickinessDuration;
    return new IngressAction({
      type: 'forward',
      forwardConfig: {
        targetGroups,
        targetGroupStickinessConfig: duration && {
          enabled: true, durationSeconds: wholeNumberInText('stickinessDuration in seconds', exactSeconds(duration), { least: 1, most: 604_800 }),
        },
      },
    }, backends.map(({ backend }) => backend));
  }

  /**
   * Sends the client elsewhere.
   *
   * @param options Where to.
   */
  public static redirect(options: IngressRedirectOptions): IngressAction {
    const { permanent, port, protocol, host, path, query } = options;
    if ([port, protocol, host, path, query].every((part) => part === undefined)) {
      fail('IngressRedirect', 'a redirect must change something, got none of protocol, host, port, path and query: write for example host: \'www.example.com\'');
    }
    if (protocol !== undefined && !isToken(protocol) && !['HTTP', 'HTTPS', '#{protocol}'].includes(protocol)) {
      fail('IngressRedirect', `protocol of a redirect must be HTTP or HTTPS, got "${protocol}": write "${/s$/i.test(protocol) ? 'HTTPS' : 'HTTP'}"`);
    }
    if (path !== undefined && !isToken(path) && !path.startsWith('/')) {
      fail('IngressRedirect', `path of a redirect must begin with /, got "${path}": write "/${path}"`);
    }
    if (query !== undefined && query.startsWith('?')) {
      fail('IngressRedirect', `query of a redirect must be without its question mark, got "${query}": write "${query.slice(1)}"`);
    }
    return new IngressAction({
      type: 'redirect',
      redirectConfig: {
        protocol,
        host,
        port: port === undefined ? undefined : String(wholeNumberInText('port of a redirect', port, { least: 1, most: 65535 })),
        path,
        query,
        statusCode: permanent ? 'HTTP_301' : 'HTTP_302',
      },
    });
  }

  /**
   * Answers by itself.
   *
   * @param statusCode 200 to 599, without 3xx.
   * @param options What the answer says.
   */
  public static fixedResponse(statusCode: number, options: FixedResponseOptions = {}): IngressAction {
    const code = wholeNumberInText('statusCode of a fixed response', statusCode, { least: 200, most: 599 });
    if (code >= 300 && code < 400) {
      fail('FixedResponse', `statusCode of a fixed response must be 2xx, 4xx or 5xx, got ${code}: write IngressAction.redirect for a redirect`);
    }
    const { body, contentType } = options;
    if (body !== undefined && !isToken(body) && Buffer.byteLength(body) > MAXIMUM_BODY) {
      fail('FixedResponse', `body of a fixed response must have at most ${MAXIMUM_BODY} bytes, got ${Buffer.byteLength(body)}: shorten it`);
    }
    return new IngressAction({
      type: 'fixed-response',
      fixedResponseConfig: { contentType: contentType ?? 'text/plain', statusCode: String(code), messageBody: body },
    });
  }

  private constructor(
    /** As its annotation says it. @internal */
    public readonly _settings: object,
    /** @internal */
    public readonly _backends: IngressBackend[] = [],
  ) {}

  /** The only backend, if that is a Service and nothing else is said: it needs no annotation. @internal */
  public get _plainService(): IngressBackend['_service'] {
    return this._backends.length === 1 && !('weight' in this._firstTarget) ? this._backends[0]._service : undefined;
  }

  private get _firstTarget(): object {
    return (this._settings as { forwardConfig: { targetGroups: object[] } }).forwardConfig.targetGroups[0];
  }
}
