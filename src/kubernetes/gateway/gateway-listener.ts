import { fail } from '../../private/errors';
import { CLUSTER_POLICY } from '../../rules/network-policy-objects';
import { wholeNumber } from '../whole-number';

/**
 * From which namespaces routes may join a listener.
 */
export enum AllowedRoutes {
  /** That of the Gateway. */
  SAME_NAMESPACE = 'Same',
  /** All of them. */
  ALL_NAMESPACES = 'All',
}

/**
 * Options of a listener of a Gateway.
 */
export interface GatewayListenerOptions {
  /**
   * Name of the listener in its Gateway, by which routes may choose it.
   *
   * @default - protocol and port, such as `https-443`
   */
  readonly name?: string;

  /**
   * From which namespaces routes may join.
   *
   * @default AllowedRoutes.SAME_NAMESPACE
   */
  readonly allowedRoutes?: AllowedRoutes;

  /**
   * Labels of the namespaces that routes may join from. Not together with `allowedRoutes`.
   *
   * @default - `allowedRoutes` decides
   */
  readonly allowedNamespaceLabels?: { [key: string]: string };
}

/**
 * Options of `GatewayListener.http`, `https` and `tls`.
 */
export interface HostedGatewayListenerOptions extends GatewayListenerOptions {
  /**
   * Host that the listener is for, such as `shop.example.com` or `*.example.com`. For HTTPS and TLS, EKS looks for a certificate of this host in ACM; how it does
   * is not documented in detail.
   *
   * @default - all hosts
   */
  readonly hostname?: string;
}

/**
 * A port of a Gateway.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class GatewayListener {
  /**
   * HTTP, for Application Load Balancers.
   *
   * @param port Port, 1 to 65,535.
   * @param options Name, host, and whose routes may join.
   */
  public static http(port: number, options: HostedGatewayListenerOptions = {}): GatewayListener {
    return new GatewayListener('HTTP', port, options);
  }

  /**
   * HTTPS, for Application Load Balancers, with certificates of ACM.
   *
   * @param port Port, 1 to 65,535.
   * @param options Name, host, and whose routes may join.
   */
  public static https(port: number, options: HostedGatewayListenerOptions = {}): GatewayListener {
    return new GatewayListener('HTTPS', port, options);
  }

  /**
   * TCP, for Network Load Balancers.
   *
   * @param port Port, 1 to 65,535.
   * @param options Name, and whose routes may join.
   */
  public static tcp(port: number, options: GatewayListenerOptions = {}): GatewayListener {
    return new GatewayListener('TCP', port, options);
  }

  /**
   * TLS that ends at the load balancer, for Network Load Balancers. Its pods are named by TCPRoutes; that Auto Mode takes this protocol follows from the AWS
   * Load Balancer Controller and is **unverified**.
   *
   * @param port Port, 1 to 65,535.
   * @param options Name, host, and whose routes may join.
   */
  public static tls(port: number, options: HostedGatewayListenerOptions = {}): GatewayListener {
    return new GatewayListener('TLS', port, options);
  }

  /**
   * UDP, for Network Load Balancers.
   *
   * @param port Port, 1 to 65,535.
   * @param options Name, and whose routes may join.
   */
  public static udp(port: number, options: GatewayListenerOptions = {}): GatewayListener {
    return new GatewayListener('UDP', port, options);
  }

  /** Name of the listener in its Gateway. */
  public readonly name: string;

  private readonly rendered: object;

  private constructor(protocol: string, port: number, options: HostedGatewayListenerOptions) {
    const { allowedRoutes, allowedNamespaceLabels, hostname } = options;
    wholeNumber('port of a listener', port, CLUSTER_POLICY.port);
    if (allowedRoutes && allowedNamespaceLabels) {
      fail('AllowedRoutes', 'allowedRoutes and allowedNamespaceLabels of a listener must not be given together, got both: write one of them');
    }
    this.name = options.name ?? `${protocol.toLowerCase()}-${port}`;
    const namespaces = allowedNamespaceLabels
      ? { from: 'Selector', selector: { matchLabels: { ...allowedNamespaceLabels } } } : { from: allowedRoutes ?? AllowedRoutes.SAME_NAMESPACE };
    this.rendered = { name: this.name, protocol, port, hostname, allowedRoutes: { namespaces } };
  }

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}
