import { SecondaryAddresses } from './secondary-addresses';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { wholeNumber } from '../whole-number';

/**
 * What a network interface for IP traffic has.
 */
export interface NetworkInterfaceOptions {
  /**
   * Addresses for pods; only on network card 0, and not on the primary interface when the NodeClass has a `podNetwork`.
   *
   * @default - none
   */
  readonly secondaryAddresses?: SecondaryAddresses;
}

/**
 * A network interface that every node of a NodeClass has from its launch on.
 *
 * Nodes with listed interfaces get no further interfaces or addresses later, so the secondary addresses limit the pods of a node. They have no
 * IPv6 addresses, and no public one when there are several interfaces. Only instance types with these network cards and devices can be launched.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export class NetworkInterface {
  /**
   * The interface with the address of the node: device 0 of network card 0.
   *
   * @param options What it has.
   */
  public static primary(options: NetworkInterfaceOptions = {}): NetworkInterface {
    return new NetworkInterface(0, 0, 'interface', options);
  }

  /**
   * An interface for IP traffic.
   *
   * @param networkCardIndex Network card, 0 or more.
   * @param deviceIndex Device on the card, 0 or more.
   * @param options What it has.
   */
  public static standard(networkCardIndex: number, deviceIndex: number, options: NetworkInterfaceOptions = {}): NetworkInterface {
    return new NetworkInterface(networkCardIndex, deviceIndex, 'interface', options);
  }

  /**
   * An interface for EFA traffic only, without addresses. Not device 0 of network card 0, and not in a NodeClass that reserves hugepages.
   *
   * Pods ask for it as `vpc.amazonaws.com/efa`, which needs the EFA device plugin in the cluster. The security groups of the NodeClass must
   * allow all traffic from and to themselves.
   *
   * @param networkCardIndex Network card, 0 or more.
   * @param deviceIndex Device on the card, 0 or more.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html
   */
  public static efaOnly(networkCardIndex: number, deviceIndex: number): NetworkInterface {
    if (networkCardIndex === 0 && deviceIndex === 0) {
      fail('NetworkInterface', 'device 0 of network card 0 must be a standard interface, got efaOnly(0, 0): write primary(), and efaOnly(0, 1) for EFA on that card');
    }
    return new NetworkInterface(networkCardIndex, deviceIndex, 'efa-only', {});
  }

  private readonly rendered: object;

  private constructor(networkCardIndex: number, deviceIndex: number, interfaceType: string, { secondaryAddresses }: NetworkInterfaceOptions) {
    wholeNumber('networkCardIndex of a network interface', networkCardIndex, { least: 0 });
    wholeNumber('deviceIndex of a network interface', deviceIndex, { least: 0 });
    if (secondaryAddresses && networkCardIndex !== 0 && !isToken(networkCardIndex)) {
      fail('NetworkInterface', `secondaryAddresses must be on network card 0, got card ${networkCardIndex}: give them to a device of card 0`);
    }
    this.rendered = { networkCardIndex, deviceIndex, interfaceType, ...secondaryAddresses?._render() };
  }

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}
