import { Token } from 'aws-cdk-lib';
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ClusterDns } from '../../../src';
import { chartFixture } from '../../support/fixtures';

test.each([
  ['172.20.0.0/16', '172.20.0.10/32'], ['10.96.0.0/12', '10.96.0.10/32'], ['192.168.7.0/24', '192.168.7.10/32'], ['fd30:1c53:5f8a::/108', 'fd30:1c53:5f8a::a/128'],
])('is the tenth address of %s', (cidr, block) => {
  expect(ClusterDns.ofServiceCidr(cidr).cidrs).toEqual([block]);
});

test('is one of two where EKS chooses', () => {
  expect(ClusterDns.DEFAULT.cidrs).toEqual(['10.100.0.10/32', '172.20.0.10/32']);
});

test.each(['172.20.0.0', '172.20.0.0/8', '172.20.0.0/25', '172.20.0.4/16', 'fd30::1/108', 'services', ''])('refuses %j', (cidr) => {
  expect(() => ClusterDns.ofServiceCidr(cidr)).toThrow(new Error('cidr of Services must be a block of IPv4 with 12 to 24 bits, or one of IPv6 whose address ends with "::", '
    + `got "${cidr}": write for example "172.20.0.0/16"`));
});

test('refuses a block that is only known at deployment, and no block', () => {
  expect(() => ClusterDns.ofServiceCidr(Token.asString({ Ref: 'Cidr' }))).toThrow('cidr of Services must be known at synthesis, got a value that is only known at deployment: write ClusterDns.ofBlocks');
  expect(() => ClusterDns.ofBlocks()).toThrow(new Error('cidrs of the DNS must have at least one entry, got none: write for example "172.20.0.10/32"'));
});

describe('lets a policy of cdk8s-plus ask it', () => {
  test.each([['172.20.0.10/32'], ['fd30:1c53:5f8a::a/128'], [Token.asString({ Ref: 'Address' })]])('at %s', (cidr) => {
    const policy = new kplus.NetworkPolicy(chartFixture(), 'Policy');
    ClusterDns.ofBlocks(cidr).allowFrom(policy);
    expect(ApiObject.of(policy).toJson().spec).toMatchObject({
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] }],
    });
  });
});
