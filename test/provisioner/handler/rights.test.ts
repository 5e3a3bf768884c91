import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodePoolObject, PATHS } from '../../support/handler-fixture';

jest.setTimeout(120_000);

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const VERBS = ['get', 'list', 'create', 'update', 'patch', 'delete'];

/** With the rights that docs/provisioning.md names, and no others. */
describeWithControlPlane('a function with few rights', () => {
  let fixture: HandlerFixture;

  beforeAll(async () => {
    fixture = await HandlerFixture.start();
    fixture.controlPlane.webhook.groups = ['charts'];
    const post = async (path: string, body: object) => expect((await fixture.controlPlane.request('POST', path, body)).status).toBe(201);
    await post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
    const allow = async (namespace: string, rules: object[]) => {
      const metadata = { name: 'charts', namespace };
      await post(`${RBAC}/namespaces/${namespace}/roles`, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules });
      await post(`${RBAC}/namespaces/${namespace}/rolebindings`, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'charts' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'charts' }],
      });
    };
    await allow('kube-system', [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'create', 'update', 'delete'] }]);
    await allow('team', [
      { apiGroups: [''], resources: ['configmaps'], verbs: VERBS },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: VERBS },
    ]);
    const role = { name: 'priorities' };
    await post(`${RBAC}/clusterroles`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: role,
      rules: [{ apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: VERBS }],
    });
    await post(`${RBAC}/clusterrolebindings`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: role,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'priorities' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'charts' }],
    });
  });
  afterAll(() => fixture?.stop());

  /** Something that is in no namespace. */
  const priority = {
    manifest: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'urgent' }, value: 1000 },
  };
  const deployment = (replicas: number) => ({
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'team' },
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web' }] } },
      },
    },
  });

  test('creates, updates, prunes and deletes what these are for', async () => {
    await fixture.send('Create', [configMapObject('settings', { a: '1' }, 'team'), configMapObject('more', {}, 'team'), deployment(1)]);
    await fixture.send('Update', [configMapObject('settings', { a: '2' }, 'team'), deployment(0)]);
    expect(await fixture.find(PATHS.configMap('settings', 'team'))).toMatchObject({ data: { a: '2' } });
    expect(await fixture.find(PATHS.configMap('more', 'team'))).toBeUndefined();
    await fixture.send('Delete', []);
    expect(await fixture.find(PATHS.configMap('settings', 'team'))).toBeUndefined();
    expect(await fixture.find('/apis/apps/v1/namespaces/team/deployments/web')).toBeUndefined();
    expect(await fixture.find(PATHS.parent())).toBeUndefined();
  });

  test('needs none in the namespace default for objects that are in no namespace', async () => {
    await fixture.send('Create', [configMapObject('settings', { a: '1' }, 'team'), priority]);
    await fixture.send('Update', [priority]);
    expect(await fixture.find(PATHS.configMap('settings', 'team'))).toBeUndefined();
    await fixture.send('Delete', []);
    expect(await fixture.find('/apis/scheduling.k8s.io/v1/priorityclasses/urgent')).toBeUndefined();
  });

  test('says what is not ready without the right to look at pods and events', async () => {
    const message = await fixture.failure('Create', [deployment(1)], { timeout: 3, properties: { WaitFor: ['*'] } });
    expect(message).toMatch(/^gave up after 3 s: not ready: Deployment team\/web/);
    await fixture.send('Delete', []);
  });

  test.each([
    ['another namespace', configMapObject('settings', {}, 'default'), /configmaps is forbidden: User \S+ cannot list resource \S+ in API group \S+ in the namespace \S+default/],
    ['another kind', nodePoolObject('batch'), /nodepools\.karpenter\.sh is forbidden: User \S+ cannot list resource/],
  ])('is refused %s, by name, and changes nothing', async (_, object, message) => {
    expect(await fixture.failure('Create', [configMapObject('settings', {}, 'team'), object], { timeout: 3 })).toMatch(message);
    expect(await fixture.find(PATHS.configMap('settings', 'team'))).toBeUndefined();
    await fixture.send('Delete', []);
  });
});
