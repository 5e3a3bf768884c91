import { IngressAction } from './ingress-action';
import { IngressCondition } from './ingress-condition';
import { IngressPath } from './ingress-path';
import { IngressRewrite } from './ingress-rewrite';

/**
 * A rule of an Ingress. Of several that a request fits, the first one counts.
 */
export interface IngressRule {
  /**
   * Host that the rule is for, in lower case; `*.example.com` for all one level below.
   *
   * @default - any host
   */
  readonly host?: string;

  /**
   * Paths that the rule is for.
   *
   * @default IngressPath.ALL
   */
  readonly path?: IngressPath;

  /**
   * What requests must have besides.
   *
   * @default - nothing
   */
  readonly conditions?: IngressCondition[];

  /**
   * What is changed in requests: one rewrite of the URL and one of the host at most.
   *
   * @default - nothing
   */
  readonly rewrites?: IngressRewrite[];

  /** What is done with requests. */
  readonly action: IngressAction;

  /**
   * Name of the rule in the annotations of the Ingress: 1 to 52 lower-case letters, digits and hyphens, each once, and not that of a Service. Rules that only forward to one
   * Service have no annotations.
   *
   * @default - `rule-` and its place in the list, from 1
   */
  readonly name?: string;
}
