import type * as kplus from 'cdk8s-plus-28';
import { fail } from '../../private/errors';
import { CLUSTER_POLICY } from '../../rules/network-policy-objects';
import { wholeNumber } from '../whole-number';

const WEIGHT = { least: 0, most: 1_000_000 };

/**
 * Options of `RouteBackend`.
 */
export interface RouteBackendOptions {
  /**
   * Share of the traffic, 0 to 1,000,000, in proportion to the other backends of the rule.
   *
   * @default 1
   */
  readonly weight?: number;

  /**
   * Namespace of the Service. In another one than the route's, a ReferenceGrant there must allow it.
   *
   * @default - that of the route
   */
  readonly namespace?: string;
}

/**
 * A Service that a route sends traffic to.
 */
export class RouteBackend {
  /**
   * A Service of cdk8s-plus.
   *
   * @param service The Service.
   * @param port Its port, 1 to 65,535; that of a Service with a single one may be left out.
   * @param options Share of the traffic.
   */
  public static service(service: kplus.Service, port?: number, options: RouteBackendOptions = {}): RouteBackend {
    const ports = service.ports.map((each) => each.port);
    if (port === undefined && ports.length !== 1) {
      fail('RouteBackend', `port of a backend must be given when its Service has ${ports.length === 0 ? 'none' : 'several'}, got none: write ${ports.length === 0 ? 'it' : `one of ${ports.join(', ')}`}`);
    }
    return new RouteBackend(service.name, port ?? ports[0], options);
  }

  /**
   * A Service that exists in the cluster or is made elsewhere.
   *
   * @param name Name of the Service.
   * @param port Its port, 1 to 65,535.
   * @param options Share of the traffic.
   */
  public static serviceNamed(name: string, port: number, options: RouteBackendOptions = {}): RouteBackend {
    return new RouteBackend(name, port, options);
  }

  private readonly rendered: object;

  private constructor(name: string, port: number, { weight, namespace }: RouteBackendOptions) {
    this.rendered = {
      name,
      namespace,
      port: wholeNumber('port of a backend', port, CLUSTER_POLICY.port),
      weight: weight === undefined ? undefined : wholeNumber('weight of a backend', weight, WEIGHT),
    };
  }

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}
