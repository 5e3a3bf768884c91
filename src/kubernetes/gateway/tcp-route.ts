import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { RouteBackend } from './route-backend';
import { RouteBase } from './route-base';
import { RouteParent } from './route-parent';

/**
 * Properties of `TcpRoute`.
 */
export interface TcpRouteProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - a name made from the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /** Gateways that the route joins: those of Network Load Balancers, by a listener of TCP each. */
  readonly gateways: RouteParent[];

  /** Where connections go, by weight. */
  readonly backends: RouteBackend[];
}

/**
 * Where connections of TCP go.
 *
 * The kind is one of the experimental channel of the Gateway API, `gateway.networking.k8s.io/v1alpha2`. Whether the CRDs that EKS installs have it is **unverified**:
 * without it the object is refused.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class TcpRoute extends RouteBase {
  constructor(scope: Construct, id: string, props: TcpRouteProps) {
    const { backends, ...rest } = props;
    super(scope, id, {
      ...rest, apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'TCPRoute', rules: [{ backendRefs: backends.map((backend) => backend._render()) }],
    });
  }
}
