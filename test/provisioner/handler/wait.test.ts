import { setTimeout as sleep } from 'timers/promises';
import { setFlagsFromString } from 'v8';
import { runInNewContext } from 'vm';
import { ChartObject, WAIT_ANNOTATION } from '../../../src/provisioner/contract';
import { Deadline } from '../../../src/provisioner/handler/control-flow/deadline';
import { ApiRequest, KubernetesClient } from '../../../src/provisioner/handler/kubernetes/kubernetes-client';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS, SendOptions, withoutSubnets } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(60_000);

describeWithControlPlane('waiting on a real API server', () => {
  let fixture: HandlerFixture;
  const stuck = new Set<string>();

  beforeAll(async () => { fixture = await HandlerFixture.start(withoutSubnets(stuck)); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    stuck.clear();
    jest.restoreAllMocks();
    fixture.log = jest.spyOn(console, 'log').mockImplementation();
    await fixture.send('Delete', [], { timeout: 10 });
  });

  const waitFor = (...kinds: string[]): SendOptions => ({ properties: { WaitFor: kinds } });
  const setStatus = async (path: string, status: object) => {
    const { status: code, body } = await fixture.controlPlane.request('PATCH', `${path}/status`, { status });
    expect([code, body.message]).toEqual([200, undefined]);
  };
  const exists = (path: string) => until(async () => (await fixture.find(path)) !== undefined);
  /** An event of another component. */
  const warn = async (involvedObject: object, reason: string, message: string, count: number, lastTimestamp: string, type = 'Warning') => {
    const { namespace = 'default' } = involvedObject as { namespace?: string };
    const { status } = await fixture.controlPlane.request('POST', `/api/v1/namespaces/${namespace}/events`, {
      metadata: { generateName: 'event-', namespace }, involvedObject, reason, message, count, lastTimestamp, type,
    });
    expect(status).toBe(201);
  };

  describe('what is waited for', () => {
    test('is NodeClasses and NodePools, unless told otherwise', async () => {
      await fixture.send('Create', [deployment('web'), nodeClassObject('quiet')]);
      stuck.add('slow');
      expect(await fixture.failure('Update', [nodeClassObject('slow')], { timeout: 2 })).toMatch(/not ready: NodeClass slow \(/);
    });

    test.each([['an empty list', []], ['what became of one', ['']], ['none', ['none']]])('is nothing with %s', async (_, kinds) => {
      stuck.add('quiet');
      await fixture.send('Create', [nodeClassObject('quiet')], waitFor(...kinds));
    });

    test('is a kind by its name, until its objects are ready', async () => {
      stuck.add('quiet');
      let done = false;
      const sent = fixture.send('Create', [deployment('web'), nodeClassObject('quiet')], waitFor('Deployment.apps')).then(() => { done = true; });
      await exists(DEPLOYMENTS('web'));
      await sleep(500);
      expect(done).toBe(false);
      await setStatus(DEPLOYMENTS('web'), { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 });
      await sent;
    });

    test('is everything with a star, and what is without state is ready', async () => {
      const objects = [configMapObject('settings'), deployment('web'), service('web')];
      expect(await fixture.failure('Create', objects, { ...waitFor('*'), timeout: 2 })).toBe(
        'gave up after 2 s: not ready: Deployment web (generation 1 is not observed yet, the last one was 0); Service web (no load balancer address yet)');
    });

    test('is what an annotation says, whatever the chart does', async () => {
      await fixture.send('Create', [annotated(deployment('web'), 'false'), annotated(nodeClassObject('quiet'), 'false')], waitFor('*'));
      const objects = [annotated(deployment('web'), 'true'), deployment('other')];
      expect(await fixture.failure('Update', objects, { ...waitFor('none'), timeout: 2 })).toMatch(/not ready: Deployment web \([^;]*\)$/);
    });

    test('goes on in a later invocation', async () => {
      fixture.log.mockClear();
      const sent = fixture.send('Create', [deployment('web')], { ...waitFor('Deployment.apps'), invocation: 700 });
      const isPutOff = ({ message, reason }: { message: string; reason?: string }) => message === 'goes on later' && reason!.startsWith('not ready: Deployment web');
      await until(() => fixture.log.mock.calls.some(([line]) => isPutOff(JSON.parse(line))));
      await setStatus(DEPLOYMENTS('web'), { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 });
      await sent;
    });
  });

  describe('a custom kind', () => {
    const widgets = (name: string) => `/apis/example.com/v1/namespaces/default/widgets/${name}`;

    beforeAll(() => fixture.send('Create', [WIDGETS], { chart: 'widgets' }));
    afterAll(() => fixture.send('Delete', [], { chart: 'widgets' }));

    test('that is named is waited for until somebody says something, and one of all is not', async () => {
      await fixture.send('Create', [widget('one')], waitFor('*'));
      expect(await fixture.failure('Update', [widget('one')], { ...waitFor('Widget.example.com'), timeout: 2 })).toMatch(/Widget one \(no status yet\)$/);
      await setStatus(widgets('one'), { conditions: [{ type: 'Ready', status: 'True', observedGeneration: 1 }] });
      await fixture.send('Update', [widget('one')], waitFor('Widget.example.com'));
    });

    test('that is stalled fails at once', async () => {
      const sent = fixture.failure('Create', [widget('one')], { ...waitFor('Widget.example.com'), timeout: 30 });
      await exists(widgets('one'));
      await setStatus(widgets('one'), { conditions: [{ type: 'Stalled', status: 'True', reason: 'Broken', message: 'no way' }] });
      expect(await sent).toBe('will not become ready: Widget one (Stalled=True Broken: no way)');
    });
  });

  describe('what will never be ready fails at once', () => {
    test('a Job, with its pod', async () => {
      const sent = fixture.failure('Create', [job('migrate')], { ...waitFor('Job.batch'), timeout: 30 });
      const path = '/apis/batch/v1/namespaces/default/jobs/migrate';
      await exists(path);
      const { spec } = (await fixture.find(path))!;
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/pods', pod('migrate-x', spec.template.metadata.labels));
      await setStatus('/api/v1/namespaces/default/pods/migrate-x', {
        phase: 'Failed',
        containerStatuses: [{ name: 'main', image: 'busybox', imageID: '', ready: false, restartCount: 0, state: { terminated: { exitCode: 1, reason: 'Error' } } }],
      });
      const at = new Date().toISOString().replace(/\.\d+/, '');
      const failure = { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit', lastTransitionTime: at };
      await setStatus(path, {
        startTime: at,
        failed: 1,
        conditions: [{ type: 'FailureTarget', status: 'True', ...failure }, { type: 'Failed', status: 'True', ...failure }],
      });
      expect(await sent).toBe('will not become ready: Job migrate (Failed=True BackoffLimitExceeded: Job has reached the specified backoff limit; '
        + 'pod migrate-x: container main ended with exit code 1 (Error))');
      await fixture.controlPlane.request('DELETE', '/api/v1/namespaces/default/pods/migrate-x', { gracePeriodSeconds: 0 });
    });

    test('a Deployment whose progress deadline is exceeded, but not for the failure of an earlier deployment', async () => {
      await fixture.send('Create', [deployment('web')]);
      const exceeded = (lastTransitionTime: string) => setStatus(DEPLOYMENTS('web'), {
        observedGeneration: 1,
        replicas: 1,
        updatedReplicas: 1,
        conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'ReplicaSet "web-1" has timed out', lastTransitionTime }],
      });
      await exceeded('2026-01-01T00:00:00Z');
      let done = false;
      const sent = fixture.failure('Update', [deployment('web')], { ...waitFor('Deployment.apps'), timeout: 30 }).finally(() => { done = true; });
      await sleep(2000);
      expect(done).toBe(false);
      await exceeded(new Date().toISOString().replace(/\.\d+/, ''));
      expect(await sent).toBe('will not become ready: Deployment web (Progressing=False ProgressDeadlineExceeded: ReplicaSet "web-1" has timed out)');
    });

    test('a CRD whose names are taken', async () => {
      await fixture.send('Create', [WIDGETS], { chart: 'widgets' });
      const rival = definition('Gadget', ['wdg']);
      expect(await fixture.failure('Create', [rival], { timeout: 30 })).toMatch(/^CustomResourceDefinition gadgets\.example\.com: NamesAccepted=False ShortNamesConflict/);
      await fixture.send('Delete', [], { chart: 'widgets' });
    });
  });

  describe('what depends on other objects', () => {
    test('a claim of a class that waits for a pod is ready, one of another class is not', async () => {
      const objects = [storageClass('late', 'WaitForFirstConsumer'), storageClass('early', 'Immediate'), claim('held', 'late'), claim('bound', 'early')];
      expect(await fixture.failure('Create', objects, { ...waitFor('PersistentVolumeClaim'), timeout: 2 }))
        .toBe('gave up after 2 s: not ready: PersistentVolumeClaim bound (phase Pending)');
      for (const name of ['held', 'bound']) {
        await fixture.controlPlane.request('PATCH', `/api/v1/namespaces/default/persistentvolumeclaims/${name}`, { metadata: { finalizers: null } });
      }
    });

    test('an Ingress waits for an address where its controller gives one', async () => {
      const objects = [ingressClass('alb', 'eks.amazonaws.com/alb'), ingressClass('other', 'example.com/other'),
        ingress('shop', 'alb'), ingress('blog', 'other'), ingress('lost', 'typo')];
      expect(await fixture.failure('Create', objects, { ...waitFor('Ingress.networking.k8s.io'), timeout: 2 }))
        .toBe('gave up after 2 s: not ready: Ingress shop (no load balancer address yet); Ingress lost (IngressClass typo does not exist)');
      await setStatus('/apis/networking.k8s.io/v1/namespaces/default/ingresses/shop', { loadBalancer: { ingress: [{ hostname: 'shop.elb.amazonaws.com' }] } });
      await fixture.send('Update', objects.slice(0, 4), waitFor('Ingress.networking.k8s.io'));
    });
  });

  describe('when the time is up', () => {
    test('the newest warning is told, of the object and not of a namesake', async () => {
      await fixture.send('Create', [service('web')]);
      const { uid } = (await fixture.find(SERVICES('web')))!.metadata!;
      const subject = { kind: 'Service', namespace: 'default', name: 'web', uid };
      await warn(subject, 'FailedBuildModel', 'the first one', 1, '2026-01-01T00:00:00Z');
      await warn(subject, 'FailedDeployModel', 'no subnets with\nthe tag', 12, '2026-01-01T00:02:00Z');
      await warn(subject, 'FailedBuildModel', 'the second one', 3, '2026-01-01T00:01:00Z');
      await warn(subject, 'Fine', 'no news', 1, '2026-01-01T00:03:00Z', 'Normal');
      await warn({ ...subject, uid: 'another' }, 'Old', 'of the one before', 1, '2026-01-01T00:04:00Z');
      expect(await fixture.failure('Update', [service('web')], { ...waitFor('Service'), timeout: 2 }))
        .toBe('gave up after 2 s: not ready: Service web (no load balancer address yet; Warning FailedDeployModel (12 times): no subnets with the tag)');
    });

    test('events of objects without a namespace are found', async () => {
      stuck.add('quiet');
      await fixture.failure('Create', [nodeClassObject('quiet')], { timeout: 1 });
      const { uid } = (await fixture.find(PATHS.nodeClass('quiet')))!.metadata!;
      await warn({ kind: 'NodeClass', name: 'quiet', uid }, 'Denied', 'not authorized to pass role', 1, '2026-01-01T00:00:00Z');
      expect(await fixture.failure('Update', [nodeClassObject('quiet')], { timeout: 2 }))
        .toMatch(/NodeClass quiet \(.*SubnetsReady=False SubnetsNotFound.*; Warning Denied: not authorized to pass role\)$/);
    });

    test('an unready pod speaks for its workload', async () => {
      await fixture.send('Create', [deployment('web')]);
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/pods', pod('web-1', { app: 'web' }));
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/pods', pod('other-1', { app: 'other' }));
      const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "shop"' };
      await setStatus('/api/v1/namespaces/default/pods/web-1', {
        phase: 'Pending', containerStatuses: [{ name: 'main', image: 'shop', imageID: '', ready: false, restartCount: 0, state: { waiting } }],
      });
      const { uid } = (await fixture.find('/api/v1/namespaces/default/pods/web-1'))!.metadata!;
      await warn({ kind: 'Pod', namespace: 'default', name: 'web-1', uid }, 'Failed', 'not found', 4, '2026-01-01T00:00:00Z');
      await setStatus(DEPLOYMENTS('web'), { observedGeneration: 1, replicas: 1, updatedReplicas: 1 });
      expect(await fixture.failure('Update', [deployment('web')], { ...waitFor('Deployment.apps'), timeout: 2 })).toBe(
        'gave up after 2 s: not ready: Deployment web (0 of 1 replicas are available; '
        + 'pod web-1: container main ImagePullBackOff Back-off pulling image "shop", Warning Failed (4 times): not found)');
      for (const name of ['web-1', 'other-1']) {
        await fixture.controlPlane.request('DELETE', `/api/v1/namespaces/default/pods/${name}`, { gracePeriodSeconds: 0 });
      }
    });

    test('events that cannot be had, or not in time, hide no reason', async () => {
      const request = KubernetesClient.prototype.request;
      let outcome: () => Promise<any> = () => Promise.reject(new Error('no events for you'));
      jest.spyOn(KubernetesClient.prototype, 'request').mockImplementation(async function (this: KubernetesClient, method, path, options) {
        return path.endsWith('/events') ? outcome() : request.call(this, method, path, options);
      });
      const reason = 'gave up after 1 s: not ready: Service web (no load balancer address yet)';
      expect(await fixture.failure('Create', [service('web')], { ...waitFor('Service'), timeout: 1 })).toBe(reason);
      outcome = () => new Promise(() => undefined);
      const before = Date.now();
      expect(await fixture.failure('Update', [service('web')], { ...waitFor('Service'), timeout: 1 })).toBe(reason);
      expect(Date.now() - before).toBeLessThan(10_000);
    });

    test('many objects are counted, and only a few looked into', async () => {
      const request = jest.spyOn(KubernetesClient.prototype, 'request');
      const objects = Array.from({ length: 200 }, (_, index) => deployment(`web-${index}`));
      const message = await fixture.failure('Create', objects, { ...waitFor('Deployment.apps'), timeout: 4 });
      expect(message.length).toBeLessThan(2048);
      expect(message).toMatch(/^gave up after 4 s: not ready: Deployment web-0 \(.*; and 1\d\d more$/);
      const asked = request.mock.calls.filter(([, path]) => path.endsWith('/events')).length;
      expect(asked).toBeGreaterThan(0);
      expect(asked % 5).toBe(0);
      expect(asked).toBeLessThanOrEqual(5 * fixture.log.mock.calls.filter(([line]) => line.includes('"phase":"load"')).length);
    });
  });

  test('lists come in pages, and nobody reads contents that do not matter', async () => {
    const objects = Array.from({ length: 255 }, (_, index) => objectOf('v1', 'Secret', `key-${index}`, { stringData: { a: 'b' } }));
    await fixture.send('Create', objects, waitFor('none'));
    const request = jest.spyOn(KubernetesClient.prototype, 'request');
    await fixture.send('Update', objects, waitFor('*'));
    const reads = request.mock.calls.filter(([method, url]) => method === 'GET' && url.includes('/secrets'));
    expect(reads.every(([, , options]) => /as=PartialObjectMetadata/.test(options!.accept!))).toBe(true);
    const pages = reads.map(([, , options]) => options as ApiRequest).filter(({ query }) => query?.limit === '250');
    const [first, second] = [false, true].map((isContinued) => pages.filter(({ query }) => 'continue' in query! === isContinued).length);
    expect([first > 0, second]).toEqual([true, first]);
  });

  test('contents of the objects are not held while they are waited for', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const [{ request }, { sleep: pause }] = [KubernetesClient.prototype, Deadline.prototype];
    const read: WeakRef<object>[] = [];
    const held: number[] = [];
    try {
      // No mocks of jest, which hold what they return.
      KubernetesClient.prototype.request = async function <T>(this: KubernetesClient, ...parameters: Parameters<typeof request>): Promise<T> {
        const answer = await request.apply(this, parameters) as any;
        if (parameters[0] === 'GET') { read.push(...(answer?.items ?? []).map((item: object) => new WeakRef(item))); }
        return answer;
      };
      Deadline.prototype.sleep = async function (this: Deadline, ...parameters) {
        await sleep(10); // what was just read is held until then in any case
        collectGarbage();
        held.push(read.filter((reference) => reference.deref() !== undefined).length);
        return pause.apply(this, parameters);
      };
      await fixture.failure('Create', Array.from({ length: 300 }, (_, index) => deployment(`web-${index}`)), { ...waitFor('Deployment.apps'), timeout: 6 });
    } finally {
      Object.assign(KubernetesClient.prototype, { request });
      Object.assign(Deadline.prototype, { sleep: pause });
    }
    expect(read.length).toBeGreaterThanOrEqual(600);
    expect(held.length).toBeGreaterThan(1);
    expect(Math.max(...held)).toBeLessThanOrEqual(50); // the last page
  });

  test('an object that somebody deletes is missed', async () => {
    const sent = fixture.failure('Create', [service('web')], { ...waitFor('Service'), timeout: 4, invocation: 1500 });
    await exists(SERVICES('web'));
    await sleep(300);
    await fixture.controlPlane.request('DELETE', SERVICES('web'));
    await sent; // a later invocation has applied it again
    const reasons = fixture.log.mock.calls.map(([line]) => JSON.parse(line).reason);
    expect(reasons).toContain('not ready: Service web (it does not exist any more)');
  });
});

const DEPLOYMENTS = (name: string) => `/apis/apps/v1/namespaces/default/deployments/${name}`;
const SERVICES = (name: string) => `/api/v1/namespaces/default/services/${name}`;
const CONTAINERS = [{ name: 'main', image: 'busybox' }];

function objectOf(apiVersion: string, kind: string, name: string, fields: object = {}): ChartObject {
  return { manifest: { apiVersion, kind, metadata: { name }, ...fields } };
}

function annotated({ manifest }: ChartObject, wait: string): ChartObject {
  return { manifest: { ...manifest, metadata: { ...manifest.metadata, annotations: { [WAIT_ANNOTATION]: wait } } } };
}

function deployment(name: string): ChartObject {
  return objectOf('apps/v1', 'Deployment', name, {
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: CONTAINERS } },
    },
  });
}

function job(name: string): ChartObject {
  return objectOf('batch/v1', 'Job', name, { spec: { template: { spec: { containers: CONTAINERS, restartPolicy: 'Never' } } } });
}

function pod(name: string, labels: object): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec: { containers: CONTAINERS, nodeName: 'nowhere' } };
}

function service(name: string): ChartObject {
  return objectOf('v1', 'Service', name, { spec: { type: 'LoadBalancer', ports: [{ port: 80 }], selector: { app: name } } });
}

function storageClass(name: string, volumeBindingMode: string): ChartObject {
  return objectOf('storage.k8s.io/v1', 'StorageClass', name, { provisioner: 'example.com/disks', volumeBindingMode });
}

function claim(name: string, storageClassName: string): ChartObject {
  return objectOf('v1', 'PersistentVolumeClaim', name, {
    spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
}

function ingressClass(name: string, controller: string): ChartObject {
  return objectOf('networking.k8s.io/v1', 'IngressClass', name, { spec: { controller } });
}

function ingress(name: string, ingressClassName: string): ChartObject {
  return objectOf('networking.k8s.io/v1', 'Ingress', name, {
    spec: { ingressClassName, defaultBackend: { service: { name, port: { number: 80 } } } },
  });
}

function definition(kind: string, shortNames: string[]): ChartObject {
  const plural = `${kind.toLowerCase()}s`;
  const openAPIV3Schema = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return objectOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${plural}.example.com`, {
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind, plural, shortNames },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema }, subresources: { status: {} } }],
    },
  });
}

const WIDGETS = definition('Widget', ['wdg']);

function widget(name: string): ChartObject {
  return objectOf('example.com/v1', 'Widget', name, { spec: { size: 1 } });
}
