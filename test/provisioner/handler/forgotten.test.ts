import { randomUUID } from 'crypto';
import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { PASSING_FAULTS } from '../../control-plane/fault';
import { FaultProxy, ProxiedRequest } from '../../control-plane/fault-proxy';
import { annotated, configMapObject, customObject, HandlerFixture, nodeClassObject, PATHS, SendOptions } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
/** Makes every deployment fail that has it, after all objects were applied. */
const STUCK = nodeClassObject('stuck');
const unknownObject: ChartObject = { manifest: { apiVersion: 'v1', kind: 'Unknown', metadata: { name: 'what' } } };

describeWithControlPlane('a chart whose record somebody has deleted', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;
  const settings = (value: string) => configMapObject('settings', { a: value });
  const labels = async () => (await fixture.find(SETTINGS))?.metadata?.labels;

  beforeAll(async () => {
    ({ fixture, proxy } = await startBehindProxy({ interval: 50, neverReady: ({ metadata }) => metadata!.name === 'stuck' }));
  });
  afterAll(() => stopBehindProxy({ fixture, proxy }));

  /** A chart with objects, and without its record. */
  async function forget(objects = [settings('1'), nodeClassObject('quiet')], options: SendOptions = {}): Promise<void> {
    await fixture.send('Create', objects, options);
    await fixture.remove(PATHS.parent());
  }
  async function clean(): Promise<void> {
    await fixture.send('Update', []);
    await fixture.send('Delete', []);
    for (const path of [SETTINGS, PATHS.nodeClass('quiet')]) { await fixture.controlPlane.request('DELETE', path); }
  }

  test('is not taken for gone', async () => {
    await forget();
    expect(await fixture.failure('Delete', [])).toBe('ConfigMap kube-system/cdk-eks-auto-mode.chart, which says what the chart has in the cluster, is gone, '
      + 'while ConfigMap default/settings, NodeClass quiet carry its label: deploy the chart once more before its deletion, '
      + 'or take the label applyset.kubernetes.io/part-of from what is to stay and delete the rest');
    expect(await labels()).toHaveProperty(['applyset.kubernetes.io/part-of']);

    await fixture.send('Update', [settings('1'), nodeClassObject('quiet')]);
    await fixture.send('Delete', []);
    expect(await fixture.find(SETTINGS)).toBeUndefined();
    expect(await fixture.find(PATHS.nodeClass('quiet'))).toBeUndefined();
  });

  test.each(['401', '429, at once', 'JSON cut', 'reset before'])('is not taken for gone while lists get no answer: %s', async (fault) => {
    await forget([settings('1')]);
    const isList = ({ path, query }: ProxiedRequest) => path.endsWith('/configmaps') && query.has('labelSelector');
    let lists = 0;
    proxy.plan = (request) => isList(request) && ++lists <= 6 ? PASSING_FAULTS[fault](request) : undefined;
    expect(await fixture.failure('Delete', [], { properties: proxy.properties })).toMatch(/ConfigMap default\/settings carry its label/);
    expect(lists).toBeGreaterThan(6);
    proxy.reset();
    await clean();
  });

  test('is gone when it has no objects', async () => {
    await forget([]);
    await fixture.send('Delete', []);
  });

  test('keeps its objects when a creation that finds them is rolled back', async () => {
    await forget([settings('1')]);
    const other = { stack: 'arn:aws:cloudformation:us-east-1:123456789012:stack/Other/0' };
    expect(await fixture.failure('Create', [settings('1'), STUCK], { ...other, timeout: 2 })).toMatch(/^gave up/);
    await fixture.send('Delete', [], other);
    expect((await fixture.find(SETTINGS))!.data).toEqual({ a: '1' });
    expect(await labels()).toBeUndefined();
    await clean();
  });

  test('keeps its objects also when the creation is refused, or dies as soon as it has a record', async () => {
    await forget([settings('1')]);
    expect(await fixture.failure('Create', [settings('1'), unknownObject])).toMatch(/^nothing was changed/);
    await fixture.send('Delete', []);
    expect((await fixture.find(SETTINGS))!.data).toEqual({ a: '1' });
    expect(await labels()).toBeUndefined();

    await fixture.send('Create', [settings('1')]);
    await fixture.remove(PATHS.parent());
    const request = { requestId: randomUUID(), timeout: 2 };
    const died = fixture.failure('Create', [settings('1'), customObject('Never', 'one')], { ...request, invocation: 300 });
    expect(await died).toMatch(/^gave up/);
    expect(await fixture.find(PATHS.parent())).toBeDefined();
    // Another invocation for the same event finds the record, and everything as the chart wants it.
    expect(await fixture.failure('Create', [settings('1'), STUCK], request)).toMatch(/^gave up/);
    await fixture.send('Delete', []);
    expect((await fixture.find(SETTINGS))!.data).toEqual({ a: '1' });
    expect(await labels()).toBeUndefined();
    await clean();
  });

  test('has been a success before an update, so that what it retains stays after it', async () => {
    const kept = annotated(settings('1'), { 'cdk-eks-auto-mode/removal-policy': 'retain' });
    await forget([kept]);
    expect(await fixture.failure('Update', [kept, STUCK], { timeout: 2 })).toMatch(/^gave up/);
    await fixture.send('Delete', []);
    expect((await fixture.find(SETTINGS))!.data).toEqual({ a: '1' });
    expect(await labels()).toBeUndefined();
    await clean();
  });
});
