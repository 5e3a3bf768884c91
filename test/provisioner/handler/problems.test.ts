import { ChartObject } from '../../../src/provisioner/contract';
import { handler } from '../../../src/provisioner/handler/provisioner.lambda';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodeClassObject, nodePoolObject, PATHS, STACK, withoutSubnets } from '../../support/handler-fixture';

jest.setTimeout(120_000);

describeWithControlPlane('problems on a real API server', () => {
  let fixture: HandlerFixture;
  const stuck = new Set<string>();

  beforeAll(async () => { fixture = await HandlerFixture.start(withoutSubnets(stuck)); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    stuck.clear();
    await fixture.send('Delete', []);
  });

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
