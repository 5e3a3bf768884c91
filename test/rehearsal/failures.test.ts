import { Stack } from 'aws-cdk-lib';
import { ApiObject } from 'cdk8s';
import { DeploymentFailed, DeployOptions } from './deployment';
import { RehearsalFixture } from './rehearsal-fixture';
import { Synthesis } from './synthesis';
import { AutoModeCluster, ProvisionedChart } from '../../src';
import { describeWithControlPlane } from '../control-plane/describe';
import { chartFixture, configMap } from '../support/fixtures';

jest.setTimeout(120_000);

const ELSEWHERE: DeployOptions = { failure: 'the bucket of somebody else failed' };
const NO_SUBNETS = { reason: 'SubnetsNotFound', message: 'SubnetSelector did not match any Subnets' };

describeWithControlPlane('deployments that fail, played on a real API server', () => {
  let rehearsal: RehearsalFixture;

  beforeEach(async () => { rehearsal = await RehearsalFixture.start(); });
  afterEach(() => rehearsal.stop());

  const failure = async (synthesis: Synthesis, options?: DeployOptions): Promise<string> => {
    const error = await rehearsal.cloudFormation.deploy(synthesis, options).then(() => undefined, (thrown: Error) => thrown);
    expect(error).toBeInstanceOf(DeploymentFailed);
    expect((error as DeploymentFailed).isStuck).toBe(false);
    return error!.message;
  };
  const settings = (data: { [name: string]: { [key: string]: string } }) => (cluster: AutoModeCluster) => {
    const chart = chartFixture('settings');
    for (const [name, content] of Object.entries(data)) { configMap(chart, name, content); }
    cluster.provision(chart);
  };
  const read = async (name: string) => (await rehearsal.cluster.controlPlane.request('GET', `/api/v1/namespaces/default/configmaps/${name}`)).body;

  test('a creation that times out says in a line what is not ready and why, and leaves nothing', async () => {
    rehearsal.notReady.set('quiet', NO_SUBNETS);
    const synthesis = rehearsal.synthesize((cluster) => { cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet') }); });
    const message = await failure(synthesis, { chartTimeout: 3 });
    const [reason, ...others] = message.trim().split('\n');
    expect(reason).toMatch(/^gave up after 3 s: not ready: NodeClass quiet \(.*SubnetsNotFound: SubnetSelector did not match any Subnets/);
    expect(reason).toMatch(/NodePool batch \(/);
    // The framework says where the log is; nothing else, and no stack.
    expect(others.filter((line) => line !== '')).toEqual([expect.stringMatching(/^Logs: /)]);
    expect(rehearsal.chartEvents).toEqual(['create automode *', 'delete automode']);
    expect(rehearsal.cloudFormation.clusters.size).toBe(0);
    expect(rehearsal.leftovers).toEqual([]);

    rehearsal.notReady.clear();
    await rehearsal.cloudFormation.deploy(synthesis);
    expect([...(await rehearsal.cluster.contents()).keys()].sort()).toEqual(['NodeClass quiet', 'NodePool batch']);
  });

  test('an update that times out goes back to what was there before', async () => {
    const app = (weight: number) => rehearsal.synthesize((cluster) => { cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet'), weight }); });
    await rehearsal.cloudFormation.deploy(app(10));
    const before = await rehearsal.cluster.contents();
    const update = rehearsal.synthesize((cluster) => {
      cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet'), weight: 20 });
      cluster.addNodePool('broken');
    });
    rehearsal.notReady.set('broken', { reason: 'NodePoolValidationFailed', message: 'the NodePool is not valid' });
    expect(await failure(update, { chartTimeout: 3 })).toMatch(/^gave up after 3 s: not ready: NodePool broken \(.*NodePoolValidationFailed/);
    expect(rehearsal.chartEvents).toEqual(['create automode', 'update automode *', 'update automode']);
    expect(await rehearsal.cluster.contents()).toEqual(before);
  });

  test('a creation that fails elsewhere leaves nothing, and what was there before as it was', async () => {
    await rehearsal.cloudFormation.deploy(rehearsal.synthesize((cluster) => { cluster.addNodePool('batch'); }));
    const [path, mine] = ['/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', labels: { by: 'hand' } }, data: { a: '1' } }];
    await rehearsal.cluster.controlPlane.request('POST', path, mine);
    const before = await rehearsal.cluster.contents();
    const message = await failure(rehearsal.synthesize((cluster) => {
      cluster.addNodePool('batch');
      settings({ mine: { a: '1' }, fresh: { b: '2' } })(cluster);
    }), ELSEWHERE);
    expect(message).toBe(ELSEWHERE.failure);
    expect(rehearsal.chartEvents).toEqual(['create automode', 'create settings', 'delete settings']);
    expect(await rehearsal.cluster.contents()).toEqual(before);
    const { metadata, data } = await read('mine');
    expect([metadata!.labels, metadata!.annotations, data]).toEqual([{ by: 'hand' }, undefined, { a: '1' }]);
    expect(await read('fresh')).toMatchObject({ reason: 'NotFound' });
  });

  test('an update that fails elsewhere brings back what was changed and dropped, and removes what was added', async () => {
    await rehearsal.cloudFormation.deploy(rehearsal.synthesize(settings({ same: { a: '1' }, changed: { a: '1', b: '2' }, dropped: { a: '1' } })));
    const before = await rehearsal.cluster.contents();
    await failure(rehearsal.synthesize(settings({ same: { a: '1' }, changed: { a: '9', c: '3' }, added: { a: '1' } })), ELSEWHERE);
    expect(rehearsal.chartEvents).toEqual(['create settings', 'update settings', 'update settings']);
    expect(await rehearsal.cluster.contents()).toEqual(before);

    // The next version starts from what is there.
    await rehearsal.cloudFormation.deploy(rehearsal.synthesize(settings({ same: { a: '2' } })));
    expect([...(await rehearsal.cluster.contents()).keys()]).toEqual(['ConfigMap default/same']);
  });

  test('a construct that is renamed in a deployment that fails elsewhere keeps every object', async () => {
    const app = (id: string) => rehearsal.synthesize((cluster, stack: Stack) => {
      const chart = chartFixture('settings');
      configMap(chart, 'kept', { a: '1' });
      new ProvisionedChart(stack, id, { cluster, chart });
    });
    await rehearsal.cloudFormation.deploy(app('One'));
    const before = (await read('kept')).metadata!.uid;
    await failure(app('Two'), ELSEWHERE);
    expect((await read('kept')).metadata!.uid).toBe(before);
    await rehearsal.cloudFormation.deploy(app('Two'));
    expect((await read('kept')).metadata!.uid).toBe(before);
    expect(rehearsal.chartEvents).toEqual(['create One', 'create Two', 'delete Two', 'create Two', 'delete One']);
  });

  test('a stack whose objects do not go is not deleted, and says what holds them; the next try succeeds', async () => {
    await rehearsal.cloudFormation.deploy(rehearsal.synthesize((cluster) => {
      const chart = chartFixture('settings');
      new ApiObject(chart, 'held', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'held', finalizers: ['example.com/hold'] } });
      cluster.provision(chart);
    }), { chartTimeout: 4 });
    await expect(rehearsal.cloudFormation.destroy({ chartTimeout: 3 })).rejects.toThrow(/gave up after 3 s: not gone: ConfigMap default\/held \(finalizers example\.com\/hold/);
    expect(rehearsal.cloudFormation.clusters.size).toBe(1);
    await rehearsal.cluster.controlPlane.request('PATCH', '/api/v1/namespaces/default/configmaps/held', { metadata: { finalizers: [] } });
    await rehearsal.cloudFormation.destroy();
    expect(rehearsal.chartEvents).toEqual(['create settings', 'delete settings *', 'delete settings']);
    expect(rehearsal.cloudFormation.clusters.size).toBe(0);
    expect(rehearsal.leftovers).toEqual([]);
  });
});
