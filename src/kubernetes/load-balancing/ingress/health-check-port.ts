import { fail } from '../../../private/errors';
import { wholeNumberInText } from '../../whole-number';

/**
 * Port that the health check of a target asks.
 */
export class HealthCheckPort {
  /** The port that gets the traffic. */
  public static readonly TRAFFIC = new HealthCheckPort('traffic-port');

  /**
   * A port by its number: of the pod, or of the node for targets by instance.
   *
   * @param port 1 to 65,535.
   */
  public static number(port: number): HealthCheckPort {
    return new HealthCheckPort(String(wholeNumberInText('port of a health check', port, { least: 1, most: 65535 })));
  }

  /**
   * A port by its name in the Service.
   *
   * @param portName Name of the port.
   */
  public static named(portName: string): HealthCheckPort {
    if (portName === '') { fail('HealthCheckPort', 'name of a port must not be empty, got "": write that of a port of the Service'); }
    return new HealthCheckPort(portName);
  }

  private constructor(
    /** @internal */
    public readonly _text: string,
  ) {}
}
