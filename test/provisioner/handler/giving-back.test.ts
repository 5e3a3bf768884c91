import { ApplySet } from '../../../src/provisioner/handler/apply-set/apply-set';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { annotated, configMapObject, HandlerFixture, PATHS, SendOptions } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(120_000);

const KEPT = PATHS.configMap('kept');
const FROM: SendOptions = { chart: 'from', logicalId: 'From' };
const TO: SendOptions = { chart: 'to', logicalId: 'To' };
const RETAINED = { RemovalPolicy: 'retain' };

const kept = configMapObject('kept', { a: '1' });
const retained = annotated(kept, { 'cdk-eks-auto-mode/removal-policy': 'retain' });
const other = configMapObject('other');

describeWithControlPlane('an object that a chart lets go of or gives back', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;

  beforeAll(async () => { ({ fixture, proxy } = await startBehindProxy({ interval: 50 })); });
  afterAll(() => stopBehindProxy({ fixture, proxy }));
  beforeEach(() => proxy.reset());
  afterEach(async () => {
    for (const chart of [TO, FROM, { ...FROM, logicalId: 'New' }]) {
      await fixture.send('Update', [], chart);
      await fixture.send('Delete', [], chart);
    }
    await fixture.controlPlane.request('DELETE', KEPT);
  });

  /** Does something after the look at the object, before it is changed. */
  function meanwhile(work: () => Promise<unknown>): Pick<SendOptions, 'properties'> {
    proxy.onRequest = async ({ method, path, query }) => {
      if (method !== 'PATCH' || path !== KEPT || query.has('dryRun')) { return; }
      proxy.onRequest = () => {};
      await work();
    };
    return { properties: proxy.properties };
  }
  const found = async () => (await fixture.find(KEPT))!;
  const byHand = () => fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps?fieldManager=somebody', configMapObject('kept', { b: '2' }).manifest);
  const takeOver = () => fixture.send('Create', [kept], TO);
  const changed = () => fixture.patch(KEPT, { metadata: { annotations: { 'example.com/seen': 'true' } } });

  /** The object is another chart's now, which finds it at its end. */
  async function expectTaken(taken: Awaited<ReturnType<typeof found>>): Promise<void> {
    const { metadata, data } = await found();
    const { uid, labels, annotations } = taken.metadata!;
    expect([metadata!.uid, metadata!.labels, metadata!.annotations]).toEqual([uid, labels, annotations]);
    expect(metadata!.labels).toEqual({ 'applyset.kubernetes.io/part-of': ApplySet.idOf('kube-system', 'cdk-eks-auto-mode.to') });
    expect(data).toMatchObject({ a: '1' });
    await fixture.send('Update', [], TO);
    await fixture.send('Delete', [], TO);
  }

  describe('stays with another chart that takes it over at the same moment:', () => {
    let taken: Awaited<ReturnType<typeof found>>;
    const takenOver = async () => {
      await takeOver();
      taken = await found();
    };

    test('retained as it leaves the chart', async () => {
      await fixture.send('Create', [retained, other], FROM);
      await fixture.send('Update', [other], { ...FROM, ...meanwhile(takenOver) });
      await expectTaken(taken);
    });

    test('retained with the chart', async () => {
      await fixture.send('Create', [kept, other], { ...FROM, properties: RETAINED });
      const { properties } = meanwhile(takenOver);
      await fixture.send('Delete', [], { ...FROM, properties });
      await expectTaken(taken);
      await fixture.remove(PATHS.configMap('other'));
    });

    test('there before any chart', async () => {
      await byHand();
      const { ResourceProperties: before } = fixture.event('Create', [other], FROM);
      await fixture.send('Create', [], { ...FROM, properties: before });
      await fixture.send('Update', [other, kept], FROM);
      const { properties } = meanwhile(takenOver);
      await fixture.send('Update', [other], { ...FROM, properties });
      await expectTaken(taken);
    });

    test('leaving in a move', async () => {
      await fixture.send('Create', [kept, other], FROM);
      await fixture.send('Create', [other], { ...FROM, logicalId: 'New', ...meanwhile(takenOver) });
      await expectTaken(taken);
    });
  });

  describe('is looked at again when others change it at the same moment:', () => {
    test('retained as it leaves the chart', async () => {
      await fixture.send('Create', [retained, other], FROM);
      await fixture.send('Update', [other], { ...FROM, ...meanwhile(changed) });
      expect((await found()).metadata!.labels).toBeUndefined();
    });

    test('retained with the chart', async () => {
      await fixture.send('Create', [kept], { ...FROM, properties: RETAINED });
      await fixture.send('Delete', [], { ...FROM, ...meanwhile(changed) });
      expect((await found()).metadata!.labels).toBeUndefined();
    });

    test('there before any chart', async () => {
      await byHand();
      await fixture.send('Create', [kept], FROM);
      expect((await found()).data).toEqual({ a: '1', b: '2' });
      await fixture.send('Delete', [], { ...FROM, ...meanwhile(changed) });
      const { metadata, data } = await found();
      expect([metadata!.labels, metadata!.annotations, data]).toEqual([undefined, { 'example.com/seen': 'true' }, { b: '2' }]);
    });

    test('gone and made anew', async () => {
      await byHand();
      await fixture.send('Create', [kept], FROM);
      await fixture.send('Delete', [], {
        ...FROM,
        ...meanwhile(async () => {
          await fixture.remove(KEPT);
          await byHand();
        }),
      });
      expect((await found()).data).toEqual({ b: '2' });
    });

    test('gone', async () => {
      await byHand();
      await fixture.send('Create', [kept], FROM);
      await fixture.send('Delete', [], { ...FROM, ...meanwhile(() => fixture.remove(KEPT)) });
      expect(await fixture.find(KEPT)).toBeUndefined();
    });

    test('leaving in a move, and back', async () => {
      await fixture.send('Create', [kept, other], FROM);
      const moved = { ...FROM, logicalId: 'New' };
      await fixture.send('Create', [other], { ...moved, ...meanwhile(changed) });
      expect((await found()).metadata!.annotations!['cdk-eks-auto-mode/origin']).toMatch(/^leaving@/);
      await fixture.send('Delete', [], { ...moved, ...meanwhile(changed) });
      expect((await found()).metadata!.annotations).not.toHaveProperty('cdk-eks-auto-mode/origin');
      await fixture.send('Update', [], FROM);
      expect(await fixture.find(KEPT)).toBeUndefined();
    });
  });
});
