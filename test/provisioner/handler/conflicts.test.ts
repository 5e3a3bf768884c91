import { describeWithControlPlane } from '../../control-plane/describe';
import { annotated, configMapObject, HandlerFixture, PATHS, SendOptions } from '../../support/handler-fixture';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
const FORCE = { 'cdk-eks-auto-mode/force': 'true' };

describeWithControlPlane('fields that somebody else has set', () => {
  let fixture: HandlerFixture;
  const data = async () => (await fixture.find(SETTINGS))?.data;

  beforeAll(async () => { fixture = await HandlerFixture.start(); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    await fixture.send('Delete', []);
    await fixture.controlPlane.request('DELETE', SETTINGS);
  });

  test('to the same values are no conflict, and stay theirs as well', async () => {
    await fixture.applyAs('somebody-else', SETTINGS, configMapObject('settings', { a: '1', b: '2' }));
    await fixture.send('Create', [configMapObject('settings', { a: '1' })]);
    await fixture.send('Update', [configMapObject('settings', {})]);
    expect(await data()).toEqual({ a: '1', b: '2' });
  });

  test('to others are conflicts with every manager and field, and the ways out', async () => {
    await fixture.applyAs('first', SETTINGS, configMapObject('settings', { a: '1' }));
    await fixture.applyAs('second', SETTINGS, configMapObject('settings', { b: '1' }));
    const message = await fixture.failure('Create', [configMapObject('settings', { a: '2', b: '2' })]);
    expect(message).toMatch(/^nothing was changed, .*ConfigMap settings: Apply failed with 2 conflicts/);
    expect(message).toMatch(/"first".*\.data\.a.*"second".*\.data\.b.*: leave these fields out of the chart, .*take them over with forceConflicts$/s);
    expect(await data()).toEqual({ a: '1', b: '1' });
  });

  test.each<[string, SendOptions, { [key: string]: string }]>([
    ['where the chart says so', { properties: { Force: 'true' } }, {}],
    ['where the object says so', {}, FORCE],
  ])('are taken over %s', async (_, options, annotations) => {
    await fixture.applyAs('somebody-else', SETTINGS, configMapObject('settings', { a: 'theirs', b: '2' }));
    await fixture.send('Create', [annotated(configMapObject('settings', { a: 'ours' }), annotations)], options);
    expect(await data()).toEqual({ a: 'ours', b: '2' });
  });

  test('are not taken over in other objects than the one that says so', async () => {
    await fixture.applyAs('somebody-else', SETTINGS, configMapObject('settings', { a: 'theirs' }));
    const message = await fixture.failure('Create', [configMapObject('settings', { a: 'ours' }), annotated(configMapObject('other'), FORCE)]);
    expect(message).toMatch(/refuses 1 of 2 objects: ConfigMap settings: .*"somebody-else"/);
  });

  test('are not taken over any more by the update that takes the permission back', async () => {
    await fixture.send('Create', [configMapObject('settings', { a: '1' })], { properties: { Force: 'true' } });
    await fixture.patch(SETTINGS, { data: { a: 'theirs' } });
    expect(await fixture.failure('Update', [configMapObject('settings', { a: '2' })], { old: { Force: 'true' } })).toMatch(/conflict with "kubectl-edit"/);
  });

  test('are taken over by the rollback of an update that was allowed to', async () => {
    const old = fixture.event('Create', [configMapObject('settings', { a: '1' })]).ResourceProperties;
    await fixture.send('Create', [], { properties: old });
    await fixture.send('Update', [configMapObject('settings', { a: '2' })], { properties: { Force: 'true' } });
    await fixture.patch(SETTINGS, { data: { a: 'theirs' } });
    await fixture.send('Update', [], { properties: old, old: { Force: 'true' } });
    expect(await data()).toEqual({ a: '1' });
  });
});
