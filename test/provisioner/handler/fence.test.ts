import { ChartEvent, ChartObject } from '../../../src/provisioner/contract';
import { ApplySet } from '../../../src/provisioner/handler/apply-set/apply-set';
import { Fence } from '../../../src/provisioner/handler/apply-set/fence';
import { handler } from '../../../src/provisioner/handler/provisioner.lambda';
import { describeWithControlPlane } from '../../control-plane/describe';
import { PASSING_FAULTS } from '../../control-plane/fault';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
const NEWER = 'a newer request for this chart has begun';

describeWithControlPlane('a request for a chart', () => {
  let fixture: HandlerFixture;
  const stuck = new Set<string>();
  const settings = (value: string) => configMapObject('settings', { a: value });
  const data = async () => (await fixture.find(SETTINGS))?.data;

  beforeAll(async () => { fixture = await HandlerFixture.start({ interval: 50, neverReady: ({ metadata }) => stuck.has(metadata!.name!) }); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    stuck.clear();
    await fixture.send('Delete', []);
  });

  const begun = (event: ChartEvent): ChartEvent => ({ ...event, StartedAt: new Date().toISOString() });
  /** One invocation. */
  const invoke = async (event: ChartEvent, milliseconds = 10_000) => handler(event, { getRemainingTimeInMillis: () => 30_000 + milliseconds });
  /** A creation that is under way, and has applied everything. */
  async function startCreation(value: string, more: ChartObject[] = []): Promise<{ event: ChartEvent; running: Promise<unknown> }> {
    stuck.add('slow');
    const event = begun(fixture.event('Create', [settings(value), nodeClassObject('slow'), configMapObject('extra'), ...more]));
    const running = invoke(event).catch((error: Error) => error);
    await until(async () => await fixture.find(PATHS.nodeClass('slow')) !== undefined);
    return { event, running };
  }

  test('stops before it removes anything when a newer one has begun meanwhile', async () => {
    const { event, running } = await startCreation('old');
    await fixture.send('Update', [settings('new'), nodeClassObject('other')]);
    expect(await running).toMatchObject({ IsComplete: false });
    expect(Date.now() - Date.parse(event.StartedAt!)).toBeLessThan(6_000); // long before the end of the invocation
    stuck.clear();
    expect(await data()).toEqual({ a: 'new' });
    expect(await fixture.find(PATHS.nodeClass('other'))).toBeDefined();
    // Asked again, it does not begin again.
    await expect(invoke(event)).rejects.toThrow(NEWER);
    expect(await data()).toEqual({ a: 'new' });
    expect(await fixture.find(PATHS.configMap('extra'))).toBeUndefined();
  });

  test('stops between two objects', async () => {
    let looks = 0;
    const glance = jest.spyOn(Fence.prototype, 'glance').mockImplementation(async function (this: Fence) { await this.check(); });
    const isCurrent = jest.spyOn(ApplySet.prototype, 'isCurrent').mockImplementation(async () => ++looks <= 3);
    try {
      const many = Array.from({ length: 40 }, (_, index) => configMapObject(`many-${index}`));
      expect(await invoke(begun(fixture.event('Create', many)))).toEqual({ IsComplete: false });
    } finally {
      glance.mockRestore();
      isCurrent.mockRestore();
    }
    const { items } = (await fixture.find('/api/v1/namespaces/default/configmaps?labelSelector=applyset.kubernetes.io/part-of'))!;
    expect(items!.length).toBeLessThanOrEqual(3);
  });

  test('looks before it removes anything', async () => {
    await fixture.send('Create', [settings('1'), configMapObject('extra')]);
    const isCurrent = jest.spyOn(ApplySet.prototype, 'isCurrent').mockResolvedValue(false);
    try {
      expect(await invoke(begun(fixture.event('Update', [settings('1')])))).toEqual({ IsComplete: false });
      expect(await invoke(begun(fixture.event('Delete', [])))).toEqual({ IsComplete: false });
    } finally {
      isCurrent.mockRestore();
    }
    expect(await fixture.find(PATHS.configMap('extra'))).toBeDefined();
  });

  test('looks again every two seconds', async () => {
    let now = 0;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
    const isCurrent = jest.fn().mockResolvedValue(true);
    const fence = new Fence(isCurrent);
    for (now of [100, 1999, 2000, 3999, 4000]) { await fence.glance(); }
    expect(isCurrent).toHaveBeenCalledTimes(2);
    isCurrent.mockResolvedValue(false);
    now = 6000;
    await expect(fence.glance()).rejects.toThrow(NEWER);
    clock.mockRestore();
  });

  test('that deletes stops a creation that is still under way', async () => {
    const { event, running } = await startCreation('old');
    await fixture.send('Delete', []);
    stuck.clear();
    expect(await running).toMatchObject({ IsComplete: false });
    for (const path of [SETTINGS, PATHS.configMap('extra'), PATHS.nodeClass('slow')]) { expect(await fixture.find(path)).toBeUndefined(); }
    expect(event.RequestType).toBe('Create');
  });

  test('that deletes removes nothing of a newer one that brings the chart back', async () => {
    const hold = (value: string) => ({ manifest: { ...configMapObject('held', { a: value }).manifest, metadata: { name: 'held', finalizers: ['example.com/hold'] } } });
    await fixture.send('Create', [hold('1'), nodeClassObject('base')]);
    const event = begun(fixture.event('Delete', []));
    const deletion = invoke(event).catch((error: Error) => error);
    await until(async () => (await fixture.find(PATHS.configMap('held')))!.metadata!.deletionTimestamp !== undefined);
    // While the deletion waits for one object, the chart comes back with the other.
    await fixture.send('Create', [settings('new'), nodeClassObject('base')], { timeout: 5 }).catch(() => undefined);
    await fixture.patch(PATHS.configMap('held'), { metadata: { finalizers: null } });
    expect(await deletion).toMatchObject({ IsComplete: false });
    await expect(invoke(event)).rejects.toThrow(NEWER);
    expect(await data()).toEqual({ a: 'new' });
    expect(await fixture.find(PATHS.nodeClass('base'))).toBeDefined();
  });

  test('does not try a deletion again when a newer one has begun that wants the object', async () => {
    await fixture.send('Create', [settings('1'), configMapObject('extra')]);
    const proxy = await FaultProxy.start(fixture.controlPlane);
    try {
      proxy.plan = (request) => request.method === 'DELETE' ? PASSING_FAULTS['503'](request) : undefined;
      const update = fixture.event('Update', [settings('1')], { properties: proxy.properties });
      const running = invoke(begun(update)).catch((error: Error) => error);
      await until(() => proxy.injectedCount > 0);
      await fixture.send('Update', [settings('1'), configMapObject('extra')]);
      proxy.reset();
      expect(await running).toMatchObject({ IsComplete: false });
    } finally {
      await proxy.stop();
    }
    expect(await fixture.find(PATHS.configMap('extra'))).toBeDefined();
  });

  test('that deletes gives back what an older one takes over while it goes', async () => {
    const hold = { manifest: { ...configMapObject('held').manifest, metadata: { name: 'held', finalizers: ['example.com/hold'] } } };
    const { event, running } = await startCreation('old', [hold]);
    const deletion = fixture.send('Delete', []);
    await until(async () => (await fixture.find(PATHS.configMap('held')))!.metadata!.deletionTimestamp !== undefined);
    // As the older one leaves it, when it was just about to write.
    await fixture.applyAs('somebody', PATHS.configMap('theirs'), configMapObject('theirs', { a: '1' }));
    const { manifest } = configMapObject('theirs', { a: '1' });
    await fixture.applyAs('cdk-eks-auto-mode', PATHS.configMap('theirs'), {
      manifest: {
        ...manifest,
        metadata: {
          name: 'theirs',
          labels: { 'applyset.kubernetes.io/part-of': ApplySet.idOf('kube-system', 'cdk-eks-auto-mode.chart') },
          annotations: { 'cdk-eks-auto-mode/origin': `before@${event.RequestId}` },
        },
      },
    });
    await until(async () => (await fixture.find(PATHS.configMap('theirs')))!.metadata!.labels === undefined);
    await fixture.patch(PATHS.configMap('held'), { metadata: { finalizers: null } });
    await deletion;
    stuck.clear();
    await running;
    expect((await fixture.find(PATHS.configMap('theirs')))!.data).toEqual({ a: '1' });
    await fixture.remove(PATHS.configMap('theirs'));
  });

  test('that comes twice at once is done once, and answered twice', async () => {
    const event = begun(fixture.event('Create', [settings('1'), nodeClassObject('quiet'), configMapObject('extra')]));
    const untilDone = async () => {
      for (;;) {
        const answer = await invoke(event) as { IsComplete: boolean };
        if (answer.IsComplete) { return answer; }
      }
    };
    expect(await Promise.all([untilDone(), untilDone()])).toEqual([{ IsComplete: true, Data: {} }, { IsComplete: true, Data: {} }]);
    expect(await data()).toEqual({ a: '1' });
    expect((await fixture.find(PATHS.parent()))!.metadata!.annotations!['cdk-eks-auto-mode/finished-requests']).toBe(event.RequestId);
  });

  test('that deletes and comes twice at once is answered twice', async () => {
    await fixture.send('Create', [settings('1'), nodeClassObject('quiet')]);
    const event = begun(fixture.event('Delete', []));
    const untilDone = async () => {
      for (;;) {
        const answer = await invoke(event) as { IsComplete: boolean };
        if (answer.IsComplete) { return answer.IsComplete; }
      }
    };
    expect(await Promise.all([untilDone(), untilDone()])).toEqual([true, true]);
    expect(await fixture.find(PATHS.parent())).toBeUndefined();
    expect(await fixture.find(SETTINGS)).toBeUndefined();
  });

  test('is remembered by the chart for a few more', async () => {
    await fixture.send('Create', [settings('1')], { requestId: 'first' });
    for (const value of ['2', '3', '4', '5', '6']) { await fixture.send('Update', [settings(value)], { requestId: `update-${value}` }); }
    await fixture.send('Update', [settings('2')], { requestId: 'update-2' });
    expect(await data()).toEqual({ a: '6' });
    const annotations = (await fixture.find(PATHS.parent()))!.metadata!.annotations!;
    expect(annotations['cdk-eks-auto-mode/requests']).toBe('update-2,update-3,update-4,update-5,update-6');
    expect(annotations['cdk-eks-auto-mode/contents'].split(',')).toHaveLength(5);
  });
});
