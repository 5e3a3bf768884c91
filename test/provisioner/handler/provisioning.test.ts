import { setTimeout as sleep } from 'timers/promises';
import { ChartObject } from '../../../src/provisioner/contract';
import { ApplySet } from '../../../src/provisioner/handler/apply-set/apply-set';
import { handler } from '../../../src/provisioner/handler/provisioner.lambda';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodeClassObject, nodePoolObject, PATHS, STACK } from '../../support/handler-fixture';

const MINUTES = 60_000;
jest.setTimeout(15 * MINUTES);

test('the id of an ApplySet is what the specification computes, and does not change', () => {
  expect(ApplySet.idOf('kube-system', 'cdk-eks-auto-mode.auto-mode')).toBe('applyset-IjoaalxQc7KFoCfj-KrrICJJyOZdNSLmCz4S4dC9EO4-v1');
});

describeWithControlPlane('on a real API server', () => {
  let fixture: HandlerFixture;
  const stuck = new Set<string>();

  beforeAll(async () => {
    fixture = await HandlerFixture.start({
      neverReady: (object) => stuck.has(object.metadata!.name!) && { reason: 'SubnetsNotFound', message: 'SubnetSelector did not match any Subnets' },
    });
  });
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
      const definition = crd('Widget', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true });
      await fixture.send('Create', [
        { manifest: { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one' }, spec: { size: 1 } } },
        definition,
      ]);
      expect(await fixture.find('/apis/example.com/v1/namespaces/default/widgets/one')).toMatchObject({ spec: { size: 1 } });
      // A field that only the new schema knows.
      await fixture.send('Update', [
        crd('Widget', { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' }, color: { type: 'string' } } } } }),
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
      const definition = crd('Gadget', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true });
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
      await sleep(1500); // policies come into force with a delay
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
      const definition = crd('Gizmo', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true });
      await fixture.send('Create', [definition], { chart: 'definition' });
      await fixture.send('Create', hooked({ image: 'broken' }));
      await sleep(1500); // webhooks come into force with a delay
      const gizmo: ChartObject = { manifest: { apiVersion: 'example.com/v1', kind: 'Gizmo', metadata: { name: 'one' } } };
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

  describe('problems', () => {
    test('of all objects are reported at once, and nothing is changed', async () => {
      const message = await fixture.failure('Create', [
        configMapObject('fine'),
        nodePoolObject('old', 'default', { weight: 101 }),
        { manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'typo' }, dta: {} } },
        { manifest: { apiVersion: 'example.com/v1', kind: 'Unknown', metadata: { name: 'what' } } },
      ]);
      expect(message).toMatch(/^nothing was changed, the cluster refuses 3 of 4 objects: /);
      expect(message).toContain('Unknown what: the cluster knows no kind Unknown of example.com/v1');
      expect(message).toMatch(/NodePool old: .*spec\.weight.*less than or equal to 100/);
      expect(message).toMatch(/ConfigMap typo: .*dta: field not declared in schema/);
      expect(await fixture.find(PATHS.configMap('fine'))).toBeUndefined();
      expect(await fixture.find(PATHS.parent())).toBeUndefined();
    });

    test('of objects in a namespace of the chart are found once the namespace exists', async () => {
      const namespace: ChartObject = { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'own' } } };
      await fixture.send('Create', [namespace, configMapObject('settings', {}, 'own')]);
      const typo: ChartObject = { manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'own' }, dta: {} } };
      expect(await fixture.failure('Update', [namespace, typo])).toMatch(/^nothing was changed, .*ConfigMap own\/settings: .*dta/);
    });

    test('a lifetime of more than 21 days is refused by the service too', async () => {
      const object = nodePoolObject('old');
      (object.manifest.spec as any).template.spec.expireAfter = '600h';
      expect(await fixture.failure('Create', [object])).toMatch(/may not exceed 21 days/);
    });

    test('fields of another manager are a conflict that names both', async () => {
      const url = `${PATHS.configMap('settings')}?fieldManager=somebody-else`;
      await fixture.controlPlane.request('PATCH', url, { ...configMapObject('settings', { a: 'theirs' }).manifest }, 'application/apply-patch+yaml');
      const message = await fixture.failure('Create', [configMapObject('settings', { a: 'ours' })]);
      expect(message).toMatch(/ConfigMap settings: Apply failed with 1 conflict: conflict with "somebody-else".*\.data\.a/);
      await fixture.controlPlane.request('DELETE', PATHS.configMap('settings'));
    });

    test('what is not ready goes on in a later invocation, and is named when the time is up', async () => {
      stuck.add('quiet');
      const event = { ...fixture.event('Create', [nodeClassObject('quiet')], { timeout: 2 }), StartedAt: new Date().toISOString() };
      const short = { getRemainingTimeInMillis: () => 30_500 };
      expect(await handler(event, short)).toEqual({ IsComplete: false });
      expect(await fixture.failure('Create', [nodeClassObject('quiet')], { timeout: 3 }))
        .toMatch(/^gave up after 3 s: not ready: NodeClass quiet \(.*Ready=False SubnetsNotFound: SubnetSelector did not match any Subnets/);
    });

    test('a chart of another stack with the same name is left alone', async () => {
      await fixture.send('Create', [configMapObject('settings')]);
      expect(await fixture.failure('Create', [configMapObject('settings')], { stack: `${STACK}-other` }))
        .toMatch(/has a chart of this name already, kube-system\/cdk-eks-auto-mode\.chart of stack .*: give this chart another name/);
      await fixture.send('Delete', [], { stack: `${STACK}-other` }); // CloudFormation's rollback
      expect(await fixture.find(PATHS.configMap('settings'))).toBeDefined();
    });

    test('an object of a chart of another stack is left alone', async () => {
      await fixture.send('Create', [configMapObject('settings')]);
      expect(await fixture.failure('Create', [configMapObject('settings')], { stack: `${STACK}-other`, chart: 'theirs' }))
        .toMatch(/ConfigMap default\/settings belongs to cdk-eks-auto-mode\.chart of stack .*: remove it there first/);
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

  describe('a chart that is renamed by way of a new construct', () => {
    test('takes the objects over, and the old one\'s Delete leaves them', async () => {
      await fixture.send('Create', [configMapObject('settings')], { chart: 'old', logicalId: 'Old' });
      await fixture.send('Create', [configMapObject('settings')]);
      await fixture.send('Delete', [], { chart: 'old', logicalId: 'Old' });
      expect(await fixture.find(PATHS.configMap('settings'))).toBeDefined();
      await fixture.send('Update', [configMapObject('settings')]);
      expect((await fixture.find(PATHS.configMap('settings')))!.metadata!.annotations ?? {}).not.toHaveProperty('cdk-eks-auto-mode/origin');
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
    });

    test('and rolled back hands the objects back, but not those that it brought', async () => {
      await fixture.send('Create', [configMapObject('settings')], { chart: 'old', logicalId: 'Old' });
      const before = await fixture.find(PATHS.configMap('settings'));
      await fixture.send('Create', [configMapObject('settings'), configMapObject('new')]);
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.configMap('new'))).toBeUndefined();
      expect((await fixture.find(PATHS.configMap('settings')))!.metadata).toMatchObject({
        uid: before!.metadata!.uid, labels: { 'applyset.kubernetes.io/part-of': ApplySet.idOf('kube-system', 'cdk-eks-auto-mode.old') },
      });
      // The second try succeeds, whoever is noted as manager of the label by now.
      await fixture.send('Create', [configMapObject('settings')]);
      await fixture.send('Delete', [], { chart: 'old', logicalId: 'Old' });
      expect(await fixture.find(PATHS.configMap('settings'))).toBeDefined();
    });
  });

  describe('objects that were there before', () => {
    test('are left when the creation that took them over is rolled back', async () => {
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', configMapObject('mine', { a: '1' }).manifest);
      stuck.add('quiet');
      await fixture.failure('Create', [configMapObject('mine', { a: '1' }), configMapObject('new'), nodeClassObject('quiet')], { timeout: 3 });
      await fixture.send('Delete', []);
      const mine = await fixture.find(PATHS.configMap('mine'));
      expect(mine).toMatchObject({ data: { a: '1' } });
      expect(mine!.metadata!.labels ?? {}).not.toHaveProperty('applyset.kubernetes.io/part-of');
      expect(await fixture.find(PATHS.configMap('new'))).toBeUndefined();
      await fixture.controlPlane.request('DELETE', PATHS.configMap('mine'));
    });

    test('are left when the update that took them over is rolled back', async () => {
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', configMapObject('mine', { a: '1' }).manifest);
      await fixture.send('Create', [configMapObject('settings')]);
      await fixture.send('Update', [configMapObject('settings'), configMapObject('mine', { a: '1' })]);
      await fixture.send('Update', [configMapObject('settings')]);
      const mine = await fixture.find(PATHS.configMap('mine'));
      expect(mine!.metadata!.labels ?? {}).not.toHaveProperty('applyset.kubernetes.io/part-of');
      await fixture.controlPlane.request('DELETE', PATHS.configMap('mine'));
    });

    test('are the chart\'s own after its next update', async () => {
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', configMapObject('mine', { a: '1' }).manifest);
      await fixture.send('Create', [configMapObject('mine', { a: '1' })]);
      await fixture.send('Update', [configMapObject('mine', { a: '1' })]);
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.configMap('mine'))).toBeUndefined();
    });
  });

  test('an object that an update took from another chart goes back when it is rolled back before that chart was deployed', async () => {
    await fixture.send('Create', [configMapObject('moved'), configMapObject('kept')], { chart: 'old', logicalId: 'Old' });
    const before = await fixture.find(PATHS.configMap('moved'));
    await fixture.send('Create', [configMapObject('settings')]);
    await fixture.send('Update', [configMapObject('settings'), configMapObject('moved')]);
    await fixture.send('Update', [configMapObject('settings')]);
    expect((await fixture.find(PATHS.configMap('moved')))!.metadata).toMatchObject({
      uid: before!.metadata!.uid, labels: { 'applyset.kubernetes.io/part-of': ApplySet.idOf('kube-system', 'cdk-eks-auto-mode.old') },
    });
    await fixture.send('Delete', [], { chart: 'old', logicalId: 'Old' });
    expect(await fixture.find(PATHS.configMap('moved'))).toBeUndefined();
  });

  test('an object that a new chart took from one that was deployed since goes with the new chart', async () => {
    await fixture.send('Create', [configMapObject('moved'), configMapObject('kept')], { chart: 'old', logicalId: 'Old' });
    await fixture.send('Create', [configMapObject('moved')]);
    await fixture.send('Update', [configMapObject('kept')], { chart: 'old', logicalId: 'Old' });
    await fixture.send('Delete', []);
    expect(await fixture.find(PATHS.configMap('moved'))).toBeUndefined();
    expect(await fixture.find(PATHS.configMap('kept'))).toBeDefined();
    await fixture.send('Delete', [], { chart: 'old', logicalId: 'Old' });
  });

  describe('a moved construct', () => {
    test('that was updated since is deleted for good, even if the Delete of the old one never came', async () => {
      await fixture.send('Create', [configMapObject('settings')], { logicalId: 'Old' });
      await fixture.send('Create', [configMapObject('settings')]);
      await fixture.send('Update', [configMapObject('settings')]);
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
    });

    test('takes the chart over, and the Delete of the old one leaves it', async () => {
      await fixture.send('Create', [configMapObject('settings')], { logicalId: 'Old' });
      await fixture.send('Create', [configMapObject('settings')]);
      await fixture.send('Delete', [], { logicalId: 'Old' });
      expect(await fixture.find(PATHS.configMap('settings'))).toBeDefined();
      expect((await fixture.find(PATHS.parent()))!.metadata!.annotations).toMatchObject({ 'cdk-eks-auto-mode/owner': `${STACK}/Chart` });
      expect((await fixture.find(PATHS.parent()))!.metadata!.annotations).not.toHaveProperty('cdk-eks-auto-mode/previous-owner');
    });

    test('that is rolled back hands the chart back, with its objects', async () => {
      await fixture.send('Create', [configMapObject('settings')], { logicalId: 'Old' });
      await fixture.send('Create', [configMapObject('settings')]);
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeDefined();
      await fixture.send('Delete', [], { logicalId: 'Old' });
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
      expect(await fixture.find(PATHS.parent())).toBeUndefined();
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

/** A CRD of version v1 in example.com. */
function crd(kind: string, openAPIV3Schema: object): ChartObject {
  const plural = `${kind.toLowerCase()}s`;
  return {
    manifest: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.example.com` },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind, plural },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
      },
    },
  };
}
