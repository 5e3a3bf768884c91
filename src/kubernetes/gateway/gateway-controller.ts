import { GATEWAY_CONTROLLERS } from '../../rules/gateway-objects';

/**
 * What makes the load balancers of a GatewayClass.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class GatewayController {
  /** Application Load Balancers, for HTTP and gRPC. */
  public static readonly APPLICATION_LOAD_BALANCER = new GatewayController(GATEWAY_CONTROLLERS.application);
  /** Network Load Balancers, for TCP and UDP. */
  public static readonly NETWORK_LOAD_BALANCER = new GatewayController(GATEWAY_CONTROLLERS.network);

  /**
   * A controller that has no name here.
   *
   * @param controllerName Such as `example.com/gateway`.
   */
  public static of(controllerName: string): GatewayController {
    return new GatewayController(controllerName);
  }

  private constructor(
    /** Name of the controller. */
    public readonly controllerName: string,
  ) {}
}
