import { Token } from 'aws-cdk-lib';
import { problemsOf } from '../support/node-class';

const number = Token.asNumber({ Ref: 'Number' });
const token = Token.asString({ Ref: 'Value' });
const PRIMARY = { networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface' };
const SECOND = { ...PRIMARY, deviceIndex: 1 };
const EFA = { networkCardIndex: 1, deviceIndex: 0, interfaceType: 'efa-only' };
const podSubnetSelectorTerms = [{ id: 'subnet-2' }];
const FIELD = 'spec.advancedNetworking.networkInterfaces';

describe('errors', () => {
  const found = (networkInterfaces: unknown, networking: object = {}, fields: object = {}) =>
    problemsOf('node-class-interfaces', { advancedNetworking: { networkInterfaces, ...networking }, ...fields });

  test.each<[string, unknown]>([
    ['the primary one', [PRIMARY]],
    ['addresses', [{ ...PRIMARY, secondaryIPv4Count: 10 }, { ...SECOND, secondaryIPv4PrefixCount: 2 }]],
    ['EFA on the first card', [PRIMARY, { ...EFA, networkCardIndex: 0, deviceIndex: 1 }]],
    ['EFA on others', [PRIMARY, EFA, { ...EFA, networkCardIndex: 2 }]],
    ['tokens', [{ networkCardIndex: number, deviceIndex: number, interfaceType: token, secondaryIPv4Count: number }]],
    ['an entry that is a token', [token]],
    ['a token', token],
    ['none', []],
  ])('are none with %s', (_, interfaces) => {
    expect(found(interfaces)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['EFA as the primary one', { ...EFA, networkCardIndex: 0 }, 'interfaceType: must be "interface" for device 0 of network card 0, got "efa-only": write "interface", and EFA as a device of its own'],
    ['an unknown type', { ...EFA, interfaceType: 'efa' }, 'interfaceType: must be one of "interface", "efa-only", got "efa": write for example "interface"'],
    ['a negative card', { ...EFA, networkCardIndex: -1 }, 'networkCardIndex: must be a whole number of 0 or more, got -1: write for example 0'],
    ['a device as text', { ...EFA, deviceIndex: '1' }, 'deviceIndex: must be a whole number of 0 or more, got "1": write for example 1'],
    ['a negative count', { ...PRIMARY, secondaryIPv4Count: -1 }, 'secondaryIPv4Count: must be a whole number of 0 or more, got -1: write for example 0'],
    ['half a prefix', { ...PRIMARY, secondaryIPv4PrefixCount: 0.5 }, 'secondaryIPv4PrefixCount: must be a whole number of 0 or more, got 0.5: write for example 1'],
    ['both kinds of addresses', { ...PRIMARY, secondaryIPv4Count: 1, secondaryIPv4PrefixCount: number }, 'secondaryIPv4Count: must not be given together with secondaryIPv4PrefixCount, got both: keep one of them'],
    ['addresses on another card', { ...SECOND, networkCardIndex: 1, secondaryIPv4Count: 0 }, 'secondaryIPv4Count: must be on network card 0, got card 1: remove it, or give the addresses to a device of card 0'],
    ['addresses of EFA', { ...EFA, networkCardIndex: 0, deviceIndex: 1, secondaryIPv4PrefixCount: 1 }, 'secondaryIPv4PrefixCount: must not be on an interface of type "efa-only", got one: remove it: EFA has no addresses'],
  ])('are said of %s', (_, entry, problem) => {
    expect(found([PRIMARY, entry])).toEqual([`${FIELD}[1].${problem}`]);
  });

  test('are said of a public address with several interfaces', () => {
    expect(found([PRIMARY, EFA], { associatePublicIPAddress: true })).toEqual([
      'spec.advancedNetworking.associatePublicIPAddress: must not be true with several network interfaces, got 2: remove it, and let nodes reach the internet through a NAT gateway',
    ]);
    expect(found([PRIMARY], { associatePublicIPAddress: true })).toEqual([]);
    expect(found([PRIMARY, EFA], { associatePublicIPAddress: false })).toEqual([]);
    expect(found([PRIMARY, EFA], { associatePublicIPAddress: token })).toEqual([]);
  });

  test('are said of addresses of the primary interface with subnets for pods', () => {
    expect(found([{ ...PRIMARY, secondaryIPv4PrefixCount: 1 }], {}, { podSubnetSelectorTerms })).toEqual([
      `${FIELD}[0].secondaryIPv4PrefixCount: must be 0 on the primary interface when there are subnets for pods, got 1: remove it, and give the addresses to another device of card 0`,
    ]);
    const fine = [PRIMARY, { ...PRIMARY, secondaryIPv4Count: 0 }, { ...PRIMARY, secondaryIPv4Count: number }, { ...SECOND, secondaryIPv4Count: 1 }];
    for (const entry of fine) { expect(found([entry], {}, { podSubnetSelectorTerms })).toEqual([]); }
  });
});

describe('warnings', () => {
  const warned = (networkInterfaces: unknown) => problemsOf('node-class-interface-layout', { advancedNetworking: { networkInterfaces } });
  const addresses = { secondaryIPv4Count: 1 };

  test.each<[string, unknown]>([
    ['a primary one with addresses', [{ ...PRIMARY, ...addresses }]],
    ['addresses elsewhere', [PRIMARY, { ...SECOND, secondaryIPv4PrefixCount: 1 }]],
    ['an unknown entry', [token]],
    ['an unknown number of addresses', [{ ...PRIMARY, secondaryIPv4Count: number }]],
    ['an unknown place', [{ ...SECOND, deviceIndex: number }, { ...SECOND, deviceIndex: number }]],
    ['none', []],
    ['a token', token],
  ])('are none with %s', (_, interfaces) => {
    expect(warned(interfaces)).toEqual([]);
  });

  test('are said where no pod gets an address', () => {
    expect(warned([PRIMARY, EFA])).toEqual([
      `${FIELD}: should have secondary addresses for pods, got none, so that only pods in the host's network start: give secondaryIPv4PrefixCount to a device of card 0, 16 addresses each`,
    ]);
    expect(warned([{ ...PRIMARY, secondaryIPv4Count: 0 }])).toHaveLength(1);
  });

  test('are said where the primary one is missing', () => {
    expect(warned([{ ...SECOND, ...addresses }])).toEqual([`${FIELD}: should have device 0 of network card 0, got none: add the primary interface`]);
  });

  test('are said where a place is taken twice', () => {
    expect(warned([{ ...PRIMARY, ...addresses }, EFA, EFA])).toEqual([
      `${FIELD}[2]: should be at a place of its own, got card 1 device 0 again: write another networkCardIndex or deviceIndex`,
    ]);
  });
});
