import { subnetsOf } from './cidr';

test('blocks of IPv4', () => {
  expect(subnetsOf('10.0.0.0/16', 3, 12)).toEqual(['10.0.0.0/20', '10.0.16.0/20', '10.0.32.0/20']);
});

test('blocks of IPv6', () => {
  expect(subnetsOf('2001:db8:1200::/56', 2, 64)).toEqual(['2001:db8:1200:0:0:0:0:0/64', '2001:db8:1200:1:0:0:0:0/64']);
});

test('more than there is room for', () => {
  expect(() => subnetsOf('10.0.0.0/24', 3, 7)).toThrow('10.0.0.0/24 has no room for 3 blocks of 7 bits');
});
