import { setTimeout as delay } from 'timers/promises';
import { ApplySet } from '../../../src/provisioner/handler/apply-set/apply-set';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { annotated, configMapObject, HandlerFixture, nodeClassObject, PATHS, SendOptions, STACK } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(120_000);

const KEPT = PATHS.configMap('kept');
const OLD: SendOptions = { logicalId: 'Old' };
const NEW: SendOptions = { logicalId: 'New' };
const THERE: SendOptions = { stack: `${STACK}-there` };
const RETAINED: SendOptions = { properties: { RemovalPolicy: 'retain' } };
/** Makes every deployment fail that has it, after all objects were applied. */
const STUCK = nodeClassObject('stuck');

const kept = (value = '1') => configMapObject('kept', { a: value });
const dropped = configMapObject('dropped', { a: '1' });
const added = configMapObject('added', { a: '1' });

describeWithControlPlane('a chart that moves', () => {
  let fixture: HandlerFixture;
  const uid = async (path: string) => (await fixture.find(path))?.metadata?.uid;
  const names = async () => {
    const { items } = (await fixture.find('/api/v1/namespaces/default/configmaps'))!;
    return items!.map(({ metadata }) => metadata!.name!).filter((name) => name !== 'kube-root-ca.crt').sort();
  };
  const setOf = async (path: string) => (await fixture.find(path))!.metadata!.labels?.['applyset.kubernetes.io/part-of'];
  const parent = async () => (await fixture.find(PATHS.parent()))?.metadata?.annotations;
  const idOf = (chart: string) => ApplySet.idOf('kube-system', `cdk-eks-auto-mode.${chart}`);

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ interval: 50, neverReady: ({ metadata }) => metadata!.name === 'stuck' });
  });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    const owner = (await parent())?.['cdk-eks-auto-mode/owner'];
    if (owner) {
      const [stack, logicalId] = [owner.slice(0, owner.lastIndexOf('/')), owner.slice(owner.lastIndexOf('/') + 1)];
      // Twice: the first may only hand back.
      await fixture.send('Update', [], { stack, logicalId });
      await fixture.send('Delete', [], { stack, logicalId });
    }
    for (const name of await names()) { await fixture.remove(PATHS.configMap(name)); }
  });

  describe('to another construct', () => {
    test('and does without an object keeps it until the old construct is deleted', async () => {
      await fixture.send('Create', [kept(), dropped], OLD);
      await fixture.send('Create', [kept('2'), added], NEW);
      expect(await names()).toEqual(['added', 'dropped', 'kept']);
      await fixture.send('Delete', [], OLD);
      expect(await names()).toEqual(['added', 'kept']);
      await fixture.send('Delete', [], NEW);
      expect(await names()).toEqual([]);
    });

    test('can be updated while the old one is still being deleted', async () => {
      const held = { manifest: { ...dropped.manifest, metadata: { name: 'dropped', finalizers: ['example.com/hold'] } } };
      await fixture.send('Create', [kept(), held], OLD);
      await fixture.send('Create', [kept('2')], NEW);
      const deletion = fixture.send('Delete', [], { ...OLD, invocation: 300 });
      await until(async () => (await fixture.find(PATHS.configMap('dropped')))!.metadata!.deletionTimestamp !== undefined);
      const update = fixture.send('Update', [kept('3')], NEW);
      await delay(1_000); // some invocations of both
      await fixture.patch(PATHS.configMap('dropped'), { metadata: { finalizers: null } });
      await Promise.all([deletion, update]);
      expect(await names()).toEqual(['kept']);
      expect((await fixture.find(KEPT))!.data).toEqual({ a: '3' });
    });

    test('and does without all objects of a kind finds them later', async () => {
      await fixture.send('Create', [kept(), nodeClassObject('quiet')], OLD);
      await fixture.send('Create', [kept()], NEW);
      expect(await fixture.find(PATHS.nodeClass('quiet'))).toBeDefined();
      await fixture.send('Delete', [], OLD);
      expect(await fixture.find(PATHS.nodeClass('quiet'))).toBeUndefined();
    });

    test('while another resource fails has every object afterwards, those that it did without too, and none more', async () => {
      await fixture.send('Create', [kept(), dropped], OLD);
      const before = [await uid(KEPT), await uid(PATHS.configMap('dropped'))];
      await fixture.applyAs('somebody', PATHS.configMap('theirs'), configMapObject('theirs', { a: '1' }));
      await fixture.send('Create', [kept(), added, configMapObject('theirs', { a: '1' })], NEW);
      await fixture.send('Delete', [], NEW); // CloudFormation's rollback
      expect(await names()).toEqual(['dropped', 'kept', 'theirs']);
      expect([await uid(KEPT), await uid(PATHS.configMap('dropped'))]).toEqual(before);
      expect(await setOf(PATHS.configMap('theirs'))).toBeUndefined();
      expect(await parent()).toMatchObject({ 'cdk-eks-auto-mode/owner': `${STACK}/Old` });

      // And everything goes on as if nothing had been.
      await fixture.send('Update', [kept(), dropped, added], OLD);
      for (const name of ['kept', 'dropped', 'added']) {
        expect((await fixture.find(PATHS.configMap(name)))!.metadata!.annotations).not.toHaveProperty('cdk-eks-auto-mode/origin');
      }
      await fixture.send('Delete', [], OLD);
      expect(await names()).toEqual(['theirs']);
    });

    test('and fails itself, after its objects were applied, has every object afterwards', async () => {
      await fixture.send('Create', [kept(), dropped], OLD);
      const before = await uid(KEPT);
      expect(await fixture.failure('Create', [kept(), added, STUCK], { ...NEW, timeout: 2 })).toMatch(/^gave up/);
      await fixture.send('Delete', [], NEW);
      expect(await names()).toEqual(['dropped', 'kept']);
      expect(await uid(KEPT)).toBe(before);
      expect(await fixture.find(PATHS.nodeClass('stuck'))).toBeUndefined();
    });

    test('and is refused leaves the old one as it is', async () => {
      await fixture.send('Create', [kept()], OLD);
      const before = await parent();
      const wrong = { manifest: { ...kept().manifest, dta: {} } };
      expect(await fixture.failure('Create', [wrong], NEW)).toMatch(/^nothing was changed/);
      await fixture.send('Delete', [], NEW);
      expect(await parent()).toEqual(before);
      expect(await names()).toEqual(['kept']);
    });

    test('and whose old construct is never deleted removes with its next update what it does without', async () => {
      await fixture.send('Create', [kept(), dropped], OLD);
      await fixture.send('Create', [kept()], NEW);
      await fixture.send('Update', [kept('2')], NEW);
      expect(await names()).toEqual(['kept']);
    });

    test('keeps an object that it did without, and wants again', async () => {
      await fixture.send('Create', [kept(), dropped], OLD);
      const before = await uid(PATHS.configMap('dropped'));
      await fixture.send('Create', [kept()], NEW);
      await fixture.send('Update', [kept(), dropped], NEW);
      await fixture.send('Delete', [], OLD);
      expect(await uid(PATHS.configMap('dropped'))).toBe(before);
      await fixture.send('Update', [kept('2'), dropped], NEW);
      expect((await fixture.find(PATHS.configMap('dropped')))!.metadata!.annotations).not.toHaveProperty('cdk-eks-auto-mode/origin');
    });
  });

  describe('to another stack', () => {
    const moved = async (path = KEPT) => ({ uid: await uid(path), set: await setOf(path), stack: (await parent())?.['cdk-eks-auto-mode/stack-id'] });

    test('that is deployed first takes the objects over, and the old one\'s Delete leaves them', async () => {
      await fixture.send('Create', [kept()], RETAINED);
      const before = await moved();
      await fixture.send('Create', [kept()], THERE);
      await fixture.send('Delete', [], RETAINED);
      expect(await moved()).toEqual({ ...before, stack: THERE.stack });
      await fixture.send('Delete', [], THERE);
      expect(await names()).toEqual([]);
      expect(await parent()).toBeUndefined();
    });

    test('that is deployed last takes up what the old one let go of', async () => {
      await fixture.send('Create', [kept()], RETAINED);
      const before = await moved();
      await fixture.send('Delete', [], RETAINED);
      expect(await setOf(KEPT)).toBeUndefined();
      await fixture.send('Create', [kept()], THERE);
      expect(await moved()).toEqual({ ...before, stack: THERE.stack });
      await fixture.send('Update', [kept('2')], THERE);
      await fixture.send('Delete', [], THERE);
      expect(await names()).toEqual([]);
    });

    test('whose deployment fails is handed back with its stack, and is retained there as before', async () => {
      await fixture.send('Create', [kept(), dropped], RETAINED);
      const before = await parent();
      await fixture.send('Create', [kept(), added], THERE);
      expect(await parent()).not.toHaveProperty('cdk-eks-auto-mode/removal-policy');
      await fixture.send('Delete', [], THERE);
      expect(await names()).toEqual(['dropped', 'kept']);
      const after = await parent();
      for (const key of ['stack-id', 'owner', 'removal-policy'].map((name) => `cdk-eks-auto-mode/${name}`)) { expect(after![key]).toBe(before![key]); }
      expect(after).not.toHaveProperty('cdk-eks-auto-mode/previous-owner');
      // The second try succeeds.
      await fixture.send('Create', [kept(), added], THERE);
      await fixture.send('Delete', [], RETAINED);
      expect(await names()).toEqual(['added', 'kept']);
    });

    test('is an error as long as the old one does not let go of it', async () => {
      await fixture.send('Create', [kept()]);
      expect(await fixture.failure('Create', [kept()], THERE)).toMatch(/to move it, let it be retained there and deploy that$/);
      await fixture.send('Delete', [], THERE);
      expect(await names()).toEqual(['kept']);
    });
  });

  describe('an object that moves from one chart to another', () => {
    const FROM: SendOptions = { chart: 'from', logicalId: 'From' };
    const TO: SendOptions = { chart: 'to', logicalId: 'To' };
    const letGo = (value = '1') => annotated(kept(value), { 'cdk-eks-auto-mode/removal-policy': 'retain' });
    let before: unknown;

    beforeEach(async () => {
      await fixture.send('Create', [letGo(), dropped], FROM);
      await fixture.send('Create', [added], TO);
      before = await uid(KEPT);
    });
    afterEach(async () => {
      for (const chart of [TO, FROM]) {
        await fixture.send('Update', [], chart);
        await fixture.send('Delete', [], chart);
      }
    });

    test.each(['new chart first', 'old chart first'])('and is let go of before is never deleted, %s', async (order) => {
      const events = [() => fixture.send('Update', [added, kept()], TO), () => fixture.send('Update', [dropped], FROM)];
      for (const event of order.startsWith('new') ? events : events.reverse()) { await event(); }
      expect(await uid(KEPT)).toBe(before);
      expect(await setOf(KEPT)).toBe(idOf('to'));
      await fixture.send('Update', [added, kept('2')], TO);
      expect(await uid(KEPT)).toBe(before);
      await fixture.send('Update', [added], TO);
      expect(await names()).toEqual(['added', 'dropped']);
    });

    test.each(['new chart first', 'old chart first'])('and back in a rollback is never deleted, %s', async (order) => {
      const there = [() => fixture.send('Update', [added, kept()], TO), () => fixture.send('Update', [dropped], FROM)];
      const back = [() => fixture.send('Update', [added], TO), () => fixture.send('Update', [letGo(), dropped], FROM)];
      for (const event of order.startsWith('new') ? there : there.reverse()) { await event(); }
      for (const event of order.startsWith('new') ? back.reverse() : back) { await event(); }
      expect(await uid(KEPT)).toBe(before);
      expect(await setOf(KEPT)).toBe(idOf('from'));
    });

    test('of another stack goes there when it is let go of', async () => {
      await fixture.send('Create', [kept()], { ...THERE, chart: 'there' });
      expect(await uid(KEPT)).toBe(before);
      expect(await setOf(KEPT)).toBe(idOf('there'));
      await fixture.send('Update', [dropped], FROM);
      expect(await uid(KEPT)).toBe(before);
      await fixture.send('Update', [], { ...THERE, chart: 'there' });
      await fixture.send('Delete', [], { ...THERE, chart: 'there' });
    });
  });

  test('an object that another chart takes over while it is being removed stays', async () => {
    await fixture.send('Create', [kept(), dropped], { chart: 'from', logicalId: 'From' });
    const before = await uid(KEPT);
    const request = fixture.controlPlane.request.bind(fixture.controlPlane);
    const label = { metadata: { labels: { 'applyset.kubernetes.io/part-of': idOf('chart') } } };
    const proxy = await FaultProxy.start(fixture.controlPlane);
    try {
      // Between the look at the object and its deletion.
      let taken: Promise<unknown> | undefined;
      proxy.plan = ({ method, path }) => {
        if (method !== 'DELETE' || path !== KEPT || taken) { return undefined; }
        taken = request('PATCH', KEPT, label);
        return { name: 'late', does: 'reset', forwards: false };
      };
      await fixture.send('Update', [dropped], { chart: 'from', logicalId: 'From', properties: proxy.properties });
      expect(taken).toBeDefined();
      expect(await uid(KEPT)).toBe(before);
    } finally {
      await proxy.stop();
    }
    await fixture.send('Delete', [], { chart: 'from', logicalId: 'From' });
  });
});
