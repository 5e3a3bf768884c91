import { setTimeout as delay } from 'timers/promises';
import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { configMapObject, HandlerFixture, nodePoolObject, PATHS } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';
import { until } from '../../support/until';

jest.setTimeout(120_000);

const POOL = PATHS.nodePool('batch');
const quick = { properties: { WaitFor: ['none'] } };

describeWithControlPlane('trials', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;

  beforeAll(async () => { ({ fixture, proxy } = await startBehindProxy()); });
  afterAll(() => stopBehindProxy({ fixture, proxy }));
  beforeEach(() => proxy.reset());
  afterEach(() => fixture.send('Delete', []));

  /** Sends an event, and says how which objects were tried. */
  async function trials(type: 'Create' | 'Update', objects: ChartObject[], properties = {}): Promise<string[]> {
    await fixture.send(type, objects, { properties: { ...quick.properties, ...proxy.properties, ...properties } });
    return proxy.requests.filter(({ query }) => query.has('dryRun')).map(({ method, path }) => `${method} ${path.split('/').pop()}`);
  }

  test('of new custom resources are creations, of other objects applies', async () => {
    expect((await trials('Create', [nodePoolObject('batch'), configMapObject('settings')])).sort()).toEqual(['PATCH settings', 'POST nodepools']);
    expect(await fixture.find(POOL)).toMatchObject({
      metadata: { managedFields: expect.arrayContaining([expect.objectContaining({ manager: 'cdk-eks-auto-mode', operation: 'Apply' })]) },
    });
  });

  test('of what the chart has are applies', async () => {
    await fixture.send('Create', [nodePoolObject('batch')], quick);
    expect(await trials('Update', [nodePoolObject('batch', 'default', { weight: 2 })])).toEqual(['PATCH batch']);
  });

  test('of what is there already are applies: the chart may have a part of it only', async () => {
    await fixture.applyAs('somebody', POOL, nodePoolObject('batch'));
    const part: ChartObject = { manifest: { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name: 'batch' }, spec: { weight: 3 } } };
    expect(await trials('Create', [part], { RemovalPolicy: 'retain' })).toEqual(['POST nodepools', 'PATCH batch']);
    expect(await fixture.find(POOL)).toMatchObject({ spec: { weight: 3, template: { spec: { expireAfter: '336h' } } } });
    await fixture.send('Delete', []);
    await fixture.remove(POOL);
  });

  test('of objects with more metadata than a name are applies', async () => {
    const { manifest } = nodePoolObject('batch');
    expect(await trials('Create', [{ manifest: { ...manifest, metadata: { name: 'batch', finalizers: ['example.com/hold'] } } }])).toEqual(['PATCH batch']);
    await fixture.patch(POOL, { metadata: { finalizers: null } });
  });

  test('say of a new custom resource what an apply says, and nothing is changed', async () => {
    const message = await fixture.failure('Create', [
      configMapObject('settings'),
      nodePoolObject('unknown', 'default', { colour: 'red' }),
      nodePoolObject('weighty', 'default', { weight: 101 }),
    ], quick);
    expect(message).toMatch(/^nothing was changed, the cluster refuses 2 of 3 objects: .*NodePool unknown: .*colour.*; NodePool weighty: .*weight.* less than or equal to 100/);
    expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
  });

  test('take for wanting what may come only what admission says so of, not what has its name', async () => {
    const [policies, bindings] = ['policies', 'policybindings'].map((plural) => `/apis/admissionregistration.k8s.io/v1/validatingadmission${plural}`);
    const post = async (path: string, body: object) => expect((await fixture.controlPlane.request('POST', path, body)).status).toBe(201);
    await post(policies, {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'accounts' },
      spec: {
        matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['serviceaccounts'] }] },
        validations: [{ expression: "object.metadata.name != 'worker'", message: 'this service account is not for you', reason: 'Forbidden' }],
      },
    });
    await post(bindings, {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'accounts' },
      spec: { policyName: 'accounts', validationActions: ['Deny'] },
    });
    const worker = { manifest: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'worker', namespace: 'default' } } };
    await until(async () => (await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/serviceaccounts?dryRun=All', worker.manifest)).status === 403);
    const start = Date.now();
    expect(await fixture.failure('Create', [configMapObject('settings'), worker], quick))
      .toMatch(/^nothing was changed, the cluster refuses 1 of 2 objects: ServiceAccount default\/worker: .*this service account is not for you/);
    expect(Date.now() - start).toBeLessThan(20_000);
    expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
    await fixture.remove(`${bindings}/accounts`);
    await fixture.remove(`${policies}/accounts`);
  });

  test('are reported in the order of the chart, whichever answer comes first', async () => {
    const names = ['slow', 'settings', 'colours'];
    proxy.onRequest = async ({ path }) => {
      if (!path.endsWith('/slow')) { return; }
      await until(() => proxy.requests.filter(({ path: other }) => names.some((name) => other.endsWith(`/${name}`))).length === names.length);
      await delay(300);
    };
    const message = await fixture.failure('Create', names.map((name) => ({ manifest: { ...configMapObject(name).manifest, dta: {} } })),
      { properties: proxy.properties });
    expect(message).toMatch(/^nothing was changed, the cluster refuses 3 of 3 objects: ConfigMap slow: .*; ConfigMap settings: .*; ConfigMap colours: /);
  });

  test('find keys that are twice in a list of the server\'s own kinds, which a creation takes', async () => {
    const env = [{ name: 'COLOUR', value: 'red' }, { name: 'COLOUR', value: 'blue' }];
    const pod: ChartObject = {
      manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'main', image: 'nginx', env }] } },
    };
    const message = await fixture.failure('Create', [configMapObject('settings'), pod], quick);
    expect(message).toMatch(/^nothing was changed, .*Pod web: .*duplicate entries for key \[name="COLOUR"\]/);
  });
});
