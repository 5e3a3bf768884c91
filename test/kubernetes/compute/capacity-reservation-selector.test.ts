import { Token } from 'aws-cdk-lib';
import { CapacityReservationSelector } from '../../../src';

const token = Token.asString({ Ref: 'Value' });

describe('by id', () => {
  test('chooses one reservation', () => {
    expect(CapacityReservationSelector.id('cr-0123456789abcdef0')._render()).toEqual({ id: 'cr-0123456789abcdef0' });
  });

  test('takes tokens as they are', () => {
    expect(CapacityReservationSelector.id(token, { owner: token })._render()).toEqual({ id: token, owner: token });
  });

  test.each(['', 'cr-', 'subnet-1', 'cr-ABC', 'my-cr-1', 'cr-1\ncr-2'])('refuses %j', (id) => {
    expect(() => CapacityReservationSelector.id(id))
      .toThrow(new Error(`id of a selector must be cr- and lower-case letters and digits, got "${id}": to select by tags write tags(…)`));
  });
});

describe('by tags', () => {
  test('chooses reservations that carry all of them', () => {
    expect(CapacityReservationSelector.tags({ purpose: 'training', team: '*' })._render()).toEqual({ tags: { purpose: 'training', team: '*' } });
  });

  test.each([0, 21])('refuses %s tags', (count) => {
    const tags = Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'value']));
    expect(() => CapacityReservationSelector.tags(tags)).toThrow(new Error(`tags of a capacity reservation selector must be 1 to 20, got ${count}: write those that tell capacity reservations apart`));
  });
});

describe('owner', () => {
  test.each([
    CapacityReservationSelector.id('cr-1', { owner: '111122223333' }),
    CapacityReservationSelector.tags({ team: 'a' }, { owner: '111122223333' }),
  ])('is written beside the rest: %#', (selector) => {
    expect(selector._render()).toMatchObject({ owner: '111122223333' });
  });

  test.each(['', '11112222333', '1111222233334', 'self', 'arn:aws:iam::111122223333:root'])('refuses %j', (owner) => {
    expect(() => CapacityReservationSelector.id('cr-1', { owner })).toThrow(
      new Error(`owner of a capacity reservation selector must be an account id of 12 digits, got "${owner}": write for example "111122223333"`),
    );
  });
});
