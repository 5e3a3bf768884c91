import { ChartProperties } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { configMapObject, HandlerFixture, PATHS, SendOptions } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');

describeWithControlPlane('objects that did not change', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;

  beforeAll(async () => { ({ fixture, proxy } = await startBehindProxy()); });
  afterAll(() => stopBehindProxy({ fixture, proxy }));
  beforeEach(() => proxy.reset());
  afterEach(() => fixture.send('Delete', []));

  const objects = (changed: string) => [
    configMapObject('changed', { a: changed }),
    ...Array.from({ length: 20 }, (_, index) => configMapObject(`same-${index}`, { a: '1' })),
  ];
  /** Sends an event, and says which changes of objects it tried and made. */
  async function writes(...[type, chart, options]: Parameters<HandlerFixture['send']>): Promise<{ tried: string[]; applied: string[] }> {
    proxy.reset();
    await fixture.send(type, chart, { ...options, properties: proxy.properties } as SendOptions);
    const patches = proxy.requests.filter(({ method }) => method === 'PATCH');
    const names = (isTrial: boolean) => patches.filter(({ query }) => query.has('dryRun') === isTrial).map(({ path }) => path.split('/').pop()!);
    return { tried: names(true), applied: names(false) };
  }

  test('are neither tried nor applied', async () => {
    expect(await writes('Create', objects('1'))).toMatchObject({ tried: { length: 21 }, applied: { length: 21 } });
    expect(await writes('Update', objects('2'))).toEqual({ tried: ['changed'], applied: ['changed'] });
    expect(await fixture.find(PATHS.configMap('changed'))).toMatchObject({ data: { a: '2' } });
  });

  test('are applied without a trial where somebody removed something of them', async () => {
    await fixture.send('Create', objects('1'));
    await fixture.patch(PATHS.configMap('same-3'), { data: { a: null } });
    expect(await writes('Update', objects('1'))).toEqual({ tried: [], applied: ['same-3'] });
    expect(await fixture.find(PATHS.configMap('same-3'))).toMatchObject({ data: { a: '1' } });
  });

  test('are made anew where somebody deleted them', async () => {
    await fixture.send('Create', objects('1'));
    await fixture.remove(PATHS.configMap('same-3'));
    expect(await writes('Update', objects('1'))).toEqual({ tried: ['same-3'], applied: ['same-3'] });
    expect(await fixture.find(PATHS.configMap('same-3'))).toMatchObject({ data: { a: '1' } });
  });

  test('keep what others added to them', async () => {
    await fixture.send('Create', [configMapObject('settings', { a: '1' })]);
    await fixture.patch(SETTINGS, { metadata: { labels: { team: 'theirs' } }, data: { b: '2' } });
    await fixture.send('Update', [configMapObject('settings', { a: '1' })]);
    expect(await fixture.find(SETTINGS)).toMatchObject({ metadata: { labels: { team: 'theirs' } }, data: { a: '1', b: '2' } });
  });

  describe('and that somebody gave another value', () => {
    const drifted = async (properties?: ChartProperties) => {
      await fixture.send('Create', objects('1'), { properties });
      await fixture.patch(PATHS.configMap('same-3'), { data: { a: 'theirs' } });
    };

    test('are a conflict with the ways out, before anything else is changed', async () => {
      await drifted();
      expect(await fixture.failure('Update', objects('2'))).toMatch(
        /ConfigMap same-3: .*conflict with "kubectl-edit".*\.data\.a.*: leave these fields out of the chart, let whoever has them give them up, or take them over with forceConflicts$/);
      expect(await fixture.find(PATHS.configMap('changed'))).toMatchObject({ data: { a: '1' } });
    });

    test('do not stop the rollback of the update that failed for it', async () => {
      const before = fixture.event('Create', objects('1')).ResourceProperties;
      await drifted(before);
      await fixture.failure('Update', objects('2'));
      await fixture.send('Update', objects('1'), { properties: before });
      expect(await fixture.find(PATHS.configMap('same-3'))).toMatchObject({ data: { a: 'theirs' } });
      expect(fixture.log.mock.calls.join('\n')).toContain('left as others changed it');
    });

    test('are brought back where the chart takes fields over', async () => {
      await drifted();
      await fixture.send('Update', objects('1'), { properties: { Force: 'true' } });
      expect(await fixture.find(PATHS.configMap('same-3'))).toMatchObject({ data: { a: '1' } });
    });
  });
});
