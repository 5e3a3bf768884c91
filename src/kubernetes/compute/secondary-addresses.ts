import { wholeNumber } from '../whole-number';

/**
 * Addresses for pods on a network interface, besides that of the interface itself. They are given at launch and never become more.
 */
export class SecondaryAddresses {
  /**
   * Single addresses.
   *
   * @param count Number of addresses, 0 or more; how many an interface can have depends on the instance type.
   */
  public static count(count: number): SecondaryAddresses {
    return new SecondaryAddresses({ secondaryIPv4Count: wholeNumber('count of secondary addresses', count, { least: 0 }) });
  }

  /**
   * Blocks of 16 addresses.
   *
   * @param count Number of blocks, 0 or more; how many an interface can have depends on the instance type.
   */
  public static prefixes(count: number): SecondaryAddresses {
    return new SecondaryAddresses({ secondaryIPv4PrefixCount: wholeNumber('prefixes of secondary addresses', count, { least: 0 }) });
  }

  private constructor(private readonly fields: object) {}

  /** @internal */
  public _render(): object {
    return this.fields;
  }
}
