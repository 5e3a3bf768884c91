import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { annotated, configMapObject, customObject, definitionObject, HandlerFixture, nodeClassObject, PATHS, SendOptions } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(120_000);

const SHOP = '/api/v1/namespaces/shop';
const ORDERS = PATHS.configMap('orders', 'shop');
/** Makes every deployment fail that has it, after all objects were applied. */
const STUCK = nodeClassObject('stuck');

const shop: ChartObject = { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } };
const orders = configMapObject('orders', { a: '1' }, 'shop');
const settings = (a: string) => configMapObject('settings', { a });

describeWithControlPlane('what leaves a chart while it holds objects of the chart', () => {
  let fixture: HandlerFixture;
  const uid = async (path: string) => (await fixture.find(path))?.metadata?.uid;
  const isGone = async (path: string) => await fixture.find(path) === undefined;

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ interval: 50, neverReady: ({ metadata }) => metadata!.name === 'stuck' });
  });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    await fixture.send('Delete', []);
    await fixture.controlPlane.request('DELETE', SHOP);
    await until(() => isGone(SHOP));
  });

  /** What is there under some paths, none of it on its way out. */
  async function stateOf(...paths: string[]): Promise<unknown[]> {
    return Promise.all(paths.map(async (path) => {
      const { metadata } = (await fixture.find(path)) ?? {};
      return [path, metadata?.uid, metadata?.deletionTimestamp];
    }));
  }

  test.each<[string, ChartObject, string, ChartObject, string, string]>([
    ['Namespace', shop, SHOP, orders, ORDERS, 'Namespace shop leaves the chart and would take ConfigMap shop/orders along'],
    ['CRD', definitionObject('Order'), PATHS.definition('Order'), customObject('Order', 'first'), PATHS.custom('Order', 'first'),
      'CustomResourceDefinition orders.example.com leaves the chart and would take Order default/first along'],
  ])('is not deleted: %s', async (_, holder, holderPath, object, path, message) => {
    const { ResourceProperties: properties } = fixture.event('Create', [holder, object, settings('1'), configMapObject('dropped')]);
    await fixture.send('Create', [], { properties });
    const paths = [holderPath, path, PATHS.configMap('dropped')];
    const before = await stateOf(...paths);
    expect(await fixture.failure('Update', [object, settings('2')], { timeout: 10 }))
      .toBe(`${message}, which the chart still has: keep it in the chart, or let it be retained (ObjectPolicy.retain) and deploy that before it leaves`);
    expect(await stateOf(...paths)).toEqual(before);

    await fixture.send('Update', [], { properties }); // CloudFormation's rollback
    expect(await stateOf(...paths)).toEqual(before);
    await fixture.send('Update', [settings('2')]);
    for (const each of [holderPath, path]) { expect(await fixture.find(each)).toBeUndefined(); }
  });

  test('is let go of where it is to be retained', async () => {
    await fixture.send('Create', [annotated(shop, { 'cdk-eks-auto-mode/removal-policy': 'retain' }), orders]);
    const before = await stateOf(SHOP, ORDERS);
    await fixture.send('Update', [orders]);
    expect(await stateOf(SHOP, ORDERS)).toEqual(before);
  });

  test('is let go of where an update is rolled back that brought it: the objects were there before', async () => {
    await fixture.controlPlane.request('POST', '/api/v1/namespaces', shop.manifest);
    const { ResourceProperties: properties } = fixture.event('Create', [orders]);
    await fixture.send('Create', [], { properties });
    await fixture.remove(SHOP);
    await until(() => isGone(SHOP));
    expect(await fixture.failure('Update', [shop, orders, STUCK], { timeout: 3 })).toMatch(/^gave up/);
    const before = await stateOf(SHOP, ORDERS);
    await fixture.send('Update', [], { properties, timeout: 10 });
    expect(await stateOf(SHOP, ORDERS)).toEqual(before);
    expect((await fixture.find(SHOP))!.metadata!.labels).not.toHaveProperty(['applyset.kubernetes.io/part-of']);
    expect(await fixture.find(PATHS.nodeClass('stuck'))).toBeUndefined();
  });

  test('is an error before a move is complete, and goes back', async () => {
    const old: SendOptions = { logicalId: 'Old' };
    await fixture.send('Create', [shop, orders], old);
    const before = await stateOf(SHOP, ORDERS);
    expect(await fixture.failure('Create', [orders], { timeout: 10 })).toMatch(/^Namespace shop leaves the chart and would take ConfigMap shop\/orders along/);
    await fixture.send('Delete', []);
    expect(await stateOf(SHOP, ORDERS)).toEqual(before);
    await fixture.send('Update', [shop, orders], old);
    await fixture.send('Delete', [], old);
    expect([await uid(SHOP), await uid(ORDERS)]).toEqual([undefined, undefined]);
  });
});
