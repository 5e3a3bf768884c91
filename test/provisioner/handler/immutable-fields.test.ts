import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { status } from '../../control-plane/fault';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { annotated, configMapObject, HandlerFixture, nodePoolObject, PATHS, SendOptions } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
const JOB = '/apis/batch/v1/namespaces/default/jobs/work';
const CLAIM = '/api/v1/namespaces/default/persistentvolumeclaims/data';
const REPLACE = { 'cdk-eks-auto-mode/replace': 'true' };

const fixed = (value: string): ChartObject => {
  const { manifest } = configMapObject('settings', { a: value });
  return { manifest: { ...manifest, immutable: true } };
};
const job = (image: string): ChartObject => ({
  manifest: {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'work' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image, env: [{ name: 'PASSWORD', value: 'hunter2' }] }] } } },
  },
});
const claim = (size: string, className = 'fast'): ChartObject => ({
  manifest: {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', annotations: REPLACE },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: className, resources: { requests: { storage: size } } },
  },
});
const binding = (name: string): ChartObject => ({
  manifest: {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'readers' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
  },
});

describeWithControlPlane('a field that cannot be changed any more', () => {
  let fixture: HandlerFixture;
  const replacing: SendOptions = { properties: { Replace: 'true' } };
  const uid = async (path: string) => (await fixture.find(path))?.metadata?.uid;

  beforeAll(async () => { fixture = await HandlerFixture.start({ interval: 50, collectedPaths: ['/apis/batch/v1/jobs'] }); });
  afterAll(() => fixture?.stop());
  afterEach(() => fixture.send('Delete', []));

  describe('is an error', () => {
    test('that names object, field and the ways out, and nothing is changed', async () => {
      await fixture.send('Create', [fixed('1'), configMapObject('other', { a: '1' })]);
      const message = await fixture.failure('Update', [fixed('2'), configMapObject('other', { a: '2' })]);
      expect(message).toMatch(/^nothing was changed, the cluster refuses 1 of 2 objects: ConfigMap settings: .*data: Forbidden: field is immutable/);
      expect(message).toMatch(/it cannot be changed in place, give the object another name, or allow its replacement with replaceImmutable or ObjectPolicy\.replace$/);
      expect(await fixture.find(PATHS.configMap('other'))).toMatchObject({ data: { a: '1' } });
    });

    test('that names the field, and does not quote whole structures with what is in them', async () => {
      await fixture.send('Create', [job('busybox:1')]);
      const message = await fixture.failure('Update', [job('busybox:2')]);
      expect(message).toMatch(/Job work: Job\.batch "work" is invalid: spec\.template: Invalid value: field is immutable \(HTTP 422/);
      expect(message).not.toContain('hunter2');
      expect(fixture.log.mock.calls.join('\n')).not.toContain('hunter2');
    });

    test('for what can never be replaced, such as a claim of a volume, whatever is allowed', async () => {
      await fixture.send('Create', [claim('1Gi')]);
      const before = await uid(CLAIM);
      expect(await fixture.failure('Update', [claim('1Gi', 'slow')], replacing)).toMatch(
        /^nothing was changed, .*PersistentVolumeClaim data: .*spec: Forbidden.*: it cannot be changed in place, and objects of this kind are never replaced, as what is in them would be lost: give the object another name$/);
      expect(await uid(CLAIM)).toBe(before);
      await fixture.patch(CLAIM, { metadata: { finalizers: null } });
    });

    test('for a NodePool that becomes a static one, in Karpenter\'s words', async () => {
      await fixture.send('Create', [nodePoolObject('batch')], { properties: { WaitFor: ['none'] } });
      expect(await fixture.failure('Update', [nodePoolObject('batch', 'default', { replicas: 2 })]))
        .toMatch(/NodePool batch: .*Cannot transition NodePool between static .*: it cannot be changed in place, .*allow its replacement with replaceImmutable/);
    });

    test('for a CRD whose scope changes', async () => {
      const widget = (scope: string): ChartObject => ({
        manifest: {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name: 'relics.example.com' },
          spec: {
            group: 'example.com',
            scope,
            names: { kind: 'Relic', plural: 'relics' },
            versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
          },
        },
      });
      await fixture.send('Create', [widget('Namespaced')]);
      expect(await fixture.failure('Update', [widget('Cluster')], replacing)).toMatch(/CustomResourceDefinition relics\.example\.com: .*spec\.scope.*are never replaced/);
    });

    test('in an object that was there before the chart, whatever is allowed: a rollback could not bring it back', async () => {
      await fixture.applyAs('somebody', SETTINGS, fixed('theirs'));
      const before = await uid(SETTINGS);
      expect(await fixture.failure('Create', [fixed('ours')], { properties: { Replace: 'true', Force: 'true' } }))
        .toMatch(/ConfigMap settings: .*is not replaced, as it was there before the chart: delete it, or give the object of the chart another name$/);
      await fixture.send('Delete', []);
      expect(await uid(SETTINGS)).toBe(before);
      await fixture.remove(SETTINGS);
    });

    test('when what would replace the object is refused as well', async () => {
      await fixture.send('Create', [job('busybox:1')]);
      const before = await uid(JOB);
      const wrong = job('busybox:2');
      (wrong.manifest.spec as any).template.spec.restartPolicy = 'Sometimes';
      expect(await fixture.failure('Update', [wrong], replacing)).toMatch(/^nothing was changed, .*restartPolicy: .*"Sometimes"/);
      expect(await uid(JOB)).toBe(before);
    });
  });

  describe('is changed in a new object of the same name', () => {
    test.each<[string, SendOptions, object]>([
      ['where the chart allows it', replacing, {}],
      ['where the object allows it', {}, REPLACE],
    ])('%s', async (_, options, annotations) => {
      await fixture.send('Create', [job('busybox:1')]);
      const before = await uid(JOB);
      await fixture.send('Update', [annotated(job('busybox:2'), annotations as {})], options);
      const after = await fixture.find(JOB);
      expect(after!.metadata!.uid).not.toBe(before);
      expect(after!.spec.template.spec.containers[0].image).toBe('busybox:2');
    });

    test('in the words of Karpenter', async () => {
      const quick = { WaitFor: ['none'] };
      await fixture.send('Create', [nodePoolObject('batch')], { properties: quick });
      const before = await uid(PATHS.nodePool('batch'));
      await fixture.send('Update', [nodePoolObject('batch', 'default', { replicas: 2 })], { properties: { ...quick, Replace: 'true' } });
      expect(await fixture.find(PATHS.nodePool('batch'))).toMatchObject({ spec: { replicas: 2 } });
      expect(await uid(PATHS.nodePool('batch'))).not.toBe(before);
    });

    test('in the words of Kubernetes about roles, before it said that they are immutable', async () => {
      const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings/readers';
      await fixture.send('Create', [binding('reader')]);
      const proxy = await FaultProxy.start(fixture.controlPlane);
      const message = 'Invalid value: rbac.RoleRef{APIGroup:"rbac.authorization.k8s.io", Kind:"Role", Name:"writer"}: cannot change roleRef';
      proxy.plan = ({ method, path: asked }) => method === 'PATCH' && asked === path && proxy.injectedCount === 0
        ? status('older', 422, 'Invalid', `RoleBinding.rbac.authorization.k8s.io "readers" is invalid: roleRef: ${message}`,
          { causes: [{ reason: 'FieldValueInvalid', message, field: 'roleRef' }] })
        : undefined;
      await fixture.send('Update', [binding('writer')], { properties: { ...proxy.properties, Replace: 'true' } });
      expect(proxy.injectedCount).toBe(1);
      expect(await fixture.find(path)).toMatchObject({ roleRef: { name: 'writer' } });
      await proxy.stop();
    });

    test('once the old one is gone, also in a later invocation', async () => {
      await fixture.send('Create', [annotated(fixed('1'), REPLACE)]);
      await fixture.patch(SETTINGS, { metadata: { finalizers: ['example.com/hold'] } });
      const before = await uid(SETTINGS);
      const update = fixture.send('Update', [annotated(fixed('2'), REPLACE)], { invocation: 400 });
      await until(async () => (await fixture.find(SETTINGS))!.metadata!.deletionTimestamp !== undefined);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1' }, metadata: { uid: before } });
      await fixture.patch(SETTINGS, { metadata: { finalizers: null } });
      await update;
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '2' } });
    });

    test('and one that does not go is named with its finalizers', async () => {
      await fixture.send('Create', [fixed('1')]);
      await fixture.patch(SETTINGS, { metadata: { finalizers: ['example.com/hold'] } });
      expect(await fixture.failure('Update', [fixed('2')], { ...replacing, timeout: 2 }))
        .toBe('gave up after 2 s: ConfigMap settings is not gone, which has to be made anew (finalizers example.com/hold)');
      await fixture.patch(SETTINGS, { metadata: { finalizers: null } });
    });

    test('without anybody\'s leave where the old one is on its way out, also one that was there before', async () => {
      const { manifest } = fixed('theirs');
      await fixture.applyAs('somebody', SETTINGS, { manifest: { ...manifest, metadata: { name: 'settings', finalizers: ['example.com/hold'] } } });
      await fixture.remove(SETTINGS);
      const creation = fixture.send('Create', [fixed('ours')], { invocation: 400, properties: { Force: 'true' } });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await fixture.patch(SETTINGS, { metadata: { finalizers: null } });
      await creation;
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: 'ours' } });
    });

    test('without anybody\'s leave where the old one goes while it is looked at', async () => {
      const { manifest } = fixed('theirs');
      await fixture.applyAs('somebody', SETTINGS, { manifest: { ...manifest, metadata: { name: 'settings', finalizers: ['example.com/hold'] } } });
      await fixture.remove(SETTINGS);
      const proxy = await FaultProxy.start(fixture.controlPlane);
      let isTried = false;
      proxy.onRequest = async ({ method, path }) => {
        if (isTried && method === 'GET' && path === SETTINGS) { await fixture.patch(SETTINGS, { metadata: { finalizers: null } }); }
        isTried = method === 'PATCH' && path === SETTINGS;
      };
      await fixture.send('Create', [fixed('ours')], { properties: { ...proxy.properties, Force: 'true' } });
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: 'ours' } });
      await proxy.stop();
    });

    test('with the port that the old one holds', async () => {
      const service = (clusterIP: string): ChartObject => ({
        manifest: {
          apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { type: 'NodePort', clusterIP, ports: [{ port: 80, nodePort: 30080 }] },
        },
      });
      const path = '/api/v1/namespaces/default/services/web';
      await fixture.send('Create', [service('10.0.0.100')]);
      const { clusterIP } = (await fixture.find(path))!.spec;
      expect(clusterIP).toBe('10.0.0.100');
      await fixture.send('Update', [service('10.0.0.101')], replacing);
      expect((await fixture.find(path))!.spec).toMatchObject({ clusterIP: '10.0.0.101', ports: [{ nodePort: 30080 }] });
    });
  });

  describe('and the update is rolled back', () => {
    test('that replaced: the old one is made anew, though it allows no replacement', async () => {
      const old = fixture.event('Create', [fixed('1')]).ResourceProperties;
      await fixture.send('Create', [], { properties: old });
      const failed = { ...old, ...fixture.event('Update', [fixed('2')]).ResourceProperties, Replace: 'true' };
      await fixture.send('Update', [], { properties: failed });
      await fixture.send('Update', [], { properties: old, old: failed });
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1' } });
    });

    test('that replaced by annotation of the object', async () => {
      const old = fixture.event('Create', [fixed('1')]).ResourceProperties;
      await fixture.send('Create', [], { properties: old });
      const failed = fixture.event('Update', [annotated(fixed('2'), REPLACE)]).ResourceProperties;
      await fixture.send('Update', [], { properties: failed });
      await fixture.send('Update', [], { properties: old, old: failed });
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1' } });
    });

    test('but an update that takes the permission back has none any more', async () => {
      const old = { ...fixture.event('Create', [fixed('1')]).ResourceProperties, Replace: 'true' };
      await fixture.send('Create', [], { properties: old });
      expect(await fixture.failure('Update', [fixed('2')], { old })).toMatch(/field is immutable/);
    });
  });
});
