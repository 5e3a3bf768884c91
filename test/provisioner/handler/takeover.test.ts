import { ApplySet } from '../../../src/provisioner/handler/apply-set/apply-set';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS, STACK } from '../../support/handler-fixture';

jest.setTimeout(120_000);

describeWithControlPlane('objects of other charts and of nobody, on a real API server', () => {
  let fixture: HandlerFixture;
  const stuck = new Set<string>();

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ neverReady: ({ metadata }) => stuck.has(metadata!.name!) });
  });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    stuck.clear();
    await fixture.send('Delete', []);
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
});
