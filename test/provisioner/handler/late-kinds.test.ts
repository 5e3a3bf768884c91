import { ChartObject } from '../../../src/provisioner/contract';
import { handler } from '../../../src/provisioner/handler/provisioner.lambda';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, customObject, definitionObject, HandlerFixture, nodeClassObject, PATHS } from '../../support/handler-fixture';
import { until } from '../../support/until';

jest.setTimeout(120_000);

/** Milliseconds after which kinds are no longer waited for. */
const PATIENCE = 120_000;

describeWithControlPlane('kinds that come and go', () => {
  let fixture: HandlerFixture;
  let clock: jest.SpyInstance | undefined;
  const stuck = new Set<string>();

  beforeAll(async () => { fixture = await HandlerFixture.start({ interval: 50, neverReady: ({ metadata }) => stuck.has(metadata!.name!) }); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    clock?.mockRestore();
    stuck.clear();
    await fixture.send('Delete', []);
  });

  /** An event for which kinds are missed, and time that passes after the invocation that has missed them first. */
  async function failureAfter(milliseconds: number, ...[type, objects, options]: Parameters<HandlerFixture['failure']>): Promise<string> {
    const now = Date.now.bind(Date);
    fixture.log.mockClear();
    const isPutOff = () => fixture.log.mock.calls.some(([line]) => /"goes on later".*knows no kind/.test(line));
    clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + (isPutOff() ? milliseconds : 0));
    return fixture.failure(type, objects, { timeout: 600, invocation: 1000, ...options });
  }

  /** Somebody else installs a CRD, or takes it away. */
  async function install(kind: string, definition: ChartObject = definitionObject(kind)): Promise<void> {
    await fixture.applyAs('operator', PATHS.definition(kind), definition);
    await until(async () => (await fixture.find(`/apis/example.com/v1/${kind.toLowerCase()}s`)) !== undefined);
  }
  async function uninstall(kind: string, version = 'v1'): Promise<void> {
    await fixture.remove(PATHS.definition(kind));
    await until(async () => (await fixture.find(PATHS.definition(kind))) === undefined
      && (await fixture.controlPlane.request('GET', `/apis/example.com/${version}/${kind.toLowerCase()}s`)).status === 404);
  }

  test('a kind that an operator installs is waited for, and nothing is changed before', async () => {
    const creation = fixture.send('Create', [customObject('Late', 'one', { size: 1 }), configMapObject('settings')], { invocation: 700 });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
    await install('Late');
    await creation;
    expect(await fixture.find(PATHS.custom('Late', 'one'))).toMatchObject({ spec: { size: 1 } });
    await fixture.send('Delete', []);
    await uninstall('Late');
  });

  test('an object of a kind that an operator installs may be in a Namespace of the chart', async () => {
    const namespace: ChartObject = { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'late' } } };
    const { manifest } = customObject('Placed', 'one', { size: 1 });
    const creation = fixture.send('Create', [namespace, { manifest: { ...manifest, metadata: { name: 'one', namespace: 'late' } } }]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await install('Placed');
    await creation;
    expect(await fixture.find('/apis/example.com/v1/namespaces/late/placeds/one')).toMatchObject({ spec: { size: 1 } });
  });

  test('a kind that comes and refuses its object is an error before anything is changed', async () => {
    const creation = fixture.failure('Create', [customObject('Strict', 'one', { size: 'big' }), configMapObject('settings')]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await install('Strict', definitionObject('Strict', { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } } }));
    expect(await creation).toMatch(/^nothing was changed, the cluster refuses 1 of 2 objects: Strict one: .*spec\.size/);
    await uninstall('Strict');
  });

  test('a kind that does not come is an error after two minutes, with what to do', async () => {
    const objects = [customObject('Never', 'one'), configMapObject('settings')];
    expect(await failureAfter(PATIENCE, 'Create', objects))
      .toBe('nothing was changed, Never one: the cluster knows no kind Never of example.com/v1, bring its CRD in this chart or in one that comes before');
    expect(await fixture.find(PATHS.configMap('settings'))).toBeUndefined();
  });

  test('the two minutes begin when it is first missed, not with the event', async () => {
    const creation = fixture.send('Create', [customObject('Late', 'one')], { age: 300, timeout: 600, invocation: 700 });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await install('Late');
    await creation;
    await fixture.send('Delete', []);
    await uninstall('Late');
  });

  test('and end no sooner', async () => {
    expect(await failureAfter(PATIENCE - 10_000, 'Create', [customObject('Never', 'one')], { timeout: 115 })).toMatch(/^gave up after 115 s: Never one: /);
  });

  test('they begin anew where it came and went again', async () => {
    const event = fixture.event('Create', [customObject('Fickle', 'one'), nodeClassObject('quiet')], { timeout: 600 });
    const StartedAt = new Date().toISOString();
    const goesOnLater = async () => {
      expect(await handler({ ...event, StartedAt }, { getRemainingTimeInMillis: () => 33_000 })).toEqual({ IsComplete: false });
      return JSON.parse(fixture.log.mock.calls.at(-1)![0]).reason;
    };
    stuck.add('quiet');
    expect(await goesOnLater()).toMatch(/knows no kind Fickle/);
    await install('Fickle');
    expect(await goesOnLater()).toMatch(/not ready: NodeClass quiet/);
    await uninstall('Fickle');
    const now = Date.now.bind(Date);
    clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + PATIENCE);
    expect(await goesOnLater()).toMatch(/knows no kind Fickle/);
  });

  test('the time of the whole operation counts first', async () => {
    expect(await fixture.failure('Create', [customObject('Never', 'one')], { timeout: 2 })).toMatch(/^gave up after 2 s: Never one: the cluster knows no kind Never/);
  });

  test('what is certain is not waited for', async () => {
    const unknown: ChartObject = { manifest: { apiVersion: 'batch/v7', kind: 'Job', metadata: { name: 'work' } } };
    expect(await fixture.failure('Create', [customObject('Never', 'one'), unknown])).toMatch(
      /^nothing was changed, the cluster refuses 2 of 2 objects: Never one: .*; Job work: the cluster knows no kind Job of batch\/v7/);
  });

  describe('since they were remembered', () => {
    beforeEach(() => fixture.send('Update', [configMapObject('settings')]));

    test('one that has come is found', async () => {
      await install('Fresh');
      await fixture.send('Update', [customObject('Fresh', 'one')]);
      expect(await fixture.find(PATHS.custom('Fresh', 'one'))).toBeDefined();
      await fixture.send('Delete', []);
      await uninstall('Fresh');
    });

    test('objects of one that has come go with their chart', async () => {
      await install('Foreign');
      // As if another process had provisioned it: this one has not heard of the kind.
      const { annotations, labels } = (await fixture.find(PATHS.parent()))!.metadata!;
      const own = customObject('Foreign', 'one');
      await fixture.applyAs('cdk-eks-auto-mode', PATHS.custom('Foreign', 'one'), {
        manifest: { ...own.manifest, metadata: { name: 'one', labels: { 'applyset.kubernetes.io/part-of': labels!['applyset.kubernetes.io/id'] } } },
      });
      const kinds = `${annotations!['applyset.kubernetes.io/contains-group-kinds']},Foreign.example.com`;
      await fixture.patch(PATHS.parent(), { metadata: { annotations: { 'applyset.kubernetes.io/contains-group-kinds': kinds, 'applyset.kubernetes.io/additional-namespaces': 'default' } } });
      await fixture.send('Delete', []);
      expect(await fixture.find(PATHS.custom('Foreign', 'one'))).toBeUndefined();
      await uninstall('Foreign');
    });

    test('one that has gone is an error like one that was never there, at once', async () => {
      await install('Gone');
      await fixture.send('Update', [customObject('Gone', 'one')]);
      await fixture.send('Update', [configMapObject('settings')]);
      await uninstall('Gone');
      const start = performance.now();
      expect(await failureAfter(PATIENCE, 'Update', [customObject('Gone', 'one')]))
        .toMatch(/^nothing was changed, Gone one: the cluster knows no kind Gone of example\.com\/v1/);
      expect(performance.now() - start).toBeLessThan(10_000);
    });

    test('one that is no longer served in the version of an object is an error at once', async () => {
      const versioned = (...names: string[]): ChartObject => {
        const { manifest } = definitionObject('Ageing');
        const spec = manifest.spec as any;
        const versions = ['v1', 'v2'].map((name) => ({ ...spec.versions[0], name, served: names.includes(name), storage: name === 'v2' }));
        return { manifest: { ...manifest, spec: { ...spec, versions } } };
      };
      await install('Ageing', versioned('v1', 'v2'));
      await fixture.send('Update', [customObject('Ageing', 'one')]);
      await fixture.applyAs('operator', PATHS.definition('Ageing'), versioned('v2'));
      await until(async () => (await fixture.controlPlane.request('GET', '/apis/example.com/v1/ageings')).status === 404);
      const start = performance.now();
      expect(await failureAfter(PATIENCE, 'Update', [customObject('Ageing', 'one', { size: 2 })]))
        .toMatch(/^nothing was changed, Ageing one: the cluster knows no kind Ageing of example\.com\/v1/);
      expect(performance.now() - start).toBeLessThan(10_000);
      await fixture.send('Delete', []);
      await uninstall('Ageing', 'v2');
    });

    test('one that changed its place is found there, and its objects in the chart go', async () => {
      const versioned = (name: string): ChartObject => {
        const { manifest } = definitionObject('Moving');
        const spec = manifest.spec as any;
        return { manifest: { ...manifest, spec: { ...spec, versions: [{ ...spec.versions[0], name }] } } };
      };
      await install('Moving', versioned('v1'));
      await fixture.send('Update', [customObject('Moving', 'one')]);
      await uninstall('Moving');
      await fixture.applyAs('operator', PATHS.definition('Moving'), versioned('v2'));
      await until(async () => (await fixture.find('/apis/example.com/v2/movings')) !== undefined);
      const two = (name: string): ChartObject => ({ manifest: { ...customObject('Moving', name).manifest, apiVersion: 'example.com/v2' } });
      await fixture.send('Update', [two('one'), two('other')]);
      expect(await fixture.find('/apis/example.com/v2/namespaces/default/movings/one')).toBeDefined();
      await fixture.send('Delete', []);
      expect(await fixture.find('/apis/example.com/v2/namespaces/default/movings/one')).toBeUndefined();
      await uninstall('Moving');
    });
  });
});
