import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import {
  annotated, configMapObject, customObject, definitionObject, HandlerFixture, nodeClassObject, PATHS, SendOptions, STACK,
} from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
const KEPT = PATHS.configMap('kept');
const RETAINED: SendOptions = { properties: { RemovalPolicy: 'retain' } };
/** Makes every deployment fail that has it, after all objects were applied. */
const STUCK = nodeClassObject('stuck');

const settings = (data: object = { a: '1' }) => configMapObject('settings', data);
const retained = (object: ChartObject) => annotated(object, { 'cdk-eks-auto-mode/removal-policy': 'retain' });
const kept = (data: object = {}) => retained(configMapObject('kept', data));
const namespace = (name: string): ChartObject => ({ manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } });

describeWithControlPlane('what is to be retained', () => {
  let fixture: HandlerFixture;

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ interval: 50, neverReady: ({ metadata }) => metadata!.name === 'stuck' });
  });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    await fixture.send('Delete', []);
    for (const path of [SETTINGS, KEPT]) { await fixture.controlPlane.request('DELETE', path); }
  });

  /** An object that is there and belongs to no chart. */
  async function expectRetained(path: string): Promise<void> {
    const object = await fixture.find(path);
    expect(object).toBeDefined();
    expect(object!.metadata!.deletionTimestamp).toBeUndefined();
    expect(object!.metadata!.labels ?? {}).toEqual({});
    expect(Object.keys(object!.metadata!.annotations ?? {}).filter((key) => /digest|origin/.test(key))).toEqual([]);
  }

  describe('with its chart', () => {
    test('stays when the chart is deleted, belongs to nobody then, and the log says so', async () => {
      await fixture.send('Create', [settings(), nodeClassObject('quiet')], RETAINED);
      fixture.log.mockClear();
      await fixture.send('Delete', [], RETAINED);
      await expectRetained(SETTINGS);
      await expectRetained(PATHS.nodeClass('quiet'));
      expect(await fixture.find(PATHS.parent())).toBeUndefined();
      const lines = fixture.log.mock.calls.map(([line]) => JSON.parse(line));
      expect(lines).toContainEqual(expect.objectContaining({ message: 'retained', object: 'ConfigMap default/settings' }));
      await fixture.remove(PATHS.nodeClass('quiet'));
    });

    test('is what the last deployment said, whatever the Delete brings', async () => {
      await fixture.send('Create', [settings()], RETAINED);
      await fixture.send('Update', [settings()]);
      await fixture.send('Delete', [], RETAINED);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });

    test('goes all the same when it leaves the chart before', async () => {
      await fixture.send('Create', [settings(), configMapObject('kept')], RETAINED);
      await fixture.send('Update', [settings()], RETAINED);
      expect(await fixture.find(KEPT)).toBeUndefined();
    });

    test('goes when the creation fails', async () => {
      await fixture.failure('Create', [settings(), STUCK], { ...RETAINED, timeout: 2 });
      await fixture.send('Delete', [], RETAINED);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });

    test('goes when an update to another name fails', async () => {
      const old = { ...fixture.event('Create', []).ResourceProperties, RemovalPolicy: 'retain' };
      const options = { chart: 'renamed', properties: { RemovalPolicy: 'retain' }, old };
      expect(await fixture.failure('Update', [configMapObject('settings'), STUCK], { ...options, timeout: 2 })).toMatch(/^gave up/);
      await fixture.send('Delete', [], options);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });

    test('is taken up again by a chart of any stack, which removes what it has no more', async () => {
      await fixture.send('Create', [settings({ a: '1', b: '2' })], RETAINED);
      await fixture.send('Delete', [], RETAINED);
      const { uid } = (await fixture.find(SETTINGS))!.metadata!;
      const other = { stack: `${STACK}-other`, chart: 'other' };
      await fixture.send('Create', [settings({ a: '2' })], other);
      expect(await fixture.find(SETTINGS)).toMatchObject({ metadata: { uid }, data: { a: '2' } });
      expect((await fixture.find(SETTINGS))!.data).not.toHaveProperty('b');
      await fixture.send('Update', [settings({ a: '3' })], other);
      await fixture.send('Delete', [], other);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });

    test('is as it was when a creation fails that takes it up', async () => {
      await fixture.send('Create', [settings({ a: '1', b: '2' })], RETAINED);
      await fixture.send('Delete', [], RETAINED);
      expect(await fixture.failure('Create', [settings({ a: '1', b: '2' }), STUCK], { timeout: 2 })).toMatch(/^gave up/);
      await fixture.send('Delete', []);
      await expectRetained(SETTINGS);
      expect((await fixture.find(SETTINGS))!.data).toEqual({ a: '1', b: '2' });
    });
  });

  describe('by itself', () => {
    test('stays when it leaves the chart', async () => {
      await fixture.send('Create', [settings(), kept()]);
      await fixture.send('Update', [settings()]);
      await expectRetained(KEPT);
    });

    test('stays when the chart is deleted, and nothing else does', async () => {
      await fixture.send('Create', [settings(), kept()]);
      await fixture.send('Delete', []);
      await expectRetained(KEPT);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });

    test('goes when the creation fails', async () => {
      await fixture.failure('Create', [kept(), STUCK], { timeout: 2 });
      await fixture.send('Delete', []);
      expect(await fixture.find(KEPT)).toBeUndefined();
    });

    test('goes when the update that brought it is rolled back', async () => {
      const { ResourceProperties: properties } = fixture.event('Create', [settings()]);
      await fixture.send('Create', [], { properties });
      await fixture.failure('Update', [settings(), kept(), STUCK], { timeout: 2 });
      expect(await fixture.find(KEPT)).toBeDefined();
      await fixture.send('Update', [], { properties });
      expect(await fixture.find(KEPT)).toBeUndefined();
    });

    test.each<[string, ChartObject, string, ChartObject, string]>([
      ['Namespace', namespace('shop'), '/api/v1/namespaces/shop', retained(configMapObject('kept', {}, 'shop')), PATHS.configMap('kept', 'shop')],
      ['CRD', definitionObject('Ledger'), PATHS.definition('Ledger'), retained(customObject('Ledger', 'kept')), PATHS.custom('Ledger', 'kept')],
    ])('keeps its %s, which would take it along', async (_, holder, holderPath, object, path) => {
      await fixture.send('Create', [holder, object, settings()]);
      await fixture.send('Update', [settings()]);
      await expectRetained(path);
      const { labels = {}, deletionTimestamp } = (await fixture.find(holderPath))!.metadata!;
      expect(labels).not.toHaveProperty(['applyset.kubernetes.io/part-of']);
      expect(deletionTimestamp).toBeUndefined();

      // The chart takes both up again, and lets go of both when it is deleted.
      await fixture.send('Update', [holder, object, settings()]);
      await fixture.send('Delete', []);
      await expectRetained(path);
      await fixture.remove(path);
      await fixture.remove(holderPath);
      await until(async () => await fixture.find(holderPath) === undefined);
    });

    test('goes with the chart when it is not to be retained any more', async () => {
      await fixture.send('Create', [kept()]);
      await fixture.send('Update', [configMapObject('kept')]);
      await fixture.send('Delete', []);
      expect(await fixture.find(KEPT)).toBeUndefined();
    });
  });
});
