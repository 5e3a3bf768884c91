import { Token } from 'aws-cdk-lib';
import { NetworkInterface, SecondaryAddresses } from '../../../src';

const number = Token.asNumber({ Ref: 'Number' });

describe('the primary interface', () => {
  test('is device 0 of network card 0', () => {
    expect(NetworkInterface.primary()._render()).toEqual({ networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface' });
  });

  test('may have secondary addresses', () => {
    expect(NetworkInterface.primary({ secondaryAddresses: SecondaryAddresses.prefixes(2) })._render()).toMatchObject({ secondaryIPv4PrefixCount: 2 });
  });
});

describe('a standard interface', () => {
  test('has its place', () => {
    expect(NetworkInterface.standard(3, 1)._render()).toEqual({ networkCardIndex: 3, deviceIndex: 1, interfaceType: 'interface' });
  });

  test('of network card 0 may have secondary addresses', () => {
    expect(NetworkInterface.standard(0, 1, { secondaryAddresses: SecondaryAddresses.count(30) })._render()).toMatchObject({ secondaryIPv4Count: 30 });
  });

  test.each([SecondaryAddresses.count(1), SecondaryAddresses.prefixes(0)])('of another card must not: %#', (secondaryAddresses) => {
    expect(() => NetworkInterface.standard(1, 0, { secondaryAddresses }))
      .toThrow(new Error('secondaryAddresses must be on network card 0, got card 1: give them to a device of card 0'));
  });

  test.each([-1, 0.5, NaN])('must not be at %s', (index) => {
    expect(() => NetworkInterface.standard(index, 0))
      .toThrow(`networkCardIndex of a network interface must be a whole number of 0 or more, got ${index}: write for example `);
    expect(() => NetworkInterface.standard(0, index))
      .toThrow(`deviceIndex of a network interface must be a whole number of 0 or more, got ${index}: write for example `);
  });

  test('is not looked into where it has tokens', () => {
    const secondaryAddresses = SecondaryAddresses.count(number);
    expect(NetworkInterface.standard(number, number, { secondaryAddresses })._render())
      .toEqual({ networkCardIndex: number, deviceIndex: number, interfaceType: 'interface', secondaryIPv4Count: number });
  });
});

describe('an EFA interface', () => {
  test('has its place and no addresses', () => {
    expect(NetworkInterface.efaOnly(1, 0)._render()).toEqual({ networkCardIndex: 1, deviceIndex: 0, interfaceType: 'efa-only' });
  });

  test('must not be the primary one', () => {
    expect(() => NetworkInterface.efaOnly(0, 0)).toThrow(
      new Error('device 0 of network card 0 must be a standard interface, got efaOnly(0, 0): write primary(), and efaOnly(0, 1) for EFA on that card'),
    );
  });
});

describe('secondary addresses', () => {
  test('are single ones or blocks', () => {
    expect(SecondaryAddresses.count(0)._render()).toEqual({ secondaryIPv4Count: 0 });
    expect(SecondaryAddresses.prefixes(3)._render()).toEqual({ secondaryIPv4PrefixCount: 3 });
  });

  test.each([-1, 1.5])('must not be %s', (count) => {
    expect(() => SecondaryAddresses.count(count)).toThrow(`count of secondary addresses must be a whole number of 0 or more, got ${count}`);
    expect(() => SecondaryAddresses.prefixes(count)).toThrow(`prefixes of secondary addresses must be a whole number of 0 or more, got ${count}`);
  });
});
