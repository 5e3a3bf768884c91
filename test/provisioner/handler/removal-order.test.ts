import { Member } from '../../../src/provisioner/handler/apply-set/members';
import { firstToGo, mergedOrder, removalOrderOf } from '../../../src/provisioner/handler/apply-set/removal-order';
import { LoadedObject, StoredManifest } from '../../../src/provisioner/handler/chart/stored-manifest';
import { Discovery } from '../../../src/provisioner/handler/kubernetes/discovery';

const DISCOVERY = { kindOf: ({ kind }: { kind: string }) => kind === 'Namespace' ? { namespaced: false } : undefined } as unknown as Discovery;

function object(kind: string, name: string, after?: number[], namespace?: string): LoadedObject {
  const manifest = new StoredManifest({ apiVersion: kind === 'Widget' ? 'example.com/v1' : 'v1', kind, metadata: { name, namespace } });
  return { manifest, after: after?.map((index) => [index, index]) };
}

function member(kind: string, name: string, namespace?: string): Member {
  return { kind: { group: kind === 'Widget' ? 'example.com' : '', kind }, metadata: { name, namespace, uid: name } } as Member;
}

const namesOf = (members: Member[]) => members.map(({ metadata }) => metadata.name);

test('only what a chart states is noted', () => {
  const objects = [object('ConfigMap', 'a'), object('ConfigMap', 'b', undefined, 'team'), object('Namespace', 'team'), object('Widget', 'w')];
  expect(removalOrderOf(objects, DISCOVERY)).toEqual({});
  const ordered = [object('ConfigMap', 'a'), object('ConfigMap', 'b', [0], 'team'), object('Widget', 'w', [1]), object('Widget', 'v', [2])];
  expect(removalOrderOf(ordered, DISCOVERY))
    .toEqual({ '40/1': ['ConfigMap team/b'], '50/1': ['Widget.example.com default/v'] });
});

test('a dependency against the waves is followed backwards', () => {
  const order = removalOrderOf([object('ConfigMap', 'a'), object('Namespace', 'team', [0]), object('ConfigMap', 'b', undefined, 'team')], DISCOVERY);
  const members = [member('ConfigMap', 'a', 'default'), member('Namespace', 'team'), member('ConfigMap', 'b', 'team')];
  expect(namesOf(firstToGo(members, order))).toEqual(['b']);
  expect(namesOf(firstToGo(members.slice(0, 2), order))).toEqual(['team']);
  expect(namesOf(firstToGo(members.slice(0, 1), order))).toEqual(['a']);
});

test('without an order the kinds have theirs', () => {
  expect(namesOf(firstToGo([member('ConfigMap', 'a', 'default'), member('Widget', 'w', 'default'), member('Namespace', 'team')]))).toEqual(['w']);
  expect(firstToGo([])).toEqual([]);
});

test('of two orders the later place counts', () => {
  const order = mergedOrder({ '40/1': ['ConfigMap default/a'], '40/2': ['ConfigMap default/b'] }, { '40/1': ['ConfigMap default/b'], '40/3': ['ConfigMap default/a'] });
  expect(namesOf(firstToGo([member('ConfigMap', 'a', 'default'), member('ConfigMap', 'b', 'default')], order))).toEqual(['a']);
});

test('an order that has no room is left out', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => object('ConfigMap', `${index}-${'x'.repeat(60)}`, index > 0 ? [0] : undefined));
  expect(removalOrderOf(many, DISCOVERY)).toEqual({});
  expect(Object.keys(removalOrderOf(many.slice(0, 1000), DISCOVERY))).toEqual(['40/1']);
});
