import { setTimeout as sleep } from 'timers/promises';
import { ChartObject } from '../../../src/provisioner/contract';
import { ApplySet } from '../../../src/provisioner/handler/apply-set/apply-set';
import { handler } from '../../../src/provisioner/handler/provisioner.lambda';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, definitionObject, HandlerFixture, nodeClassObject, nodePoolObject, PATHS, STACK, withoutSubnets } from '../../support/handler-fixture';
import { until } from '../../support/until';

const MINUTES = 60_000;
jest.setTimeout(15 * MINUTES);

test('the id of an ApplySet is what the specification computes, and does not change', () => {
  expect(ApplySet.idOf('kube-system', 'cdk-eks-auto-mode.auto-mode')).toBe('applyset-IjoaalxQc7KFoCfj-KrrICJJyOZdNSLmCz4S4dC9EO4-v1');
});

describeWithControlPlane('on a real API server', () => {
  let fixture: HandlerFixture;
  const stuck = new Set<string>();

  beforeAll(async () => { fixture = await HandlerFixture.start(withoutSubnets(stuck)); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    stuck.clear();
    fixture.clusterStatus = 'ACTIVE';
    fixture.controlPlane.webhook.denyUntil = undefined;
    await fixture.send('Delete', []);
  });

  describe('create', () => {
    test('applies objects of every wave, with their label, and waits until nodes are ready', async () => {
      const physicalId = await fixture.send('Create', [
        configMapObject('settings', { a: '1' }, 'team'),
        nodePoolObject('batch', 'quiet'),
        nodeClassObject('quiet'),
        { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } } },
      ]);
      expect(physicalId).toBe('test-cluster/kube-system/cdk-eks-auto-mode.chart');
      const id = ApplySet.idOf('kube-system', 'cdk-eks-auto-mode.chart');
      const pool = await fixture.find(PATHS.nodePool('batch'));
      expect(pool).toMatchObject({ metadata: { labels: { 'applyset.kubernetes.io/part-of': id } } });
      expect(pool!.status!.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
      expect(await fixture.find(PATHS.configMap('settings', 'team'))).toMatchObject({ data: { a: '1' } });
      expect(await fixture.find(PATHS.parent())).toMatchObject({
        metadata: {
          labels: { 'applyset.kubernetes.io/id': id },
          annotations: {
            'applyset.kubernetes.io/tooling': 'cdk-eks-auto-mode/v1',
            'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,Namespace,NodeClass.eks.amazonaws.com,NodePool.karpenter.sh',
            'applyset.kubernetes.io/additional-namespaces': 'team',
            'cdk-eks-auto-mode/stack-id': STACK,
            'cdk-eks-auto-mode/owner': `${STACK}/Chart`,
          },
        },
      });
    });

    test('a CRD comes before its objects, which cannot be tried before', async () => {
      const definition = definitionObject('Widget');
      await fixture.send('Create', [
        { manifest: { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one' }, spec: { size: 1 } } },
        definition,
      ]);
      expect(await fixture.find('/apis/example.com/v1/namespaces/default/widgets/one')).toMatchObject({ spec: { size: 1 } });
      // A field that only the new schema knows.
      await fixture.send('Update', [
        definitionObject('Widget', { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' }, color: { type: 'string' } } } } }),
        { manifest: { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one' }, spec: { size: 1, color: 'red' } } },
      ]);
      await fixture.send('Update', [configMapObject('settings')]);
      expect(await fixture.find('/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com')).toBeUndefined();
    });

    test('values of CloudFormation are put in with their types', async () => {
      await fixture.send('Create', [{
        ...nodePoolObject('batch', 'default', { weight: '<value 0>', limits: { cpu: '<value 1>' } }),
        values: [
          { path: ['spec', 'weight'], value: 0, type: 'number' },
          { path: ['spec', 'limits', 'cpu'], value: 1, type: 'string' },
        ],
      }, {
        manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'flag' }, immutable: '<value 2>', stringData: { a: 'b' } },
        values: [{ path: ['immutable'], value: 2, type: 'boolean' }],
      }, {
        manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'listed', finalizers: '<value 3>' } },
        values: [{ path: ['metadata', 'finalizers'], value: 3, type: 'list' }],
      }], { values: ['50', '500', 'false', []] });
      expect(await fixture.find(PATHS.nodePool('batch'))).toMatchObject({ spec: { weight: 50, limits: { cpu: '500' } } });
      expect(await fixture.find('/api/v1/namespaces/default/secrets/flag')).toMatchObject({ immutable: false });
    });

    test('a value that CloudFormation leaves out leaves out the field, and moves no other', async () => {
      await fixture.send('Create', [{
        ...configMapObject('settings', { absent: '<value 0>', given: '<value 1>' }),
        values: [{ path: ['data', 'absent'], value: 0, type: 'string' }, { path: ['data', 'given'], value: 1, type: 'string' }],
      }, {
        manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'listed', finalizers: ['<value 0>', '<value 1>', 'example.com/last'] } },
        values: [{ path: ['metadata', 'finalizers', 0], value: 0, type: 'string' }, { path: ['metadata', 'finalizers', 1], value: 1, type: 'string' }],
      }], { properties: { Values: { 1: 'example.com/given' } } });
      expect(await fixture.find(PATHS.configMap('settings'))).toMatchObject({ data: { given: 'example.com/given' } });
      const listed = await fixture.find(PATHS.configMap('listed'));
      expect((listed!.metadata as any).finalizers.sort()).toEqual(['example.com/given', 'example.com/last']);
      await fixture.controlPlane.request('PATCH', PATHS.configMap('listed'), { metadata: { finalizers: null } });
    });

    test('a structure where text is wanted is an error with its place', async () => {
      const object: ChartObject = { ...configMapObject('settings', { a: '' }), values: [{ path: ['data', 'a'], value: 0, type: 'string' }] };
      expect(await fixture.failure('Create', [object], { values: [['a', 'b']] })).toMatch(/^data\.a must be text, got a list or structure/);
    });

    test('a raw NodePool to which the chart gave a namespace becomes ready', async () => {
      const { manifest } = nodePoolObject('batch');
      await fixture.send('Create', [{ manifest: { ...manifest, metadata: { name: 'batch', namespace: 'jobs' } } }]);
    });

    test('an object of a version that its CRD in the chart does not serve is refused before anything is changed', async () => {
      const definition = definitionObject('Gadget');
      const message = await fixture.failure('Create', [definition, { manifest: { apiVersion: 'example.com/v3', kind: 'Gadget', metadata: { name: 'one' } } }]);
      expect(message).toMatch(/^nothing was changed, .*the cluster knows no kind Gadget of example\.com\/v3/);
    });

    test('what admission refuses for good is found before anything is changed', async () => {
      const policy: ChartObject = {
        manifest: {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingAdmissionPolicy',
          metadata: { name: 'refuse' },
          spec: {
            matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] }] },
            validations: [{ expression: "!has(object.data) || !('refused' in object.data)", message: 'not here', reason: 'Forbidden' }],
          },
        },
      };
      const binding = { ...policy.manifest, kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName: 'refuse', validationActions: ['Deny'] } };
      await fixture.send('Create', [policy, { manifest: binding }], { chart: 'policy' });
      const refused = configMapObject('refused', { refused: 'x' }).manifest;
      await until(async () => (await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps?dryRun=All', refused)).status === 403);
      expect(await fixture.failure('Create', [configMapObject('fine'), configMapObject('settings', { refused: 'x' })]))
        .toMatch(/^nothing was changed, the cluster refuses 1 of 2 objects: .*not here/);
      await fixture.send('Delete', [], { chart: 'policy' });
    });

    test('a webhook that does not answer does not keep its own chart from being repaired', async () => {
      const hooked = (data: object): ChartObject[] => [configMapObject('settings', data), {
        manifest: {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingWebhookConfiguration',
          metadata: { name: 'hook' },
          webhooks: [{
            name: 'hook.example.com',
            clientConfig: { url: 'https://127.0.0.1:1/' },
            rules: [{ apiGroups: ['example.com'], apiVersions: ['v1'], operations: ['*'], resources: ['gizmos'] }],
            admissionReviewVersions: ['v1'],
            sideEffects: 'None',
            timeoutSeconds: 1,
          }],
        },
      }];
      const definition = definitionObject('Gizmo');
      await fixture.send('Create', [definition], { chart: 'definition' });
      await fixture.send('Create', hooked({ image: 'broken' }));
      const gizmo: ChartObject = { manifest: { apiVersion: 'example.com/v1', kind: 'Gizmo', metadata: { name: 'one' } } };
      await until(async () => (await fixture.controlPlane.request('POST', '/apis/example.com/v1/namespaces/default/gizmos?dryRun=All', gizmo.manifest)).status === 500);
      expect(await fixture.failure('Update', [...hooked({ image: 'fixed' }), gizmo], { timeout: 5 })).toMatch(/failed calling webhook/);
      expect(await fixture.find(PATHS.configMap('settings'))).toMatchObject({ data: { image: 'fixed' } });
      await fixture.send('Delete', []);
      await fixture.send('Delete', [], { chart: 'definition' });
    });

    test('a number that is none is an error with its place', async () => {
      const object: ChartObject = { ...nodePoolObject('batch', 'default', { weight: 0 }), values: [{ path: ['spec', 'weight'], value: 0, type: 'number' }] };
      expect(await fixture.failure('Create', [object], { values: ['many'] })).toBe('spec.weight must be a number, got a value of CloudFormation that is none');
    });

    test('waits while the access entry is not in force', async () => {
      await sleep(1000); // the API server remembers tokens, which differ from second to second
      fixture.controlPlane.webhook.denyUntil = Date.now() + 1500;
      await fixture.send('Create', [configMapObject('settings')]);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeDefined();
      expect(fixture.controlPlane.webhook.reviews.slice(-5)).toContainEqual(expect.objectContaining({ authenticated: false }));
    });

    test('a token for another cluster is refused by the API server', async () => {
      const message = await fixture.failure('Create', [configMapObject('settings')], { properties: { ClusterName: 'another' }, timeout: 2 });
      expect(message).toMatch(/gave up after 2 s: GET \/api\S*: Unauthorized \(HTTP 401/);
      expect(fixture.controlPlane.webhook.reviews.at(-1)).toMatchObject({ authenticated: false, reason: expect.stringMatching(/signature/) });
    });
  });

  describe('update', () => {
    test('removes what the chart no longer holds, custom resources included, and nothing else', async () => {
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', configMapObject('foreign').manifest);
      await fixture.send('Create', [nodeClassObject('quiet'), nodePoolObject('batch', 'quiet'), nodePoolObject('services'), configMapObject('settings')]);
      await fixture.send('Update', [nodeClassObject('quiet'), nodePoolObject('batch', 'quiet', { weight: 7 })]);
      expect(await fixture.find(PATHS.nodePool('batch'))).toMatchObject({ spec: { weight: 7 } });
      expect(await fixture.find(PATHS.nodePool('services'))).toBeUndefined();
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
      expect(await fixture.find(PATHS.configMap('foreign'))).toBeDefined();
      expect((await fixture.find(PATHS.parent()))!.metadata!.annotations).toMatchObject({
        'applyset.kubernetes.io/contains-group-kinds': 'NodeClass.eks.amazonaws.com,NodePool.karpenter.sh',
        'applyset.kubernetes.io/additional-namespaces': '',
      });
      await fixture.controlPlane.request('DELETE', PATHS.configMap('foreign'));
    });

    test('a run that died after it had applied is finished by the next, whatever that one holds', async () => {
      stuck.add('quiet');
      await fixture.failure('Create', [nodeClassObject('quiet'), configMapObject('orphan')], { timeout: 3 });
      expect(await fixture.find(PATHS.configMap('orphan'))).toBeDefined();
      stuck.clear();
      await fixture.send('Update', [nodeClassObject('quiet')]);
      expect(await fixture.find(PATHS.configMap('orphan'))).toBeUndefined();
    });

    test('a request that has finished is answered without work', async () => {
      await fixture.send('Create', [configMapObject('settings', { a: 'new' })], { requestId: 'same' });
      await fixture.send('Create', [configMapObject('settings', { a: 'old' })], { requestId: 'same' });
      expect(await fixture.find(PATHS.configMap('settings'))).toMatchObject({ data: { a: 'new' } });
    });

    test('an update without changes changes no object', async () => {
      await fixture.send('Create', [configMapObject('settings', { a: '1' })]);
      const before = await fixture.find(PATHS.configMap('settings'));
      await fixture.send('Update', [configMapObject('settings', { a: '1' })]);
      expect((await fixture.find(PATHS.configMap('settings')))!.metadata!.resourceVersion).toBe(before!.metadata!.resourceVersion);
    });

    test('a chart of another name gets another physical id, so that the old one is deleted', async () => {
      const renamed = await handler(fixture.event('Update', [], { chart: 'renamed' }), { getRemainingTimeInMillis: () => 0 });
      expect(renamed).toMatchObject({ PhysicalResourceId: 'test-cluster/kube-system/cdk-eks-auto-mode.renamed' });
    });

    test('a renamed chart takes its objects over, and the Delete of the old one leaves them', async () => {
      await fixture.send('Create', [configMapObject('settings')], { chart: 'old' });
      const before = await fixture.find(PATHS.configMap('settings'));
      await fixture.send('Update', [configMapObject('settings')]);
      await fixture.send('Delete', [], { chart: 'old' });
      expect((await fixture.find(PATHS.configMap('settings')))!.metadata!.uid).toBe(before!.metadata!.uid);
    });
  });

  describe('delete', () => {
    test('goes through the waves backwards and waits until everything is gone', async () => {
      await fixture.send('Create', [nodeClassObject('quiet'), nodePoolObject('batch', 'quiet'), configMapObject('settings')]);
      fixture.log.mockClear();
      await fixture.send('Delete', []);
      const asked = fixture.log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ message }) => message === 'deletion asked for');
      expect(asked.map(({ object }) => object)).toEqual(['ConfigMap default/settings', 'NodePool batch', 'NodeClass quiet']);
      for (const gone of [PATHS.nodePool('batch'), PATHS.nodeClass('quiet'), PATHS.configMap('settings'), PATHS.parent()]) {
        expect(await fixture.find(gone)).toBeUndefined();
      }
    });

    test('names what is stuck with its finalizers', async () => {
      await fixture.send('Create', [{ manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'held', finalizers: ['example.com/hold'] } } }]);
      expect(await fixture.failure('Delete', [], { timeout: 3 }))
        .toBe('gave up after 3 s: not gone: ConfigMap default/held (finalizers example.com/hold)');
      await fixture.controlPlane.request('PATCH', PATHS.configMap('held'), { metadata: { finalizers: null } });
    });

    test('of what was never provisioned is a success', async () => {
      await fixture.send('Delete', [], { chart: 'never' });
    });

    test.each([['gone', undefined], ['being deleted', 'DELETING']])('is a success when the cluster is %s', async (_, status) => {
      fixture.clusterStatus = status;
      await fixture.send('Delete', [], { properties: { ClusterEndpoint: 'https://127.0.0.1:1' } });
    });

    test('goes on when the cluster may not be described, as after a replacement', async () => {
      await fixture.send('Create', [configMapObject('settings')]);
      fixture.clusterStatus = 'DENIED';
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
    });

    test('is a failure when the cluster exists and does not answer', async () => {
      expect(await fixture.failure('Delete', [], { properties: { ClusterEndpoint: 'https://127.0.0.1:1' }, timeout: 3 }))
        .toMatch(/^gave up after 3 s: GET \/apis?: no answer from 127\.0\.0\.1:1/);
    });
  });

  test('logs hold no contents, values or tokens', async () => {
    fixture.log.mockClear();
    await fixture.send('Create', [configMapObject('settings', { password: 'hunter2' })], { values: ['confidential'] });
    const lines = fixture.log.mock.calls.join('\n');
    expect(lines).toContain('chart is provisioned');
    expect(lines).not.toMatch(/hunter2|confidential|k8s-aws-v1|X-Amz/);
  });
});
