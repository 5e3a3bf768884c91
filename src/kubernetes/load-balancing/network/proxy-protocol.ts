import { fail } from '../../../private/errors';
import { PORTS } from '../../../rules/ports';
import { wholeNumberInText } from '../../whole-number';

/**
 * Which listeners tell pods the address of the client, by the PROXY protocol, version 2. Pods there must understand it, and take nothing else.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#proxy-protocol
 */
export class ProxyProtocol {
  /** All listeners. */
  public static readonly ALL_PORTS = new ProxyProtocol();

  /**
   * Those of some ports of the Service, and no others.
   *
   * @param ports Ports of the Service, each 1 to 65,535, at least one.
   */
  public static ports(...ports: number[]): ProxyProtocol {
    if (ports.length === 0) { fail('ProxyProtocol', 'ports of proxyProtocol must have at least one entry, got none: leave proxyProtocol out, or write one'); }
    return new ProxyProtocol(ports.map((port) => wholeNumberInText('port of proxyProtocol', port, PORTS)));
  }

  private constructor(private readonly given?: number[]) {}

  /**
   * Nothing means all ports.
   *
   * @internal
   */
  public get _ports(): number[] | undefined {
    return this.given;
  }
}
