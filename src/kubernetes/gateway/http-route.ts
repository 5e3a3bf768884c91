import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { HttpRouteFilter } from './http-route-filter';
import { HttpRouteMatch } from './http-route-match';
import { renderHttpMatch } from './rendering/http-match';
import { RouteBackend } from './route-backend';
import { RouteBase } from './route-base';
import { RouteParent } from './route-parent';
import { fail } from '../../private/errors';

/**
 * What becomes of some requests.
 */
export interface HttpRouteRule {
  /**
   * Which requests, by one match of several.
   *
   * @default - all
   */
  readonly matches?: HttpRouteMatch[];

  /**
   * What is changed of them, or where they are sent instead.
   *
   * @default - nothing
   */
  readonly filters?: HttpRouteFilter[];

  /**
   * Where they go, by weight.
   *
   * @default - nowhere, which needs a filter that redirects
   */
  readonly backends?: RouteBackend[];
}

/**
 * Properties of `HttpRoute`.
 */
export interface HttpRouteProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - a name made from the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /** Gateways that the route joins: those of Application Load Balancers. */
  readonly gateways: RouteParent[];

  /**
   * Hosts that it is for, such as `shop.example.com`.
   *
   * @default - those of the listener
   */
  readonly hostnames?: string[];

  /** What becomes of requests. */
  readonly rules: HttpRouteRule[];
}

/**
 * Where requests by HTTP go. Not everything that the Gateway API has can be done by an Application Load Balancer.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class HttpRoute extends RouteBase {
  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    const { rules, ...rest } = props;
    super(scope, id, { ...rest, apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', rules: rules.map(renderRule) });
  }
}

function renderRule({ matches, filters = [], backends = [] }: HttpRouteRule): object {
  if (backends.length === 0 && !filters.some((filter) => filter._answers)) {
    fail('HttpRouteRule', 'backends of a rule must have at least one entry unless a filter redirects, got none: write RouteBackend.service(…), or HttpRouteFilter.redirect(…)');
  }
  return {
    matches: matches?.length ? matches.map(renderHttpMatch) : undefined,
    filters: filters.length > 0 ? filters.map((filter) => filter._render()) : undefined,
    backendRefs: backends.length > 0 ? backends.map((backend) => backend._render()) : undefined,
  };
}
