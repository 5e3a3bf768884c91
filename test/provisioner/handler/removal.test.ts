import { setTimeout as sleep } from 'timers/promises';
import { ChartObject, REMOVAL_POLICY_ANNOTATION, RETAIN } from '../../../src/provisioner/contract';
import { PART_OF_LABEL } from '../../../src/provisioner/handler/apply-set/members';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(60_000);
const HOLD = 'example.com/hold';

describeWithControlPlane('a deletion on a real API server', () => {
  let fixture: HandlerFixture;
  let isNodeClassReady = true;
  const heldPaths: string[] = [];

  beforeAll(async () => { fixture = await HandlerFixture.start({ neverReady: () => !isNodeClassReady }); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    isNodeClassReady = true;
    fixture.clusterStatus = 'ACTIVE';
    for (const path of heldPaths.splice(0)) { await letGo(path); }
    await fixture.send('Delete', [], { timeout: 10 });
  });

  const letGo = (path: string) => fixture.controlPlane.request('PATCH', path, { metadata: { finalizers: null } });
  const isAskedToGo = async (path: string) => (await fixture.find(path))!.metadata!.deletionTimestamp !== undefined;
  const logged = () => fixture.log.mock.calls.map(([line]) => JSON.parse(line));
  const held = (name: string, more: Partial<ChartObject> = {}): ChartObject => {
    heldPaths.push(PATHS.configMap(name));
    return { ...withMetadata(configMapObject(name), { finalizers: [HOLD] }), ...more };
  };

  describe('knows from the cluster alone', () => {
    test.each(['something/else', 'Stack-Chart-1A2B3C4D5E6F', 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED'])(
      'what there is, with the physical id %s', async (physicalId) => {
        await fixture.send('Create', [configMapObject('settings'), nodeClassObject('quiet')]);
        await fixture.send('Delete', [], { physicalId, properties: { Bucket: 'gone', Key: 'gone' } });
        expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
        expect(await fixture.find(PATHS.nodeClass('quiet'))).toBeUndefined();
      });

    test('the order that the chart has stated, backwards', async () => {
      // Made: first, then second and third. Among objects of one kind nothing else tells.
      await fixture.send('Create', [held('third', { after: [[1, 2]] }), held('first'), held('second', { after: [[1, 1]] }), configMapObject('other')]);
      const sent = fixture.send('Delete', [], { invocation: 1_000 });
      await until(() => isAskedToGo(PATHS.configMap('third')));
      await sleep(300);
      expect(await isAskedToGo(PATHS.configMap('second'))).toBe(false);
      await letGo(PATHS.configMap('third'));
      await until(() => isAskedToGo(PATHS.configMap('second')));
      expect(await isAskedToGo(PATHS.configMap('first'))).toBe(false);
      await letGo(PATHS.configMap('second'));
      await until(() => isAskedToGo(PATHS.configMap('first')));
      await letGo(PATHS.configMap('first'));
      await sent;
    });

    test('that what a chart no longer holds goes in that order as well', async () => {
      const objects = [held('first'), held('second', { after: [[0, 0]] }), configMapObject('kept')];
      await fixture.send('Create', objects);
      const sent = fixture.send('Update', [configMapObject('kept')], { invocation: 1_000 });
      await until(() => isAskedToGo(PATHS.configMap('second')));
      expect(await isAskedToGo(PATHS.configMap('first'))).toBe(false);
      await letGo(PATHS.configMap('second'));
      await until(() => isAskedToGo(PATHS.configMap('first')));
      await letGo(PATHS.configMap('first'));
      await sent;
      expect(await fixture.find(PATHS.parent())).not.toHaveProperty('data');
    });

    test('that an Ingress goes before its class, without which it would be stuck', async () => {
      const path = '/apis/networking.k8s.io/v1/namespaces/default/ingresses/shop';
      heldPaths.push(path);
      await fixture.send('Create', [INGRESS_CLASS, INGRESS]);
      const sent = fixture.send('Delete', []);
      await until(() => isAskedToGo(path));
      await sleep(300);
      expect(await isAskedToGo('/apis/networking.k8s.io/v1/ingressclasses/alb')).toBe(false);
      await letGo(path);
      await sent;
    });
  });

  describe('is no success', () => {
    test('when the API server refuses it: all that is refused is told, and the rest goes', async () => {
      await fixture.send('Create', [POLICY, POLICY_BINDING], { chart: 'policy' });
      await fixture.send('Create', [configMapObject('protected-a'), configMapObject('protected-b'), configMapObject('free')]);
      await until(async () => (await fixture.controlPlane.request('DELETE', `${PATHS.configMap('protected-a')}?dryRun=All`)).status >= 400);
      expect(await fixture.failure('Delete', [], { timeout: 20 }))
        .toMatch(/^the cluster refuses to delete 2 objects: ConfigMap default\/protected-(a|b): .*it is needed.*; ConfigMap default\/protected-/);
      expect(await fixture.find(PATHS.configMap('free'))).toBeUndefined();
      expect(await fixture.find(PATHS.parent())).toBeDefined();
      await fixture.send('Delete', [], { chart: 'policy' });
      await until(async () => (await fixture.controlPlane.request('DELETE', `${PATHS.configMap('protected-a')}?dryRun=All`)).status === 200);
    });

    test('as long as an API that may have objects of the chart does not answer', async () => {
      await fixture.send('Create', [configMapObject('settings')]);
      const services = '/apis/apiregistration.k8s.io/v1/apiservices';
      await fixture.controlPlane.request('POST', services, API_SERVICE);
      await fixture.controlPlane.request('PATCH', PATHS.parent(), {
        metadata: { annotations: { 'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,Thing.silent.example.com' } },
      });
      await until(async () => JSON.stringify((await discovered())).includes('silent.example.com'));
      expect(await fixture.failure('Delete', [], { timeout: 2, properties: fresh() })).toBe('gave up after 2 s: the API of Thing.silent.example.com does not answer, '
        + 'and may have objects of the chart: repair it, or delete its APIService');
      expect(await fixture.find(PATHS.parent())).toBeDefined();
      await fixture.controlPlane.request('DELETE', `${services}/${API_SERVICE.metadata.name}`);
    });

    test('because one of several API servers has not heard of a kind', async () => {
      await fixture.send('Create', [configMapObject('settings')]);
      const proxy = await FaultProxy.start(fixture.controlPlane);
      let missing = 2;
      proxy.plan = ({ path }) => path === '/api/v1/namespaces/default/configmaps' && missing-- > 0
        ? { name: 'no such path', does: 'answer', forwards: false, status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' }
        : undefined;
      await fixture.send('Delete', [], { properties: proxy.properties });
      expect(proxy.injectedCount).toBe(2);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
      await proxy.stop();
    });

    test('when its time is up, and goes on where it was when it is asked for again', async () => {
      await fixture.send('Create', [held('settings'), configMapObject('other')]);
      await fixture.failure('Delete', [], { timeout: 1 });
      expect(await fixture.find(PATHS.configMap('other'))).toBeUndefined();
      expect(await fixture.find(PATHS.parent())).toBeDefined();
      await letGo(PATHS.configMap('settings'));
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.parent())).toBeUndefined();
    });
  });

  test('is a success when the cluster goes meanwhile', async () => {
    await fixture.send('Create', [held('settings')]);
    const sent = fixture.send('Delete', [], { timeout: 3 });
    await until(() => isAskedToGo(PATHS.configMap('settings')));
    fixture.clusterStatus = 'DELETING';
    await sent;
    expect(logged()).toContainEqual(expect.objectContaining({ message: 'the cluster is gone, and everything in it' }));
  });

  describe('of what is to be retained', () => {
    const retained = { properties: { RemovalPolicy: RETAIN } };
    const kept = () => withMetadata(configMapObject('kept'), { annotations: { [REMOVAL_POLICY_ANNOTATION]: RETAIN } });
    afterEach(() => fixture.controlPlane.request('DELETE', PATHS.configMap('kept')));

    test('leaves the objects of a chart, deletes none of them, and says so', async () => {
      await fixture.send('Create', [configMapObject('kept', { a: '1' })], retained);
      const { uid } = (await fixture.find(PATHS.configMap('kept')))!.metadata!;
      fixture.log.mockClear();
      await fixture.send('Delete', [], retained);
      const { metadata, data } = (await fixture.find(PATHS.configMap('kept')))!;
      expect([metadata!.uid, metadata!.deletionTimestamp, metadata!.labels?.[PART_OF_LABEL], data]).toEqual([uid, undefined, undefined, { a: '1' }]);
      expect(await fixture.find(PATHS.parent())).toBeUndefined();
      expect(logged()).toContainEqual(expect.objectContaining({ message: 'retained', object: 'ConfigMap default/kept' }));
      expect(logged()).toContainEqual(expect.objectContaining({ message: 'the objects of the chart stay in the cluster', phase: 'delete', count: 1 }));
      expect(logged().map(({ message }) => message)).not.toContain('deletion asked for');
    });

    test('leaves a single object, and deletes the others', async () => {
      await fixture.send('Create', [kept(), configMapObject('settings')]);
      await fixture.send('Delete', []);
      expect((await fixture.find(PATHS.configMap('kept')))!.metadata!.labels?.[PART_OF_LABEL]).toBeUndefined();
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
    });

    test('leaves nothing when it is the creation that is rolled back', async () => {
      isNodeClassReady = false;
      await fixture.failure('Create', [kept(), configMapObject('settings'), nodeClassObject('quiet')], { ...retained, timeout: 1 });
      expect(await fixture.find(PATHS.configMap('kept'))).toBeDefined();
      await fixture.send('Delete', [], retained);
      for (const path of [PATHS.configMap('kept'), PATHS.configMap('settings'), PATHS.nodeClass('quiet')]) {
        expect(await fixture.find(path)).toBeUndefined();
      }
    });
  });

  /** The kinds that a handler without memory would read. */
  const discovered = async () => {
    const client = fixture.controlPlane.clientOf(fixture.controlPlane.adminToken, 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    const { body } = await client.request('GET', '/apis');
    client.close();
    return body;
  };
  /** The endpoint, written in another way, of which nothing is remembered. */
  const fresh = () => ({ ClusterEndpoint: `${fixture.controlPlane.endpoint}/` });
});

function withMetadata({ manifest }: ChartObject, metadata: object): ChartObject {
  return { manifest: { ...manifest, metadata: { ...manifest.metadata, ...metadata } } };
}

const INGRESS_CLASS: ChartObject = {
  manifest: { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'alb' }, spec: { controller: 'eks.amazonaws.com/alb' } },
};

const INGRESS: ChartObject = {
  manifest: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', finalizers: [HOLD] },
    spec: { ingressClassName: 'alb', defaultBackend: { service: { name: 'shop', port: { number: 80 } } } },
  },
};

const POLICY: ChartObject = {
  manifest: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'protect' },
    spec: {
      matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['configmaps'] }] },
      validations: [{ expression: "!oldObject.metadata.name.startsWith('protected')", message: 'it is needed' }],
    },
  },
};

const POLICY_BINDING: ChartObject = {
  manifest: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'protect' },
    spec: { policyName: 'protect', validationActions: ['Deny'] },
  },
};

/** An API whose server does not exist. */
const API_SERVICE = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: 'v1.silent.example.com' },
  spec: {
    group: 'silent.example.com',
    version: 'v1',
    service: { namespace: 'default', name: 'nobody' },
    insecureSkipTLSVerify: true,
    groupPriorityMinimum: 1000,
    versionPriority: 10,
  },
};
