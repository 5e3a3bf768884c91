import { Lazy, Token } from 'aws-cdk-lib';
import { isList, objectsIn } from '../../src/private/object-lists';

const settings = (name: string, rest: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...rest } });
const list = (items: unknown, rest: object = {}) => ({ apiVersion: 'v1', kind: 'List', items, ...rest });

describe('a list is taken apart', () => {
  test.each<[string, object, [string, unknown][]]>([
    ['an object is none', settings('a'), [['', settings('a')]]],
    ['into its items, with their places', list([settings('a'), settings('b')]), [['.items[0]', settings('a')], ['.items[1]', settings('b')]]],
    ['also one in another', list([settings('a'), list([settings('b')])]), [['.items[0]', settings('a')], ['.items[1].items[0]', settings('b')]]],
    ['of one kind, whose items need not say it', { apiVersion: 'v1', kind: 'ConfigMapList', items: [{ metadata: { name: 'a' } }] }, [['.items[0]', settings('a')]]],
    ['of nothing', list([]), []],
    ['of null, which the API makes of nothing', list(null), []],
    ['without items', { apiVersion: 'v1', kind: 'List' }, []],
    ['of a custom kind', { apiVersion: 'example.com/v1', kind: 'WidgetList', items: [{ metadata: { name: 'a' } }] },
      [['.items[0]', { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' } }]]],
    ['with what is no object in it, for others to refuse', list(['text', null]), [['.items[0]', 'text'], ['.items[1]', null]]],
  ])('%s', (_, manifest, expected) => {
    expect(objectsIn(manifest).map(({ place, manifest: object }) => [place, object])).toEqual(expected);
  });

  test('the namespace and the labels of the chart, which cdk8s writes to the list, go to the items; their own weigh more', () => {
    const metadata = { name: 'made-up', namespace: 'team', labels: { app: 'one', tier: 'web' } };
    expect(objectsIn(list([settings('a'), settings('b', { namespace: 'other', labels: { tier: 'db' } })], { metadata })).map(({ manifest }) => manifest)).toEqual([
      settings('a', { namespace: 'team', labels: { app: 'one', tier: 'web' } }),
      settings('b', { namespace: 'other', labels: { app: 'one', tier: 'db' } }),
    ]);
  });
});

describe('what is no list', () => {
  test.each<[string, object]>([
    ['a kind whose name happens to end so', { apiVersion: 'example.com/v1', kind: 'AllowList', spec: {} }],
    ['a List of a custom group without items', { apiVersion: 'example.com/v1', kind: 'List', spec: {} }],
    ['a kind that ends so with items that are no list', { apiVersion: 'example.com/v1', kind: 'PriceList', items: { a: 1 } }],
  ])('%s', (_, manifest) => {
    expect(isList(manifest as never)).toBe(false);
    expect(objectsIn(manifest)).toEqual([{ manifest, place: '' }]);
  });
});

test.each<[string, unknown]>([
  ['a token of the CDK', Token.asList(Lazy.any({ produce: () => [] }))], ['an object that resolves later', Lazy.any({ produce: () => [] })],
])('items that are %s stay whole, and are still a list', (_, items) => {
  const whole = list(items);
  expect(objectsIn(whole)).toEqual([{ manifest: whole, place: '' }]);
  expect(isList(whole)).toBe(true);
});
