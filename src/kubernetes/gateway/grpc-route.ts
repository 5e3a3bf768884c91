import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { renderPairs } from './rendering/http-match';
import { RouteBackend } from './route-backend';
import { RouteBase } from './route-base';
import { RouteParent } from './route-parent';

/**
 * Which calls a rule is for: those that fit all that is given.
 */
export interface GrpcRouteMatch {
  /**
   * Service of gRPC, such as `shop.v1.Cart`.
   *
   * @default - any
   */
  readonly service?: string;

  /**
   * Method of the service, such as `Add`.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * Headers that the calls have, exactly so.
   *
   * @default - any
   */
  readonly headers?: { [name: string]: string };
}

/**
 * Where some calls go.
 */
export interface GrpcRouteRule {
  /**
   * Which calls, by one match of several.
   *
   * @default - all
   */
  readonly matches?: GrpcRouteMatch[];

  /** Where they go, by weight. */
  readonly backends: RouteBackend[];
}

/**
 * Properties of `GrpcRoute`.
 */
export interface GrpcRouteProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - a name made from the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /** Gateways that the route joins: those of Application Load Balancers, by listeners of HTTPS. */
  readonly gateways: RouteParent[];

  /**
   * Hosts that it is for, such as `api.example.com`.
   *
   * @default - those of the listener
   */
  readonly hostnames?: string[];

  /** Where calls go. */
  readonly rules: GrpcRouteRule[];
}

/**
 * Where calls by gRPC go.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class GrpcRoute extends RouteBase {
  constructor(scope: Construct, id: string, props: GrpcRouteProps) {
    const { rules, ...rest } = props;
    super(scope, id, { ...rest, apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GRPCRoute', rules: rules.map(renderRule) });
  }
}

function renderRule({ matches, backends }: GrpcRouteRule): object {
  return { matches: matches?.length ? matches.map(renderMatch) : undefined, backendRefs: backends.map((backend) => backend._render()) };
}

function renderMatch({ service, method, headers }: GrpcRouteMatch): object {
  return { method: service === undefined && method === undefined ? undefined : { type: 'Exact', service, method }, headers: renderPairs(headers) };
}
