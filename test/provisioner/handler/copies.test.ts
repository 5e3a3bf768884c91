import { ChartObject } from '../../../src/provisioner/contract';
import { ApiObject } from '../../control-plane/api-client';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS } from '../../support/handler-fixture';

jest.setTimeout(120_000);

const NAMESPACE = '/api/v1/namespaces/default';
const SLICES = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';
const ENDPOINTS = `${NAMESPACE}/endpoints`;
const CONFIG_MAPS = `${NAMESPACE}/configmaps`;
const SETTINGS = PATHS.configMap('settings');
const LABEL = 'applyset.kubernetes.io/part-of';

const objectOf = (apiVersion: string, kind: string, name: string, fields: object): ChartObject =>
  ({ manifest: { apiVersion, kind, metadata: { name }, ...fields } });
const service = (name: string) => objectOf('v1', 'Service', name, { spec: { ports: [{ port: 80 }] } });
const slice = (name: string) => objectOf('discovery.k8s.io/v1', 'EndpointSlice', name, { addressType: 'IPv4', endpoints: [{ addresses: ['10.1.0.1'] }] });
const endpoints = (name: string) => objectOf('v1', 'Endpoints', name, { subsets: [{ addresses: [{ ip: '10.1.0.1' }] }] });
const secret = (name: string) => objectOf('v1', 'Secret', name, { stringData: { a: 'b' } });

/** What a copy has of its owner beside its labels. */
interface Taken {
  readonly annotations?: boolean;
  /** Whether it names the owner as its controller. */
  readonly controls?: boolean;
}

describeWithControlPlane('what controllers make with the labels of the chart\'s objects', () => {
  let fixture: HandlerFixture;
  const stuck = new Set<string>();

  beforeAll(async () => { fixture = await HandlerFixture.start({ interval: 50, neverReady: ({ metadata }) => stuck.has(metadata!.name!) }); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    stuck.clear();
    await fixture.send('Delete', [], { timeout: 20 });
  });

  /** Makes an object as a controller does: with the labels of its owner, and with what else it takes over. */
  async function make(collection: string, { manifest }: ChartObject, ownerPath: string, takes: Taken): Promise<ApiObject> {
    const { apiVersion, kind, metadata } = (await fixture.find(ownerPath))!;
    const { labels, annotations, uid, name } = metadata!;
    const copy = {
      ...manifest,
      metadata: {
        ...manifest.metadata,
        labels,
        ...takes.annotations && { annotations },
        ...takes.controls && { ownerReferences: [{ apiVersion, kind, name, uid, controller: true }] },
      },
    };
    const { status, body } = await fixture.controlPlane.request('POST', `${collection}?fieldManager=kube-controller-manager`, copy);
    expect([status, body.metadata?.labels]).toEqual([201, expect.objectContaining({ [LABEL]: expect.any(String) })]);
    return body;
  }
  const uid = async (path: string) => (await fixture.find(path))?.metadata?.uid;

  test.each<[string, string, ChartObject[], ChartObject, Taken]>([
    ['EndpointSlices of a Service', SLICES, [service('web'), slice('external')], slice('web-x'), { controls: true }],
    ['Endpoints of a Service, which name no owner', ENDPOINTS, [service('web'), endpoints('external')], endpoints('web'), {}],
    ['EndpointSlices of Endpoints, with their annotations', SLICES, [endpoints('web'), slice('external')], slice('web-y'), { annotations: true, controls: true }],
    ['what is copied with its annotations and names no owner', `${NAMESPACE}/secrets`, [secret('web')], secret('copy'), { annotations: true }],
  ])('stay, as long as the chart is there and after it: %s', async (_, collection, objects, copied, takes) => {
    await fixture.send('Create', objects);
    const [{ manifest: { kind } }] = objects;
    const copy = await make(collection, copied, `${NAMESPACE}/${kind === 'Endpoints' ? 'endpoints' : `${kind.toLowerCase()}s`}/web`, takes);
    const path = `${collection}/${copy.metadata!.name}`;
    await fixture.send('Update', [...objects, configMapObject('settings')], { timeout: 20 });
    await fixture.send('Update', objects, { timeout: 20 });
    expect(await uid(path)).toBe(copy.metadata!.uid);
    await fixture.send('Delete', [], { timeout: 20 });
    expect(await uid(path)).toBe(copy.metadata!.uid);
    await fixture.remove(path);
  });

  test('are as if they were made by hand where the chart wants them: a rollback leaves them', async () => {
    await fixture.send('Create', [configMapObject('settings')]);
    const copy = await make(CONFIG_MAPS, configMapObject('copy'), SETTINGS, { controls: true });
    stuck.add('quiet');
    const wanted = [configMapObject('settings'), configMapObject('copy'), nodeClassObject('quiet')];
    expect(await fixture.failure('Update', wanted, { timeout: 3 })).toMatch(/^gave up after 3 s: not ready/);
    await fixture.send('Update', [configMapObject('settings')], { timeout: 20 });
    expect(await uid(PATHS.configMap('copy'))).toBe(copy.metadata!.uid);
    await fixture.remove(PATHS.configMap('copy'));
  });

  test('and those of another chart are not taken for objects of that chart', async () => {
    await fixture.send('Create', [configMapObject('settings')], { chart: 'other', logicalId: 'Other' });
    const copy = await make(CONFIG_MAPS, configMapObject('copy'), SETTINGS, { controls: true });
    await fixture.send('Create', [configMapObject('copy')], { properties: { Force: 'true' }, timeout: 20 });
    await fixture.send('Delete', []);
    await fixture.send('Delete', [], { chart: 'other', logicalId: 'Other' });
    expect(await uid(PATHS.configMap('copy'))).toBe(copy.metadata!.uid);
    await fixture.remove(PATHS.configMap('copy'));
  });

  describe('but the chart\'s own objects go,', () => {
    test('also those that a controller has adopted', async () => {
      await fixture.send('Create', [configMapObject('settings'), configMapObject('other')]);
      const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid: await uid(PATHS.configMap('other')), controller: true }];
      await fixture.patch(SETTINGS, { metadata: { ownerReferences } });
      await fixture.send('Update', [configMapObject('other')]);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });

    test('also where nobody knows any more who has applied them, as after they were restored from a backup', async () => {
      await fixture.send('Create', [configMapObject('settings'), configMapObject('other')]);
      const { labels, annotations } = (await fixture.find(SETTINGS))!.metadata!;
      await fixture.remove(SETTINGS);
      const restored = { ...configMapObject('settings').manifest, metadata: { name: 'settings', labels, annotations } };
      expect((await fixture.controlPlane.request('POST', `${CONFIG_MAPS}?fieldManager=velero-server`, restored)).status).toBe(201);
      await fixture.send('Update', [configMapObject('other')]);
      expect(await fixture.find(SETTINGS)).toBeUndefined();
    });
  });
});
