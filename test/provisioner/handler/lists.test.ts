import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { configMapObject, HandlerFixture } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(60_000);

const LABEL = 'applyset.kubernetes.io/part-of';
/** Path of all objects of a kind, in a namespace or without one. */
const COLLECTION = /^\/(api\/v1|apis\/[^/]+\/[^/]+)(\/namespaces\/[^/]+)?\/[^/]+$/;

const ELSEWHERE = { chart: 'elsewhere', logicalId: 'Elsewhere' };
const configMaps = (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps`;
const CLUSTER_ROLES = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
const role = (name: string): ChartObject => ({ manifest: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules: [] } });

describeWithControlPlane('lists', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;

  beforeAll(async () => { ({ fixture, proxy } = await startBehindProxy({ interval: 50 })); });
  afterAll(() => stopBehindProxy({ fixture, proxy }));

  /** Sends an event, and says of which kinds and namespaces something was listed for it: members, and nothing else. */
  async function listed(...[type, objects]: Parameters<HandlerFixture['send']>): Promise<string[]> {
    proxy.reset();
    await fixture.send(type, objects, { properties: proxy.properties });
    const lists = proxy.requests.filter(({ method, path }) => method === 'GET' && COLLECTION.test(path));
    expect(lists.filter(({ query }) => !query.get('labelSelector')?.includes(LABEL)).map(({ path }) => path)).toEqual([]);
    return [...new Set(lists.map(({ path }) => path))].sort();
  }

  test('are of members, in the kinds and namespaces that the chart has or had', async () => {
    for (const name of ['team', 'other']) {
      await fixture.controlPlane.request('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
    await fixture.send('Create', [configMapObject('settings', {}, 'other')], ELSEWHERE);
    const wide = [configMapObject('settings'), configMapObject('settings', {}, 'team'), role('reader')];
    const all = [configMaps('default'), configMaps('team'), CLUSTER_ROLES];
    expect(await listed('Create', wide)).toEqual(all);
    expect(await listed('Update', wide)).toEqual(all);
    // What it had is looked for once more, to be pruned, and then never again.
    expect(await listed('Update', [configMapObject('settings')])).toEqual(all);
    expect(await listed('Update', [configMapObject('settings', { a: '1' })])).toEqual([configMaps('default')]);
    expect(await listed('Delete', [])).toEqual([configMaps('default')]);
    await fixture.send('Delete', [], ELSEWHERE);
  });
});
