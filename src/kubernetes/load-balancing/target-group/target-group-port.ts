import { PORTS } from '../../../rules/ports';
import { wholeNumber } from '../../whole-number';

/**
 * Ports of targets that a load balancer is let through to.
 */
export class TargetGroupPort {
  /** All ports of TCP. */
  public static readonly ALL_TCP = new TargetGroupPort('TCP');
  /** All ports of UDP. */
  public static readonly ALL_UDP = new TargetGroupPort('UDP');

  /**
   * A port of TCP.
   *
   * @param port Port of the pods, or of the nodes for targets of the type `INSTANCE`; 1 to 65,535.
   */
  public static tcp(port: number): TargetGroupPort {
    return new TargetGroupPort('TCP', wholeNumber('port of a target group', port, PORTS));
  }

  /**
   * A port of UDP. Health checks need one of TCP as well.
   *
   * @param port Port of the pods, or of the nodes for targets of the type `INSTANCE`; 1 to 65,535.
   */
  public static udp(port: number): TargetGroupPort {
    return new TargetGroupPort('UDP', wholeNumber('port of a target group', port, PORTS));
  }

  private constructor(private readonly protocol: string, private readonly port?: number) {}

  /** @internal */
  public _render(): object {
    return { protocol: this.protocol, port: this.port };
  }
}
