import { setTimeout as sleep } from 'timers/promises';
import { ChartObject } from '../../../src/provisioner/contract';
import { ApiObject } from '../../control-plane/api-client';
import { describeWithControlPlane } from '../../control-plane/describe';
import { Kubectl, KubectlManifest } from '../../control-plane/kubectl';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS, STACK } from '../../support/handler-fixture';

jest.setTimeout(120_000);

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const DEPLOYMENT = '/apis/apps/v1/namespaces/default/deployments/web';

describeWithControlPlane('objects of kubectl and Helm that a chart adopts', () => {
  let fixture: HandlerFixture;
  let kubectl: Kubectl;
  const stuck = new Set<string>();

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ neverReady: (object) => stuck.has(object.metadata!.name!) });
    kubectl = new Kubectl(fixture.controlPlane);
  });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    stuck.clear();
    await fixture.send('Delete', []);
    await fixture.controlPlane.request('DELETE', PATHS.configMap('mine'));
    await fixture.controlPlane.request('DELETE', DEPLOYMENT);
  });

  const manifest = (data: object) => configMapObject('mine', data).manifest as unknown as KubectlManifest;
  const mine = async () => (await fixture.find(PATHS.configMap('mine')))!;
  const managersOf = (object: ApiObject) => (object.metadata as any).managedFields.map(({ manager }: { manager: string }) => manager);

  test('with `kubectl create` and `kubectl apply`, as the CDK runs them: fields that change and that go are the chart\'s from its next update on', async () => {
    await kubectl.create(manifest({ a: '1', b: '2', c: '3' }));
    await kubectl.apply(manifest({ a: '1', b: '3', c: '3' }));
    await fixture.send('Create', [configMapObject('mine', { a: '1', b: '3', c: '3' })]);
    expect(managersOf(await mine())).toEqual(expect.arrayContaining(['cdk-eks-auto-mode', 'kubectl-client-side-apply', 'kubectl-create']));

    await fixture.send('Update', [configMapObject('mine', { a: '1', b: '4' })]);
    const settled = await mine();
    expect(settled).toMatchObject({ data: { a: '1', b: '4' } });
    expect(settled.data).not.toHaveProperty('c');
    expect(managersOf(settled)).toEqual(['cdk-eks-auto-mode']);
    expect(settled.metadata!.annotations).not.toHaveProperty([LAST_APPLIED]);

    await fixture.send('Delete', []);
    expect(await fixture.find(PATHS.configMap('mine'))).toBeUndefined();
  });

  test('are still kubectl\'s after a chart of another stack was refused for them, so that the first chart\'s rollback leaves them', async () => {
    await kubectl.apply(manifest({ a: '1', b: '2' }));
    await fixture.send('Create', [configMapObject('mine', { a: '1', b: '2' })]);
    const other = { stack: STACK.replace('/Stack/', '/Other/'), chart: 'other' };
    expect(await fixture.failure('Create', [configMapObject('mine', { a: '1', b: '2' })], other)).toMatch(/belongs to cdk-eks-auto-mode\.chart of stack/);
    expect(managersOf(await mine())).toContain('kubectl-client-side-apply');
    await fixture.send('Delete', [], other);

    await fixture.send('Delete', []);
    expect((await mine()).data).toEqual({ a: '1', b: '2' });
  });

  test('with `kubectl apply --server-side`', async () => {
    await kubectl.applyServerSide(manifest({ a: '1', b: '2' }));
    await fixture.send('Create', [configMapObject('mine', { a: '1', b: '2' })]);
    await fixture.send('Update', [configMapObject('mine', { a: '2' })]);
    expect((await mine()).data).toEqual({ a: '2' });
  });

  test('with Helm, which leaves its release behind', async () => {
    await fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps?fieldManager=helm', manifest({ a: '1', b: '2' }));
    await fixture.send('Create', [configMapObject('mine', { a: '1', b: '2' })]);
    await fixture.send('Update', [configMapObject('mine', { a: '2' })]);
    expect((await mine()).data).toEqual({ a: '2' });
  });

  test('what the chart never had stays, since nobody said that it should go', async () => {
    await kubectl.apply(manifest({ a: '1', more: 'x' }));
    await fixture.send('Create', [configMapObject('mine', { a: '1' })]);
    await fixture.send('Update', [configMapObject('mine', { a: '2' })]);
    expect((await mine()).data).toEqual({ a: '2', more: 'x' });
    // It is the chart's as soon as the chart says it, and goes as everything else does.
    await fixture.send('Update', [configMapObject('mine', { a: '2', more: 'y' })]);
    await fixture.send('Update', [configMapObject('mine', { a: '2' })]);
    expect((await mine()).data).toEqual({ a: '2' });
  });

  test('lists and structures of a Deployment', async () => {
    const deployment = (image: string, environment: object[], more: object = {}): ChartObject => ({
      manifest: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', labels: { team: 'shop' } },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image, env: environment }], ...more } },
        },
      },
    });
    const before = deployment('web:1', [{ name: 'ONE', value: '1' }, { name: 'TWO', value: '2' }], { nodeSelector: { pool: 'a' } });
    await kubectl.create(before.manifest as unknown as KubectlManifest);
    await fixture.send('Create', [before]);
    await fixture.send('Update', [deployment('web:2', [{ name: 'ONE', value: '1' }])]);
    const { spec } = (await fixture.find(DEPLOYMENT))!.spec.template;
    expect(spec.containers).toEqual([expect.objectContaining({ image: 'web:2', env: [{ name: 'ONE', value: '1' }] })]);
    expect(spec).not.toHaveProperty('nodeSelector');
  });

  test('a value other than kubectl\'s is a conflict that names it, before anything is changed', async () => {
    await kubectl.apply(manifest({ a: '1' }));
    expect(await fixture.failure('Create', [configMapObject('mine', { a: '2' })])).toMatch(/ConfigMap mine: .*conflict with "kubectl-client-side-apply".*\.data\.a/);
    expect((await mine()).data).toEqual({ a: '1' });
  });

  test('what a controller has set too stays its own: a change is a conflict', async () => {
    await kubectl.apply(manifest({ a: '1' }));
    await fixture.controlPlane.request('PATCH', `${PATHS.configMap('mine')}?fieldManager=controller&force=true`, manifest({ a: '1' }), 'application/apply-patch+yaml');
    await fixture.send('Create', [configMapObject('mine', { a: '1' })]);
    expect(await fixture.failure('Update', [configMapObject('mine', { a: '2' })])).toMatch(/conflict with "controller"/);
  });

  test('what somebody changes with kubectl after the adoption is a conflict, not overwritten', async () => {
    await kubectl.apply(manifest({ a: '1' }));
    await fixture.send('Create', [configMapObject('mine', { a: '1' })]);
    await untilTheNextSecond(); // managers are noted with seconds
    await kubectl.apply(manifest({ a: '9' }));
    expect(await fixture.failure('Update', [configMapObject('mine', { a: '3' })])).toMatch(/conflict with "kubectl-client-side-apply"/);
    expect((await mine()).metadata!.annotations).toHaveProperty([LAST_APPLIED]);
  });

  test('a creation that is rolled back leaves them as they were found, with their managers', async () => {
    await kubectl.create(manifest({ a: '1', b: '2' }));
    const { metadata: before, data } = await mine();
    stuck.add('quiet');
    await fixture.failure('Create', [configMapObject('mine', { a: '1' }), nodeClassObject('quiet')], { timeout: 3 });
    await fixture.send('Delete', []);
    const after = await mine();
    expect(after.data).toEqual(data);
    expect(after.metadata!.labels).toEqual(before!.labels);
    expect(after.metadata!.annotations).toEqual(before!.annotations);
    expect(managersOf(after)).toEqual(['kubectl-create']);
  });

  test('somebody who changes the object at the same moment loses nothing', async () => {
    await kubectl.apply(manifest({ a: '1', b: '2' }));
    await fixture.send('Create', [configMapObject('mine', { a: '1', b: '2' })]);
    const request = fixture.controlPlane.request.bind(fixture.controlPlane);
    let isGoing = true;
    const busy = (async () => {
      for (let index = 0; isGoing; index++) { await request('PATCH', PATHS.configMap('mine'), { metadata: { annotations: { index: String(index) } } }); }
    })();
    await fixture.send('Update', [configMapObject('mine', { a: '1' })]).finally(() => { isGoing = false; });
    await busy;
    expect((await mine()).data).toEqual({ a: '1' });
    expect((await mine()).metadata!.annotations).toHaveProperty('index');
  });
});

async function untilTheNextSecond(): Promise<void> {
  await sleep(1000 - Date.now() % 1000);
}
