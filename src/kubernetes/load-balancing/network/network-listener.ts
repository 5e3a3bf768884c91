import { Duration } from 'cdk8s';
import { WeightedTarget } from './weighted-target';
import { fail } from '../../../private/errors';
import { PORTS } from '../../../rules/ports';
import { TCP_IDLE_TIMEOUT, WEIGHTS } from '../../../rules/service-annotations';
import { wholeNumberInText } from '../../whole-number';
import { wholeSeconds } from '../../whole-seconds';
import { jsonText, keyValuePairs } from '../annotation-value';

const IDLE_TIMEOUT = 'tcp.idle_timeout.seconds';

/**
 * How the connections of a listener are shared out.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#nlb-default-action
 */
export interface WeightedForward {
  /** Share of the Service with the load balancer, 0 to 999, compared with that of the others. */
  readonly baseServiceWeight: number;

  /** Who gets the rest, at least one. Not all weights may be 0. */
  readonly targets: WeightedTarget[];

  /**
   * Whether later connections from an address go where the first one went. Not for TLS.
   *
   * @default false
   */
  readonly stickiness?: boolean;
}

/**
 * Settings of a listener.
 */
export interface NetworkListenerOptions {
  /**
   * Other Services and target groups that share its connections, since August 2026: for a change of version step by step.
   *
   * @default - all connections go to the Service
   */
  readonly forward?: WeightedForward;

  /**
   * Attributes of the listener that have no property here, by their names in Elastic Load Balancing.
   *
   * @default - none
   */
  readonly attributes?: { [key: string]: string };
}

/**
 * Settings of a listener for TCP.
 */
export interface TcpListenerOptions extends NetworkListenerOptions {
  /**
   * Time after which a quiet connection is forgotten, 60 to 6,000 seconds, in whole seconds. One that was set is not reset by leaving
   * it out.
   *
   * @default Duration.seconds(350)
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
   */
  readonly idleTimeout?: Duration;
}

/**
 * What a listener of a Network Load Balancer has beyond its port. The Service says which listeners there are: this must name one of them.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
export class NetworkListener {
  /**
   * The listener of a port for TCP.
   *
   * @param port Port of the Service, 1 to 65,535.
   * @param options Its settings.
   */
  public static tcp(port: number, options: TcpListenerOptions = {}): NetworkListener {
    return new NetworkListener('TCP', port, options, options.idleTimeout);
  }

  /**
   * The listener of a port whose traffic the load balancer decrypts: one of `tlsPorts`.
   *
   * @param port Port of the Service, 1 to 65,535.
   * @param options Its settings.
   */
  public static tls(port: number, options: NetworkListenerOptions = {}): NetworkListener {
    if (options.forward?.stickiness) {
      fail('NetworkListener', 'stickiness of forward must not be true for a TLS listener, got true: leave it out');
    }
    return new NetworkListener('TLS', port, options);
  }

  /**
   * The listener of a port for UDP.
   *
   * @param port Port of the Service, 1 to 65,535.
   * @param options Its settings.
   */
  public static udp(port: number, options: NetworkListenerOptions = {}): NetworkListener {
    return new NetworkListener('UDP', port, options);
  }

  /**
   * The listener of a port for both TCP and UDP, which needs `tcpUdpListeners`.
   *
   * @param port Port of the Service, 1 to 65,535, which has it for both.
   * @param options Its settings.
   */
  public static tcpUdp(port: number, options: NetworkListenerOptions = {}): NetworkListener {
    return new NetworkListener('TCP_UDP', port, options);
  }

  /**
   * Protocol and port, such as `TCP-80`.
   *
   * @internal
   */
  public readonly _name: string;
  /** @internal */
  public readonly _attributes?: string;
  /** @internal */
  public readonly _action?: string;

  private constructor(protocol: string, port: number, { forward, attributes = {} }: NetworkListenerOptions, idleTimeout?: Duration) {
    this._name = `${protocol}-${wholeNumberInText('port of a listener', port, PORTS)}`;
    if (idleTimeout && IDLE_TIMEOUT in attributes) {
      fail('NetworkListener', `attributes of listener ${this._name} must not have ${IDLE_TIMEOUT} together with idleTimeout, got both: remove one of them`);
    }
    this._attributes = keyValuePairs(`attributes of listener ${this._name}`, {
      ...idleTimeout && { [IDLE_TIMEOUT]: wholeSeconds(`idleTimeout of listener ${this._name}`, idleTimeout, TCP_IDLE_TIMEOUT) },
      ...attributes,
    });
    this._action = forward && renderForward(this._name, forward);
  }
}

function renderForward(name: string, { baseServiceWeight, targets, stickiness }: WeightedForward): string {
  if (targets.length === 0) {
    fail('NetworkListener', `targets of forward of listener ${name} must have at least one entry, got none: leave forward out, or write one`);
  }
  return jsonText(`forward of listener ${name}`, {
    type: 'forward',
    forwardConfig: {
      baseServiceWeight: wholeNumberInText('baseServiceWeight of forward', baseServiceWeight, WEIGHTS),
      targetGroups: targets.map((target) => target._render()),
      targetGroupStickinessConfig: stickiness === undefined ? undefined : { enabled: stickiness },
    },
  });
}
