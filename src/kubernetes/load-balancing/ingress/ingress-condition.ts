import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';

/**
 * A part of the query that a request must have.
 */
export interface QueryParameter {
  /**
   * Name of the parameter.
   *
   * @default - any
   */
  readonly key?: string;

  /** Value of the parameter; `*` stands for any number of characters, `?` for one. */
  readonly value: string;
}

/**
 * What a request must have besides the host and the path of its rule. All conditions of a rule must hold; of the values of one, one is enough.
 *
 * A rule may have 5 values in all, those of its host and its path included: a path by `IngressPath.prefix` counts twice.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export class IngressCondition {
  /**
   * The host is one of these, or that of the rule. `*` stands for any number of characters, `?` for one.
   *
   * @param hosts Host names.
   */
  public static hosts(...hosts: string[]): IngressCondition {
    return new IngressCondition('host-header', { hostHeaderConfig: { values: filled('hosts', hosts) } });
  }

  /**
   * The host matches one of these regular expressions. The rule itself must then be without a host.
   *
   * @param patterns Regular expressions.
   */
  public static hostPatterns(...patterns: string[]): IngressCondition {
    return new IngressCondition('host-header', { hostHeaderConfig: { regexValues: filled('hostPatterns', patterns) } });
  }

  /**
   * The path is one of these, or that of the rule. `*` stands for any number of characters, `?` for one.
   *
   * @param paths Paths.
   */
  public static paths(...paths: string[]): IngressCondition {
    return new IngressCondition('path-pattern', { pathPatternConfig: { values: filled('paths', paths) } });
  }

  /**
   * The path matches one of these regular expressions, or that of the rule, which must be one by `IngressPath.regex`, or none.
   *
   * @param patterns Regular expressions.
   */
  public static pathPatterns(...patterns: string[]): IngressCondition {
    return new IngressCondition('path-pattern', { pathPatternConfig: { regexValues: filled('pathPatterns', patterns) } });
  }

  /**
   * A header has one of these values. `*` stands for any number of characters, `?` for one.
   *
   * @param httpHeaderName Name of the header.
   * @param values Values.
   */
  public static header(httpHeaderName: string, ...values: string[]): IngressCondition {
    return new IngressCondition('http-header', { httpHeaderConfig: { httpHeaderName, values: filled('values of a header', values) } });
  }

  /**
   * A header matches one of these regular expressions.
   *
   * @param httpHeaderName Name of the header.
   * @param patterns Regular expressions.
   */
  public static headerPatterns(httpHeaderName: string, ...patterns: string[]): IngressCondition {
    return new IngressCondition('http-header', { httpHeaderConfig: { httpHeaderName, regexValues: filled('patterns of a header', patterns) } });
  }

  /**
   * The request is made with one of these methods.
   *
   * @param methods Methods such as `GET`, in upper case.
   */
  public static methods(...methods: string[]): IngressCondition {
    const wrong = methods.find((method) => !isToken(method) && !/^[A-Z_-]{1,40}$/.test(method));
    if (wrong !== undefined) {
      fail('IngressCondition', `methods must be upper-case letters, got "${wrong}": write "${wrong.toUpperCase()}"`);
    }
    return new IngressCondition('http-request-method', { httpRequestMethodConfig: { values: filled('methods', methods) } });
  }

  /**
   * The query has one of these parameters.
   *
   * @param parameters Parameters.
   */
  public static query(...parameters: QueryParameter[]): IngressCondition {
    const values = parameters.map(({ key, value }) => ({ key, value }));
    filled('values of parameters', values.map(({ value }) => value));
    return new IngressCondition('query-string', { queryStringConfig: { values } });
  }

  /**
   * The client comes from one of these networks: the address that reaches the load balancer, not one in `X-Forwarded-For`.
   *
   * @param cidrs CIDR blocks of IPv4 or IPv6.
   */
  public static sourceIps(...cidrs: string[]): IngressCondition {
    const wrong = cidrs.find((cidr) => !isToken(cidr) && !/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(cidr));
    if (wrong !== undefined) {
      fail('IngressCondition', `cidrs must be CIDR blocks, got "${wrong}": write for example "192.0.2.0/24", or "192.0.2.1/32" for one address`);
    }
    return new IngressCondition('source-ip', { sourceIpConfig: { values: filled('cidrs', cidrs) } });
  }

  private constructor(private readonly field: string, private readonly settings: object) {}

  /** @internal */
  public _render(): object {
    return { field: this.field, ...this.settings };
  }
}

function filled(property: string, values: string[]): string[] {
  if (isToken(values) || values.length === 0 || values.includes('')) {
    fail('IngressCondition', `${property} must be at least one text, none of them empty, got ${isToken(values) ? 'a token' : JSON.stringify(values)}: write those that count`);
  }
  return [...values];
}
