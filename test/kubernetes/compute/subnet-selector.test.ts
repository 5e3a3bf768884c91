import { Token } from 'aws-cdk-lib';
import { SubnetSelector } from '../../../src';

function tags(count: number): { [key: string]: string } {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'value']));
}

describe('by id', () => {
  test('chooses one subnet', () => {
    expect(SubnetSelector.id('subnet-0123456789abcdef0')._render()).toEqual({ id: 'subnet-0123456789abcdef0' });
  });

  test('takes a token as it is', () => {
    const id = Token.asString({ Ref: 'Subnet' });
    expect(SubnetSelector.id(id)._render()).toEqual({ id });
  });

  test('takes what the AWS CDK gives for a look-up that has not been made', () => {
    expect(SubnetSelector.id('p-12345')._render()).toEqual({ id: 'p-12345' });
  });

  test.each(['', 'subnet-', 'p-1', 'sg-1', 'subnet-ABC', 'subnet-1 ', 'my-subnet-1', 'subnet-1\nsubnet-2'])('refuses %j', (id) => {
    expect(() => SubnetSelector.id(id)).toThrow(new Error(`id of a selector must be subnet- and lower-case letters and digits, got "${id}": to select by tags write tags(…)`));
  });
});

describe('by tags', () => {
  test('chooses subnets that carry all of them', () => {
    expect(SubnetSelector.tags({ tier: 'private', team: '*' })._render()).toEqual({ tags: { tier: 'private', team: '*' } });
  });

  test('is not changed by later changes of the tags', () => {
    const given: { [key: string]: string } = { tier: 'private' };
    const selector = SubnetSelector.tags(given);
    given.tier = 'public';
    expect(selector._render()).toEqual({ tags: { tier: 'private' } });
  });

  test('takes 20 tags', () => {
    expect(SubnetSelector.tags(tags(20))._render()).toEqual({ tags: tags(20) });
  });

  test.each([0, 21])('refuses %s tags', (count) => {
    expect(() => SubnetSelector.tags(tags(count))).toThrow(new Error(`tags of a subnet selector must be 1 to 20, got ${count}: write those that tell subnets apart`));
  });

  test('refuses an empty value, and names only that tag', () => {
    expect(() => SubnetSelector.tags({ tier: '', team: 'data' }))
      .toThrow(/^tags of a subnet selector must have keys and values, got \{"tier":""\}: for any value write "\*"$/);
  });

  test('refuses an empty key', () => {
    expect(() => SubnetSelector.tags({ '': 'private' })).toThrow(/must have keys and values, got \{"":"private"\}/);
  });

  test('takes tokens as values', () => {
    const value = Token.asString({ Ref: 'Tier' });
    expect(SubnetSelector.tags({ tier: value })._render()).toEqual({ tags: { tier: value } });
  });
});
