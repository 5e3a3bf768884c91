import { Token } from 'aws-cdk-lib';
import { SecurityGroupSelector } from '../../../src';

function tags(count: number): { [key: string]: string } {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'value']));
}

describe('by id', () => {
  test('chooses one group', () => {
    expect(SecurityGroupSelector.id('sg-0123456789abcdef0')._render()).toEqual({ id: 'sg-0123456789abcdef0' });
  });

  test('takes a token as it is', () => {
    const id = Token.asString({ Ref: 'Group' });
    expect(SecurityGroupSelector.id(id)._render()).toEqual({ id });
  });

  test.each(['', 'sg-', 'subnet-1', 'sg-ABC', 'sg-1 ', 'my-sg-1'])('refuses %j', (id) => {
    expect(() => SecurityGroupSelector.id(id)).toThrow(new Error(`id of a selector must be sg- and lower-case letters and digits, got "${id}": to select by tags write tags(…)`));
  });
});

describe('by name', () => {
  test('chooses one group', () => {
    expect(SecurityGroupSelector.securityGroupName('My nodes')._render()).toEqual({ name: 'My nodes' });
  });

  test('takes a token as it is', () => {
    const name = Token.asString({ Ref: 'Name' });
    expect(SecurityGroupSelector.securityGroupName(name)._render()).toEqual({ name });
  });

  test('refuses an empty name', () => {
    expect(() => SecurityGroupSelector.securityGroupName('')).toThrow(/^name of a security group selector must not be empty, got "": write the name of the group, or select it by id\(…\) or tags\(…\)$/);
  });
});

describe('by tags', () => {
  test('chooses groups that carry all of them', () => {
    expect(SecurityGroupSelector.tags({ tier: 'private', team: '*' })._render()).toEqual({ tags: { tier: 'private', team: '*' } });
  });

  test('takes 20 tags', () => {
    expect(SecurityGroupSelector.tags(tags(20))._render()).toEqual({ tags: tags(20) });
  });

  test.each([0, 21])('refuses %s tags', (count) => {
    expect(() => SecurityGroupSelector.tags(tags(count))).toThrow(new Error(`tags of a security group selector must be 1 to 20, got ${count}: write those that tell security groups apart`));
  });

  test('refuses an empty value', () => {
    expect(() => SecurityGroupSelector.tags({ tier: '' }))
      .toThrow(/^tags of a security group selector must have keys and values, got \{"tier":""\}: for any value write "\*"$/);
  });
});
