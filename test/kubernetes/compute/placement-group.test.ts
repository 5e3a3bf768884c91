import { Token } from 'aws-cdk-lib';
import { PlacementGroup } from '../../../src';

const token = Token.asString({ Ref: 'Value' });

test('by name', () => {
  expect(PlacementGroup.named('together')._render()).toEqual({ name: 'together' });
  expect(PlacementGroup.named(token)._render()).toEqual({ name: token });
});

test('by id', () => {
  expect(PlacementGroup.id('pg-0123456789abcdef0')._render()).toEqual({ id: 'pg-0123456789abcdef0' });
  expect(PlacementGroup.id(token)._render()).toEqual({ id: token });
});

test('an empty name is refused', () => {
  expect(() => PlacementGroup.named('')).toThrow(new Error('name of a placement group must not be empty, got "": write the name of the group, or id(…)'));
});

test.each(['', 'pg-', 'together', 'pg-ABC', 'my-pg-1'])('the id %j is refused', (id) => {
  expect(() => PlacementGroup.id(id))
    .toThrow(new Error(`id of a placement group must be pg- and lower-case letters and digits, got "${id}": for its name write named(…)`));
});
