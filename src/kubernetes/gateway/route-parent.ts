import { IGateway } from './gateway';

/**
 * A Gateway that a route joins.
 */
export interface RouteParent {
  /** The Gateway. One of another namespace must allow it. */
  readonly gateway: IGateway;

  /**
   * Name of a listener of the Gateway.
   *
   * @default - all listeners that allow it
   */
  readonly listenerName?: string;
}
