import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { Fault, status } from '../../control-plane/fault';
import { FaultProxy, ProxiedRequest } from '../../control-plane/fault-proxy';
import { configMapObject, customObject, definitionObject, HandlerFixture, nodeClassObject, nodePoolObject, PATHS, SendOptions } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(120_000);

const NAMESPACE: ChartObject = { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } } };
const REFUSED = status('refused', 403, 'Forbidden', 'admission webhook "late" denied the request: not today');

describeWithControlPlane('what CloudFormation rolls back', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;

  beforeAll(async () => { ({ fixture, proxy } = await startBehindProxy({ interval: 50 })); });
  afterAll(() => stopBehindProxy({ fixture, proxy }));
  afterEach(async () => {
    proxy.reset();
    await fixture.send('Delete', []);
  });

  const proxied = (options: SendOptions = {}): SendOptions => ({ ...options, properties: { ...options.properties, ...proxy.properties } });
  /** Whether something is changed for good. */
  const isChange = ({ method, query }: Pick<ProxiedRequest, 'method' | 'query'>) => method !== 'GET' && !query.has('dryRun');
  /** Everything that belongs to a chart, with its contents but for what changes with every write. */
  async function members(): Promise<object[]> {
    const paths = ['/api/v1/configmaps', '/api/v1/namespaces', '/apis/karpenter.sh/v1/nodepools', '/apis/eks.amazonaws.com/v1/nodeclasses',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', '/apis/example.com/v1/parts'];
    const lists = await Promise.all(paths.map((path) => fixture.find(`${path}?labelSelector=applyset.kubernetes.io/part-of`)));
    const items = lists.flatMap((list) => list?.items ?? []);
    return items.map(({ metadata, data, spec }) => ({ name: metadata!.name, labels: metadata!.labels, data, spec }));
  }

  const everything = (value: string): ChartObject[] => [
    NAMESPACE,
    definitionObject('Part'),
    nodeClassObject('quiet'),
    nodePoolObject('batch', 'quiet', { weight: Number(value) }),
    configMapObject('settings', { a: value }, 'team'),
    customObject('Part', 'one', { value }),
  ];

  // Namespace, CRD, NodeClass, NodePool, ConfigMap, custom resource, and the parent before them.
  test.each([1, 2, 3, 4, 5, 6, 7])('a creation leaves nothing, when change %i is refused', async (number) => {
    let count = 0;
    proxy.plan = (request) => isChange(request) && ++count === number ? REFUSED as Fault : undefined;
    expect(await fixture.failure('Create', everything('1'), proxied())).toMatch(/not today/);
    expect(count).toBeGreaterThanOrEqual(number);
    proxy.reset();
    await fixture.send('Delete', [], proxied());
    expect(await members()).toEqual([]);
    expect(await fixture.find(PATHS.parent())).toBeUndefined();
  });

  test.each([1, 2, 3, 4, 5, 6])('an update returns to what was there before, when change %i is refused', async (number) => {
    const old = everything('1');
    const { ResourceProperties: properties } = fixture.event('Create', old);
    await fixture.send('Create', [], { properties });
    const before = await members();
    let count = 0;
    proxy.plan = (request) => isChange(request) && ++count === number ? REFUSED as Fault : undefined;
    const { ResourceProperties: changed } = fixture.event('Update', [...everything('2').filter(({ manifest }) => manifest.kind !== 'NodeClass'), nodeClassObject('loud'), configMapObject('new')]);
    const failing = fixture.failure('Update', [], { properties: { ...changed, ...proxy.properties }, old: properties });
    expect(await failing).toMatch(/not today/);
    proxy.reset();
    await fixture.send('Update', [], { properties, old: changed });
    expect(await members()).toEqual(before);
  });

  test('an update that succeeded returns as well, with what it had removed', async () => {
    const { ResourceProperties: properties } = fixture.event('Create', everything('1'));
    await fixture.send('Create', [], { properties });
    const before = await members();
    await fixture.send('Update', [nodePoolObject('batch', 'default', { weight: 9 }), configMapObject('new')]);
    await fixture.send('Update', [], { properties });
    expect(await members()).toEqual(before);
  });

  test('what a run was to bring is written down before the first object is made, and found by whatever comes next', async () => {
    proxy.plan = (request) => isChange(request) && request.method === 'PATCH' ? REFUSED as Fault : undefined;
    await fixture.failure('Create', everything('1'), proxied());
    expect((await fixture.find(PATHS.parent()))!.metadata!.annotations).toMatchObject({
      'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,CustomResourceDefinition.apiextensions.k8s.io,Namespace,NodeClass.eks.amazonaws.com,'
        + 'NodePool.karpenter.sh,Part.example.com',
      'applyset.kubernetes.io/additional-namespaces': expect.stringContaining('team'),
      'cdk-eks-auto-mode/finished-requests': '',
    });
    expect(await members()).toEqual([]);
  });

  test('objects of every kind that the chart has no more are removed, in the order of a deletion', async () => {
    await fixture.send('Create', everything('1'));
    fixture.log.mockClear();
    await fixture.send('Update', [configMapObject('last')]);
    expect(await members()).toMatchObject([{ name: 'last' }]);
    const asked = fixture.log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ message }) => message === 'deletion asked for').map(({ object }) => object);
    expect(asked).toEqual(['Part default/one', 'ConfigMap team/settings', 'NodePool batch', 'NodeClass quiet', expect.anything(), expect.anything()]);
  });

  describe('an object that two charts claim', () => {
    const THEIRS: SendOptions = { chart: 'theirs', logicalId: 'Theirs' };
    const settings = (value: string) => configMapObject('settings', { a: value });

    test('is of the one that was deployed last, within a stack, and the other one cannot remove it', async () => {
      await fixture.send('Create', [settings('1'), configMapObject('own')]);
      await fixture.send('Create', [settings('2')], THEIRS);
      await fixture.send('Update', [configMapObject('own')]);
      expect(await fixture.find(PATHS.configMap('settings'))).toMatchObject({ data: { a: '2' } });
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeDefined();
      await fixture.send('Update', [settings('2')], THEIRS);
      await fixture.send('Delete', [], THEIRS);
      expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
    });
  });
});
