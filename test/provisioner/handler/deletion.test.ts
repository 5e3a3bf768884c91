import { ChartObject } from '../../../src/provisioner/contract';
import { KubernetesClient } from '../../../src/provisioner/handler/kubernetes/kubernetes-client';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodeClassObject, nodePoolObject, PATHS } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(60_000);
const HOLD = 'example.com/hold';

describeWithControlPlane('what does not go away on a real API server', () => {
  let fixture: HandlerFixture;
  /** Paths of objects that do not go by themselves. */
  const heldPaths: string[] = [];

  beforeAll(async () => { fixture = await HandlerFixture.start(); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    jest.restoreAllMocks();
    fixture.log = jest.spyOn(console, 'log').mockImplementation();
    for (const path of heldPaths.splice(0)) { await fixture.controlPlane.request('PATCH', path, { metadata: { finalizers: null } }); }
    await fixture.send('Delete', [], { timeout: 10 });
  });

  const held = ({ manifest }: ChartObject, path: string): ChartObject => {
    heldPaths.push(path);
    return { manifest: { ...manifest, metadata: { ...manifest.metadata, finalizers: [HOLD] } } };
  };
  const make = async (path: string, body: object) => {
    const { status, body: answer } = await fixture.controlPlane.request('POST', path, body);
    expect([status, status === 201 ? '' : answer.message]).toEqual([201, '']);
    return answer;
  };
  const setStatus = async (path: string, status: object) => {
    const { status: code, body } = await fixture.controlPlane.request('PATCH', `${path}/status`, { status });
    expect([code, body.message]).toEqual([200, undefined]);
  };
  const remove = (path: string) => fixture.controlPlane.request('DELETE', path, { gracePeriodSeconds: 0 });

  test('is told with its finalizers and its newest warning', async () => {
    await fixture.send('Create', [held(configMapObject('settings'), PATHS.configMap('settings')), held(configMapObject('other'), PATHS.configMap('other'))]);
    const { uid } = (await fixture.find(PATHS.configMap('settings')))!.metadata!;
    await make('/api/v1/namespaces/default/events', {
      metadata: { generateName: 'event-', namespace: 'default' },
      involvedObject: { kind: 'ConfigMap', namespace: 'default', name: 'settings', uid },
      type: 'Warning',
      reason: 'FailedCleanup',
      message: 'access denied',
      count: 7,
      lastTimestamp: '2026-01-01T00:00:00Z',
    });
    const message = await fixture.failure('Delete', [], { timeout: 2 });
    expect(message).toBe('gave up after 2 s: not gone: ConfigMap default/other (finalizers example.com/hold); '
      + 'ConfigMap default/settings (finalizers example.com/hold; Warning FailedCleanup (7 times): access denied)');
  });

  test('is told for what is pruned too', async () => {
    await fixture.send('Create', [held(configMapObject('settings'), PATHS.configMap('settings')), configMapObject('kept')]);
    expect(await fixture.failure('Update', [configMapObject('kept')], { timeout: 2 }))
      .toBe('gave up after 2 s: not gone: ConfigMap default/settings (finalizers example.com/hold)');
  });

  test('is told though nothing more can be found out', async () => {
    await fixture.send('Create', [held(nodePoolObject('batch'), PATHS.nodePool('batch'))]);
    const request = KubernetesClient.prototype.request;
    jest.spyOn(KubernetesClient.prototype, 'request').mockImplementation(async function (this: KubernetesClient, method, path, options) {
      if (/events|nodeclaims/.test(path)) { throw new Error('forbidden'); }
      return request.call(this, method, path, options) as any;
    });
    expect(await fixture.failure('Delete', [], { timeout: 2 })).toBe('gave up after 2 s: not gone: NodePool batch (finalizers example.com/hold)');
  });

  test('is a NodePool with its nodes and the pods that hold them', async () => {
    await fixture.send('Create', [held(nodePoolObject('batch'), PATHS.nodePool('batch'))]);
    await make('/apis/karpenter.sh/v1/nodeclaims', nodeClaim('batch-1', 'batch', 'default'));
    await setStatus('/apis/karpenter.sh/v1/nodeclaims/batch-1', { nodeName: 'i-1' });
    await make('/apis/karpenter.sh/v1/nodeclaims', nodeClaim('other-1', 'other', 'default'));
    await setStatus('/apis/karpenter.sh/v1/nodeclaims/other-1', { nodeName: 'i-2' });
    const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: '1' };
    const pods = [
      pod('db-0', 'i-1', { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } }),
      pod('web-1', 'i-1', { labels: { app: 'web' } }),
      pod('free', 'i-1'),
      pod('finished', 'i-1', { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } }),
      pod('agent', 'i-1', { ownerReferences: [owner], labels: { app: 'web' } }),
      pod('elsewhere', 'i-2', { labels: { app: 'web' } }),
    ];
    for (const each of pods) { await make('/api/v1/namespaces/default/pods', each); }
    await setStatus('/api/v1/namespaces/default/pods/finished', { phase: 'Succeeded' });
    await make('/apis/policy/v1/namespaces/default/poddisruptionbudgets', {
      metadata: { name: 'web' }, spec: { maxUnavailable: 0, selector: { matchLabels: { app: 'web' } } },
    });
    await setStatus('/apis/policy/v1/namespaces/default/poddisruptionbudgets/web', {
      observedGeneration: 1, disruptionsAllowed: 0, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1,
    });
    expect(await fixture.failure('Delete', [], { timeout: 3 })).toBe(
      'gave up after 3 s: not gone: NodePool batch (finalizers example.com/hold; node i-1 waits for '
      + 'default/db-0 (karpenter.sh/do-not-disrupt), default/web-1 (PodDisruptionBudget web allows no disruption), 1 other pods on their way)');
    for (const { metadata } of pods) { await remove(`/api/v1/namespaces/default/pods/${metadata.name}`); }
    await remove('/apis/policy/v1/namespaces/default/poddisruptionbudgets/web');
    for (const name of ['batch-1', 'other-1']) { await remove(`/apis/karpenter.sh/v1/nodeclaims/${name}`); }
  });

  test('is a NodeClass with the nodes that use it', async () => {
    await fixture.send('Create', [held(nodeClassObject('quiet'), PATHS.nodeClass('quiet'))]);
    await make('/apis/karpenter.sh/v1/nodeclaims', nodeClaim('batch-1', 'batch', 'quiet'));
    await make('/apis/karpenter.sh/v1/nodeclaims', nodeClaim('batch-2', 'batch', 'default'));
    expect(await fixture.failure('Delete', [], { timeout: 2 }))
      .toBe('gave up after 2 s: not gone: NodeClass quiet (finalizers example.com/hold; used by NodeClaims batch-1)');
    for (const name of ['batch-1', 'batch-2']) { await remove(`/apis/karpenter.sh/v1/nodeclaims/${name}`); }
  });

  test('is a namespace with what remains in it', async () => {
    const path = '/api/v1/namespaces/team';
    await fixture.send('Create', [held({ manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } } }, path)]);
    const sent = fixture.failure('Delete', [], { timeout: 4 });
    await until(async () => (await fixture.find(path))!.metadata!.deletionTimestamp !== undefined);
    const lastTransitionTime = '2026-01-01T00:00:00Z';
    await setStatus(path, {
      conditions: [
        { type: 'NamespaceDeletionContentFailure', status: 'False', reason: 'ContentDeleted', message: 'all of it', lastTransitionTime },
        { type: 'NamespaceContentRemaining', status: 'True', reason: 'SomeResourcesRemain', message: 'pods. has 1 resource instances', lastTransitionTime },
      ],
    });
    expect(await sent).toBe('gave up after 4 s: not gone: Namespace team (finalizers example.com/hold; '
      + 'NamespaceContentRemaining=True SomeResourcesRemain: pods. has 1 resource instances)');
  });

  test('is a CRD with the objects that it still has', async () => {
    heldPaths.push('/apis/example.com/v1/namespaces/default/widgets/foreign');
    await fixture.send('Create', [WIDGETS]);
    await make('/apis/example.com/v1/namespaces/default/widgets',
      { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'foreign', finalizers: [HOLD] } });
    expect(await fixture.failure('Delete', [], { timeout: 3 })).toMatch(
      /^gave up after 3 s: not gone: CustomResourceDefinition widgets\.example\.com \(finalizers customresourcecleanup\.apiextensions\.k8s\.io; Terminating=True Instance/);
  });
});

function nodeClaim(name: string, nodePool: string, nodeClass: string): object {
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodeClaim',
    metadata: { name, labels: { 'karpenter.sh/nodepool': nodePool } },
    spec: { nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: nodeClass }, requirements: [] },
  };
}

function pod(name: string, nodeName: string, metadata: object = {}) {
  return { metadata: { name, ...metadata }, spec: { nodeName, containers: [{ name: 'main', image: 'busybox' }] } };
}

const WIDGETS: ChartObject = {
  manifest: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  },
};
