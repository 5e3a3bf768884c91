import { Token } from 'aws-cdk-lib';
import { findingsOfSpec, problemsOf } from '../support/node-class';

const found = (fields: object) => problemsOf('node-class-selectors', fields);
const token = Token.asString({ Ref: 'Value' });
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'value']));
const LISTS = [
  ['subnetSelectorTerms', 'subnet', 'id, tags'], ['securityGroupSelectorTerms', 'sg', 'id, name, tags'],
  ['podSubnetSelectorTerms', 'subnet', 'id, tags'], ['podSecurityGroupSelectorTerms', 'sg', 'id, name, tags'],
  ['capacityReservationSelectorTerms', 'cr', 'id, tags'],
];

describe.each(LISTS)('%s', (list, prefix, keys) => {
  const good = { id: `${prefix}-1` };

  test.each<[string, unknown]>([
    ['an id', [good]],
    ['tags', [{ tags: { tier: 'private', team: '*' } }]],
    ['20 tags', [{ tags: tags(20) }]],
    ['30 terms', Array(30).fill(good)],
    ['an id that is a token', [{ id: token }]],
    ['tags whose values are tokens', [{ tags: { tier: token } }]],
    ['tags that are a token', [{ tags: token }]],
    ['a term that is a token', [token]],
    ['a token', token],
    ['tags beside an id that is null', [{ id: null, tags: { tier: 'private' } }]],
  ])('may have %s', (_, terms) => {
    expect(found({ [list]: terms })).toEqual([]);
  });

  test('must not have more than 30 terms', () => {
    expect(found({ [list]: Array(31).fill(good) })).toEqual([`spec.${list}: must have 1 to 30 terms, got 31: select by tags that all of them carry`]);
  });

  test('is judged term by term: one wrong among good ones is found, where the service finds only lists without a good one', () => {
    expect(found({ [list]: [good, { ...good, tags: { a: 'b' } }, good] }))
      .toEqual([`spec.${list}[1]: must have exactly one of ${keys}, got id and tags: keep one of them; several terms are alternatives`]);
  });

  test('must not have an empty term', () => {
    expect(found({ [list]: [{}] })).toEqual([`spec.${list}[0]: must have exactly one of ${keys}, got none: write id`]);
  });

  test.each(['', `${prefix}-`, `my-${prefix}-1`, `${prefix}-1 `, `${prefix}-ABC`, 'vpc-1'])('must not have the id %j: the whole of it is looked at', (id) => {
    expect(found({ [list]: [{ id }] }))
      .toEqual([`spec.${list}[0].id: must be ${prefix}- and lower-case letters and digits, got ${JSON.stringify(id)}: write the id as EC2 shows it`]);
  });

  test.each([0, 21])('must not have a term with %s tags', (count) => {
    expect(found({ [list]: [{ tags: tags(count) }] }))
      .toEqual([`spec.${list}[0].tags: must be 1 to 20 tags, got ${count}: write those that tell the things apart`]);
  });

  test('must not have tags without key or value', () => {
    expect(found({ [list]: [{ tags: { tier: '', team: 'data' } }] }))
      .toEqual([`spec.${list}[0].tags.tier: must have a key and a value, got {"tier":""}: for any value write "*"`]);
    expect(found({ [list]: [{ tags: { '': 'data' } }] })).toEqual([`spec.${list}[0].tags.: must have a key and a value, got {"":"data"}: for any value write "*"`]);
  });
});

test.each(LISTS.slice(0, 4))('%s must not be empty', (list) => {
  expect(found({ [list]: [] })).toEqual([`spec.${list}: must have 1 to 30 terms, got 0: write at least one`]);
});

test.each(['p-12345', 's-67890'])('the subnet %s stands for a look-up of the AWS CDK that has not been made, and is not judged', (id) => {
  expect(found({ subnetSelectorTerms: [{ id }] })).toEqual([]);
  expect(found({ securityGroupSelectorTerms: [{ id }] })).toHaveLength(1);
});

test('capacity reservations may be none', () => {
  expect(found({ capacityReservationSelectorTerms: [] })).toEqual([]);
});

test('subnets and security groups of nodes must be given', () => {
  expect(found({ subnetSelectorTerms: undefined, securityGroupSelectorTerms: null })).toEqual([
    'spec.subnetSelectorTerms: must have 1 to 30 terms, got 0: write at least one',
    'spec.securityGroupSelectorTerms: must have 1 to 30 terms, got 0: write at least one',
  ]);
});

test('a spec that is only known at deployment is not judged', () => {
  expect(findingsOfSpec(token)).toEqual([]);
});

describe('security groups', () => {
  test('may be named', () => {
    expect(found({ securityGroupSelectorTerms: [{ name: 'nodes' }, { name: token }] })).toEqual([]);
  });

  test.each<[object, string]>([[{ id: 'sg-1', name: 'nodes' }, 'id and name'], [{ name: 'nodes', tags: { a: 'b' } }, 'name and tags']])('must not be %j', (term, got) => {
    expect(found({ securityGroupSelectorTerms: [term] }))
      .toEqual([`spec.securityGroupSelectorTerms[0]: must have exactly one of id, name, tags, got ${got}: keep one of them; several terms are alternatives`]);
  });

  test('must not have an empty name', () => {
    expect(found({ securityGroupSelectorTerms: [{ name: '' }] })).toEqual(['spec.securityGroupSelectorTerms[0].name: must not be empty, got "": write the name of the security group']);
  });
});

describe('the owner of capacity reservations', () => {
  test.each(['111122223333', token])('may be %s', (owner) => {
    expect(found({ capacityReservationSelectorTerms: [{ id: 'cr-1', owner }] })).toEqual([]);
  });

  test.each([[111122223333, '111122223333'], ['self', '"self"']])('must be 12 digits as text, not %j', (owner, got) => {
    expect(found({ capacityReservationSelectorTerms: [{ id: 'cr-1', owner }] }))
      .toEqual([`spec.capacityReservationSelectorTerms[0].owner: must be an account id of 12 digits as text, got ${got}: write for example "111122223333"`]);
  });

  test('is not called as in self-managed Karpenter', () => {
    expect(found({ capacityReservationSelectorTerms: [{ tags: { a: 'b' }, ownerID: '111122223333' }] }))
      .toEqual(['spec.capacityReservationSelectorTerms[0].ownerID: must be called owner, got ownerID, its name in self-managed Karpenter: write owner']);
  });
});

describe('the placement group', () => {
  test.each<[unknown]>([[{ name: 'together' }], [{ id: 'pg-1' }], [{ id: token }], [token], [undefined], [null]])('may be %j', (placementGroupSelector) => {
    expect(found({ placementGroupSelector })).toEqual([]);
  });

  test.each<[object, string]>([
    [{}, ': must have exactly one of id, name, got none: write id'],
    [{ id: 'pg-1', name: 'together' }, ': must have exactly one of id, name, got id and name: keep one of them; several terms are alternatives'],
    [{ id: 'together' }, '.id: must be pg- and lower-case letters and digits, got "together": write the id as EC2 shows it'],
  ])('must not be %j', (placementGroupSelector, problem) => {
    expect(found({ placementGroupSelector })).toEqual([`spec.placementGroupSelector${problem}`]);
  });
});
