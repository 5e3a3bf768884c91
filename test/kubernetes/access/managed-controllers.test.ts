import { App, Chart, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ManagedControllers } from '../../../src/kubernetes/access';
import { ControlPlane } from '../../control-plane/control-plane';
import { describeWithControlPlane } from '../../control-plane/describe';
import { chartFixture } from '../../support/fixtures';

function chartIn(namespace: string): Chart {
  return new Chart(new App(), 'chart', { namespace });
}

function imported(chart: Chart, name = 'oidc'): kplus.ISecret {
  return kplus.Secret.fromSecretName(chart, 'Imported', name);
}

const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'eks:managed' }];

test('the group is that of the access entry of EKS', () => {
  expect(ManagedControllers.GROUP).toBe('eks:managed');
});

describe('one Secret', () => {
  test('can be read, and nothing else', () => {
    const chart = chartFixture();
    ManagedControllers.allowGetSecret(chart, 'Oidc', imported(chart), { namespace: 'monitoring' });
    expect(Yaml.stringify(...Testing.synth(chart))).toMatchInlineSnapshot(`
"apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chart-oidc-role-c8f06513
  namespace: monitoring
rules:
  - apiGroups:
      - ""
    resourceNames:
      - oidc
    resources:
      - secrets
    verbs:
      - get
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: chart-oidc-role-managedcontrollers-c826debe
  namespace: monitoring
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: chart-oidc-role-c8f06513
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: eks:managed
"
`);
  });

  test('of this app is that of its construct', () => {
    const chart = chartFixture();
    const secret = new kplus.Secret(chart, 'Secret', { metadata: { namespace: 'monitoring' } });
    ManagedControllers.allowGetSecret(chart, 'Oidc', secret);
    const [, role, binding] = Testing.synth(chart);
    expect(role).toMatchObject({
      metadata: { namespace: 'monitoring' }, rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [secret.name], verbs: ['get'] }],
    });
    expect(binding).toMatchObject({ metadata: { namespace: 'monitoring' }, roleRef: { kind: 'Role', name: role.metadata.name } });
  });

  test('gives the binding', () => {
    const chart = chartFixture();
    const binding = ManagedControllers.allowGetSecret(chart, 'Oidc', imported(chart));
    expect(binding).toBeInstanceOf(kplus.RoleBinding);
    expect(binding.role.node.path).toBe('chart/Oidc/Role');
    expect(binding.node.path).toBe('chart/Oidc/Role/ManagedControllers');
  });

  test('can be one of several', () => {
    const chart = chartFixture();
    ManagedControllers.allowGetSecret(chart, 'One', kplus.Secret.fromSecretName(chart, 'S1', 'one'));
    ManagedControllers.allowGetSecret(chart, 'Two', kplus.Secret.fromSecretName(chart, 'S2', 'two'));
    expect(new Set(Testing.synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).toBe(4);
  });
});

describe('the namespace', () => {
  const namespacesOf = (chart: Chart) => Testing.synth(chart).filter(({ kind }) => kind !== 'Secret').map(({ metadata }) => metadata.namespace);

  test('is that of the chart', () => {
    const chart = chartIn('shop');
    ManagedControllers.allowGetSecret(chart, 'Oidc', imported(chart));
    expect(namespacesOf(chart)).toEqual(['shop', 'shop']);
  });

  test('is none in a chart without one', () => {
    const chart = chartFixture();
    ManagedControllers.allowGetSecret(chart, 'Oidc', imported(chart));
    expect(namespacesOf(chart)).toEqual([undefined, undefined]);
  });

  test('is the one given rather than that of the chart', () => {
    const chart = chartIn('shop');
    ManagedControllers.allowGetSecret(chart, 'Oidc', imported(chart), { namespace: 'monitoring' });
    expect(namespacesOf(chart)).toEqual(['monitoring', 'monitoring']);
  });

  test('is that of the Secret rather than that of the chart', () => {
    const chart = chartIn('shop');
    ManagedControllers.allowGetSecret(chart, 'Oidc', new kplus.Secret(chart, 'Secret', { metadata: { namespace: 'monitoring' } }));
    expect(namespacesOf(chart)).toEqual(['monitoring', 'monitoring']);
  });

  test('can be that of the Secret once more', () => {
    const chart = chartIn('shop');
    ManagedControllers.allowGetSecret(chart, 'Oidc', new kplus.Secret(chart, 'Secret'), { namespace: 'shop' });
    expect(namespacesOf(chart)).toEqual(['shop', 'shop']);
  });

  test('must not be another than that of the Secret', () => {
    const chart = chartIn('shop');
    expect(() => ManagedControllers.allowGetSecret(chart, 'Oidc', new kplus.Secret(chart, 'Secret'), { namespace: 'monitoring' }))
      .toThrow(new Error('namespace must be that of the Secret, which is shop, got monitoring: leave it out (at chart)'));
  });

  test('must not be that of the chart when the Secret has none', () => {
    const secret = new kplus.Secret(chartFixture(), 'Secret');
    expect(() => ManagedControllers.allowGetSecret(chartIn('shop'), 'Oidc', secret))
      .toThrow(new Error('namespace must be that of the Secret, which is not set, got shop: give the Secret a namespace (at chart)'));
  });

  test('can be a token', () => {
    const chart = chartIn('shop');
    ManagedControllers.allowGetSecret(chart, 'Oidc', new kplus.Secret(chart, 'Secret'), { namespace: '${Token[TOKEN.1]}' });
    expect(namespacesOf(chart)).toEqual(['${Token[TOKEN.1]}', '${Token[TOKEN.1]}']);
  });
});

describe('a Role', () => {
  test('is bound in its namespace', () => {
    const chart = chartIn('shop');
    const role = new kplus.Role(chart, 'Role', { metadata: { namespace: 'monitoring' } });
    ManagedControllers.bindRole(role);
    expect(Testing.synth(chart)[1]).toMatchObject({
      kind: 'RoleBinding', metadata: { namespace: 'monitoring' }, subjects, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name },
    });
  });

  test('is bound once', () => {
    const chart = chartFixture();
    const role = new kplus.Role(chart, 'Role');
    expect(ManagedControllers.bindRole(role)).toBe(ManagedControllers.bindRole(role));
    expect(Testing.synth(chart)).toHaveLength(2);
  });
});

describe('a ClusterRole', () => {
  test('is bound in the whole cluster', () => {
    const chart = chartFixture();
    const role = new kplus.ClusterRole(chart, 'Role');
    ManagedControllers.bindClusterRole(role);
    expect(Testing.synth(chart)[1]).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: expect.any(String) },
      subjects,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.name },
    });
  });

  test('is bound without the namespace of the chart', () => {
    const chart = chartIn('shop');
    ManagedControllers.bindClusterRole(new kplus.ClusterRole(chart, 'Role'));
    expect(Testing.synth(chart)[1].metadata).not.toHaveProperty('namespace');
  });

  test('is bound once', () => {
    const chart = chartFixture();
    const role = new kplus.ClusterRole(chart, 'Role');
    expect(ManagedControllers.bindClusterRole(role)).toBe(ManagedControllers.bindClusterRole(role));
    expect(Testing.synth(chart)).toHaveLength(2);
  });
});

describeWithControlPlane('a real API server', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
    controlPlane = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials });
    const chart = chartIn('default');
    ManagedControllers.allowGetSecret(chart, 'Oidc', imported(chart));
    const nodes = new kplus.ClusterRole(chart, 'Nodes');
    nodes.allowRead(kplus.ApiResource.NODES);
    ManagedControllers.bindClusterRole(nodes);
    for (const object of Testing.synth(chart)) {
      const path = object.kind.startsWith('Cluster') ? '' : `/namespaces/${object.metadata.namespace}`;
      const collection = `/apis/rbac.authorization.k8s.io/v1${path}/${object.kind.toLowerCase()}s`;
      expect(await controlPlane.request('POST', `${collection}?fieldValidation=Strict`, object)).toMatchObject({ status: 201 });
    }
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  test.each([
    ['get', 'secrets', 'oidc', 'default', true],
    ['get', 'secrets', 'other', 'default', false],
    ['get', 'secrets', 'oidc', 'kube-system', false],
    ['list', 'secrets', '', 'default', false],
    ['update', 'secrets', 'oidc', 'default', false],
    ['list', 'nodes', '', '', true],
    ['delete', 'nodes', '', '', false],
  ])('lets the controllers %s %s %s in namespace "%s": %s', async (verb, resource, name, namespace, allowed) => {
    const review = async (group: string) => controlPlane.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user: 'controller', groups: [group], resourceAttributes: { verb, resource, name, namespace } },
    });
    expect((await review('eks:managed')).body.status).toMatchObject({ allowed });
    expect((await review('eks:others')).body.status).toMatchObject({ allowed: false });
  });
});
