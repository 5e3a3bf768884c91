import { LoadedObject, StoredManifest } from '../../../src/provisioner/handler/chart/stored-manifest';
import { stepsOf, Wave } from '../../../src/provisioner/handler/chart/waves';

function object(kind: string, name: string, rest: { apiVersion?: string; after?: number[]; namespace?: string; spec?: object } = {}): LoadedObject {
  const { apiVersion = 'v1', after, namespace, spec } = rest;
  const manifest = new StoredManifest({ apiVersion, kind, metadata: { name, namespace }, ...spec && { spec } });
  return { manifest, after: after?.map((index) => [index, index]) };
}

function stepNames(...objects: LoadedObject[]): string[][] {
  return stepsOf(objects).map((step) => step.map(({ manifest }) => manifest.metadata.name));
}

const DEFINITION = { apiVersion: 'apiextensions.k8s.io/v1', spec: { group: 'example.com', names: { kind: 'Widget' } } };

test('foundations, NodeClasses, NodePools, the rest and custom resources follow each other', () => {
  expect(stepNames(
    object('Widget', 'custom', { apiVersion: 'example.com/v1' }),
    object('Deployment', 'rest', { apiVersion: 'apps/v1' }),
    object('NodePool', 'pool', { apiVersion: 'karpenter.sh/v1' }),
    object('NodeClass', 'class', { apiVersion: 'eks.amazonaws.com/v1' }),
    object('Namespace', 'namespace'),
    object('Role', 'role', { apiVersion: 'rbac.authorization.k8s.io/v1' }),
  )).toEqual([['namespace'], ['class'], ['pool'], ['rest', 'role'], ['custom']]);
});

test('classes come before what names them, and go after it', () => {
  expect(stepNames(
    object('Ingress', 'ingress', { apiVersion: 'networking.k8s.io/v1' }),
    object('PersistentVolumeClaim', 'claim'),
    object('IngressClass', 'class', { apiVersion: 'networking.k8s.io/v1' }),
    object('IngressClassParams', 'params', { apiVersion: 'eks.amazonaws.com/v1' }),
    object('StorageClass', 'disks', { apiVersion: 'storage.k8s.io/v1' }),
    object('PriorityClass', 'high', { apiVersion: 'scheduling.k8s.io/v1' }),
  )).toEqual([['class', 'params', 'disks', 'high'], ['ingress', 'claim']]);
});

test('kinds of SIGs are custom resources, whatever their groups end in', () => {
  expect(stepNames(
    object('Gateway', 'gateway', { apiVersion: 'gateway.networking.k8s.io/v1' }),
    object('VolumeSnapshot', 'snapshot', { apiVersion: 'snapshot.storage.k8s.io/v1' }),
    object('Lease', 'lease', { apiVersion: 'coordination.k8s.io/v1' }),
    object('FlowSchema', 'flow', { apiVersion: 'flowcontrol.apiserver.k8s.io/v1' }),
  )).toEqual([['lease', 'flow'], ['gateway', 'snapshot']]);
});

test('clusters remember the numbers of the waves', () => {
  expect(Object.fromEntries(Object.entries(Wave).filter(([, value]) => typeof value === 'number')))
    .toEqual({ FOUNDATION: 0, NODE_CLASSES: 10, NODE_POOLS: 20, CLASSES: 30, REST: 40, CUSTOM: 50 });
});

test('a stated dependency weighs more than the wave of the kind', () => {
  expect(stepNames(object('NodePool', 'pool', { apiVersion: 'karpenter.sh/v1', after: [1] }), object('ConfigMap', 'settings'))).toEqual([['settings'], ['pool']]);
});

test('dependencies within a wave make layers', () => {
  expect(stepNames(object('ConfigMap', 'c', { after: [1] }), object('ConfigMap', 'b', { after: [2] }), object('ConfigMap', 'a'))).toEqual([['a'], ['b'], ['c']]);
});

test('what a CRD defines and what is in a namespace waits for it, also where that waits for something else', () => {
  expect(stepNames(
    object('Widget', 'widget', { apiVersion: 'example.com/v1', namespace: 'team' }),
    object('CustomResourceDefinition', 'definition', { ...DEFINITION, after: [2] }),
    object('ConfigMap', 'settings'),
    object('Namespace', 'team', { after: [2] }),
  )).toEqual([['settings'], ['definition', 'team'], ['widget']]);
});

test('a circle, which synthesis refuses, does not hang', () => {
  expect(stepNames(object('ConfigMap', 'a', { after: [1] }), object('ConfigMap', 'b', { after: [0] })).flat().sort()).toEqual(['a', 'b']);
});

test('a circle of a namespace and what is in it comes undone at what was stated', () => {
  expect(stepNames(object('ConfigMap', 'inside', { namespace: 'team' }), object('Namespace', 'team', { after: [0] }))).toEqual([['team'], ['inside']]);
});

test('thousands may wait for thousands, and each for the one before', () => {
  const count = 5000;
  const [foundation, rest] = [Array.from({ length: count }, (_, index) => object('ConfigMap', `first-${index}`)), Array.from({ length: count }, (_, index) => ({
    ...object('ConfigMap', `second-${index}`), after: [[0, count - 1] as const],
  }))];
  const start = Date.now();
  expect(stepsOf([...foundation, ...rest]).map(({ length }) => length)).toEqual([count, count]);
  const chain = foundation.map((link, index) => ({ ...link, ...index > 0 && { after: [[index - 1, index - 1] as const] } }));
  expect(stepsOf(chain)).toHaveLength(count);
  expect(Date.now() - start).toBeLessThan(2000);
});
