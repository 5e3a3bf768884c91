import { ChartObject } from '../../../src/provisioner/contract';
import { ApiObject } from '../../control-plane/api-client';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, customObject, definitionObject, HandlerFixture, nodeClassObject, PATHS } from '../../support/handler-fixture';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
/** Makes every creation fail that has it, after all objects were applied. */
const STUCK = nodeClassObject('stuck');

describeWithControlPlane('objects that were there before the chart', () => {
  let fixture: HandlerFixture;

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ interval: 50, neverReady: ({ metadata }) => metadata!.name === 'stuck' });
  });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    await fixture.send('Delete', []);
    await fixture.controlPlane.request('DELETE', SETTINGS);
  });

  /** An object as somebody left it, but for what changes with every write. */
  async function found(path: string): Promise<object> {
    const { metadata, ...object } = (await fixture.find(path)) as ApiObject;
    const { resourceVersion: _, generation: __, ...kept } = metadata as any;
    kept.managedFields = kept.managedFields.map(({ time: ___, ...entry }: any) => entry);
    return { ...object, metadata: kept };
  }

  /** Paths of a CRD that is in no chart, and of an object of its kind. */
  async function madeByOthers(kind: string): Promise<[string, string]> {
    const [definition, object] = [PATHS.definition(kind), PATHS.custom(kind, 'one')];
    await fixture.applyAs('kubectl', definition, definitionObject(kind));
    await fixture.send('Create', [configMapObject('patience')]); // until the kind is served
    await retried(() => fixture.applyAs('kubectl', object, customObject(kind, 'one', { theirs: 1 })));
    await fixture.send('Delete', []);
    return [definition, object];
  }

  async function failAndRollBack(objects: ChartObject[]): Promise<void> {
    expect(await fixture.failure('Create', [...objects, STUCK], { timeout: 2 })).toMatch(/^gave up/);
    await fixture.send('Delete', []);
  }

  test.each([['kubectl create', 'Update'], ['kubectl apply --server-side', 'Apply']])('are as they were when a creation that adopted them fails (made by %s)', async (_, operation) => {
    const theirs = configMapObject('settings', { a: '1', b: '2' });
    if (operation === 'Apply') {
      await fixture.applyAs('kubectl', SETTINGS, theirs);
    } else {
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps?fieldManager=kubectl-create', theirs.manifest);
    }
    const before = await found(SETTINGS);
    // Some fields agree, some are new.
    const { manifest } = configMapObject('settings', { a: '1', ours: '3' });
    const ours = { manifest: { ...manifest, metadata: { ...manifest.metadata, labels: { ours: 'yes' } } } };
    for (let attempt = 1; attempt <= 2; attempt++) {
      expect(await fixture.failure('Create', [ours, STUCK], { timeout: 2 })).toMatch(/^gave up/);
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1', b: '2', ours: '3' }, metadata: { labels: { ours: 'yes' } } });
      await fixture.send('Delete', []);
      expect(await found(SETTINGS)).toEqual(before);
    }
  });

  test('are the chart\'s when it succeeds, with what others have in them', async () => {
    await fixture.applyAs('kubectl', SETTINGS, configMapObject('settings', { a: '1', b: '2' }));
    await fixture.send('Create', [configMapObject('settings', { a: '1', ours: '3' })]);
    await fixture.send('Update', [configMapObject('settings', { a: '1', ours: '4' })]);
    expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1', b: '2', ours: '4' } });
    await fixture.send('Delete', []);
    expect(await fixture.find(SETTINGS)).toBeUndefined();
  });

  test('and lose to force a field that they cannot be without are left as they are', async () => {
    const scaler = (maxReplicas: number): ChartObject => ({
      manifest: {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web' },
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas },
      },
    });
    const path = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/web';
    await fixture.applyAs('kubectl', path, scaler(3));
    expect(await fixture.failure('Create', [scaler(5), STUCK], { timeout: 2, properties: { Force: 'true' } })).toMatch(/^gave up/);
    await fixture.send('Delete', []);
    const after = await fixture.find(path);
    expect(after!.spec.maxReplicas).toBe(5);
    expect(after!.metadata!.labels).toBeUndefined();
    await fixture.remove(path);
  });

  test('in a kind that the chart defines as well, go back with its CRD', async () => {
    const [definition, gadget] = await madeByOthers('Gadget');
    const [crd, object] = [await found(definition), await found(gadget)] as any[];

    await failAndRollBack([definitionObject('Gadget'), customObject('Gadget', 'one', { ours: 2 }), customObject('Gadget', 'two')]);
    expect(await found(gadget)).toEqual(object);
    expect(((await found(definition)) as any).spec).toEqual(crd.spec);
    expect((await fixture.find(definition))!.metadata!.labels).toBeUndefined();
    expect(await fixture.find(PATHS.custom('Gadget', 'two'))).toBeUndefined();
    await fixture.remove(definition);
  });

  test('in a version of their kind that the chart only brings, stay as well', async () => {
    const [definition, gizmo] = await madeByOthers('Gizmo');
    const object = await found(gizmo);

    const newer = definitionObject('Gizmo').manifest as any;
    const [version] = newer.spec.versions;
    const twoVersions = { manifest: { ...newer, spec: { ...newer.spec, versions: [version, { ...version, name: 'v2', storage: false }] } } };
    const inNewVersion = (name: string) => ({ manifest: { ...customObject('Gizmo', name, { ours: 2 }).manifest, apiVersion: 'example.com/v2' } });
    expect(await fixture.failure('Create', [twoVersions, inNewVersion('one'), inNewVersion('two'), STUCK], { timeout: 4, properties: { Force: 'true' } })).toMatch(/^gave up/);
    expect(await fixture.find(gizmo)).toMatchObject({ spec: { theirs: 1, ours: 2 } });
    await fixture.send('Delete', []);
    expect(await found(gizmo)).toEqual(object);
    expect(await fixture.find(PATHS.custom('Gizmo', 'two'))).toBeUndefined();
    await fixture.remove(definition);
  });

  test('in a set of another tool go back to it, with their label, when they were taken from it by force', async () => {
    const { manifest } = configMapObject('settings', { a: '1' });
    const labels = { 'applyset.kubernetes.io/part-of': 'applyset-of-kubectl-v1' };
    await fixture.applyAs('kubectl', SETTINGS, { manifest: { ...manifest, metadata: { ...manifest.metadata, labels } } });
    expect(await fixture.failure('Create', [configMapObject('settings', { a: '1' })])).toMatch(/^nothing was changed, .*conflict with "kubectl".*part-of/);
    expect(await fixture.failure('Create', [configMapObject('settings', { a: '1' }), STUCK], { timeout: 2, properties: { Force: 'true' } })).toMatch(/^gave up/);
    await fixture.send('Delete', []);
    expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1' }, metadata: { labels } });
  });

  describe('and are on their way out', () => {
    const leave = async () => {
      await fixture.applyAs('kubectl', SETTINGS, { manifest: { ...configMapObject('settings', { a: '1' }).manifest, metadata: { name: 'settings', finalizers: ['example.com/hold'] } } });
      await fixture.remove(SETTINGS);
    };
    const letGo = async () => fixture.patch(SETTINGS, { metadata: { finalizers: null } });

    test('are made anew once they are gone, also in a later invocation', async () => {
      await leave();
      const before = (await fixture.find(SETTINGS))!.metadata!.uid;
      const creation = fixture.send('Create', [configMapObject('settings', { a: '2' })], { invocation: 400, properties: { Force: 'true' } });
      await new Promise((resolve) => setTimeout(resolve, 1200));
      await letGo();
      await creation;
      const after = await fixture.find(SETTINGS);
      expect(after).toMatchObject({ data: { a: '2' } });
      expect(after!.metadata!.uid).not.toBe(before);
    });

    test('and made anew are the chart\'s own: a rollback removes them', async () => {
      await leave();
      const creation = fixture.failure('Create', [configMapObject('settings', { a: '1' }), STUCK], { timeout: 3 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await letGo();
      await creation;
      expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1' } });
      await fixture.send('Delete', []);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });

    test('and do not go are named with their finalizers', async () => {
      await leave();
      expect(await fixture.failure('Create', [configMapObject('settings', { a: '1' })], { timeout: 2 }))
        .toBe('gave up after 2 s: ConfigMap settings is not gone, which has to be made anew (finalizers example.com/hold)');
      await letGo();
    });
  });

  async function retried(work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try { return await work(); } catch (error) { if (attempt === 20) { throw error; } }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});
