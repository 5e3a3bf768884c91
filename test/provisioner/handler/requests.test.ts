import { setTimeout as delay } from 'timers/promises';
import { ChartEvent, ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { PASSING_FAULTS, status } from '../../control-plane/fault';
import { FaultProxy, ProxiedRequest } from '../../control-plane/fault-proxy';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS, SendOptions, STACK } from '../../support/handler-fixture';
import { Completion, PlayedInvocation } from '../../support/played-invocation';

jest.setTimeout(120_000);

const OLDER = 'a newer request for this chart has begun';
const SETTINGS = PATHS.configMap('settings');
const settings = (value: string) => configMapObject('settings', { a: value });

describeWithControlPlane('requests for one chart', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;
  let sleep: jest.SpyInstance;
  let clock = 0;

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ interval: 50 });
    proxy = await FaultProxy.start(fixture.controlPlane);
    fixture.log.mockImplementation(() => {});
    sleep = PlayedInvocation.shortenPauses(5);
  });
  afterAll(async () => {
    sleep?.mockRestore();
    await proxy?.stop();
    await fixture?.stop();
  });
  afterEach(async () => {
    proxy.reset();
    await complete(event('Delete', []));
    await fixture.controlPlane.request('DELETE', SETTINGS);
    expect(await fixture.find(PATHS.parent())).toBeUndefined();
  });

  /** An event that has been accepted, each later than the one before. */
  function event(requestType: ChartEvent['RequestType'], objects: ChartObject[], options: SendOptions = {}): ChartEvent {
    clock = Math.max(clock + 1, Date.now());
    return {
      ...fixture.event(requestType, objects, { ...options, properties: { ...proxy.properties, ...options.properties } }),
      PhysicalResourceId: options.physicalId ?? `test-cluster/kube-system/cdk-eks-auto-mode.${options.chart ?? 'chart'}`,
      StartedAt: new Date(clock).toISOString(),
    };
  }

  async function complete(accepted: ChartEvent): Promise<Completion> {
    for (;;) {
      const completion = await new PlayedInvocation(accepted).run();
      if (completion?.IsComplete) { return completion; }
    }
  }

  const value = async () => ((await fixture.find(SETTINGS))?.data as { a?: string } | undefined)?.a;
  const versionOf = async (path: string) => (await fixture.find(path))?.metadata!.resourceVersion;
  /** The same event, delivered once more. */
  const again = (accepted: ChartEvent): ChartEvent => ({ ...accepted, StartedAt: new Date(clock = Math.max(clock + 1, Date.now())).toISOString() });

  const isTried = ({ method, path, query }: ProxiedRequest) => method === 'PATCH' && path === SETTINGS && query.has('dryRun');
  const isApplied = ({ method, path, query }: ProxiedRequest) => method === 'PATCH' && path === SETTINGS && !query.has('dryRun');
  const isWritten = ({ method, path }: ProxiedRequest) => method === 'PUT' && path === PATHS.parent();
  /** For what is to be pruned, which takes metadata only: pages are longer than those of the first look. */
  const isLastLook = ({ method, path, query }: ProxiedRequest) =>
    method === 'GET' && path.endsWith('/configmaps') && query.get('labelSelector')?.startsWith('applyset.kubernetes.io/part-of=') && query.get('limit') === '250';

  /** Holds up the first request of a kind until it is told to let it go on. */
  function hold(isHeld: (request: ProxiedRequest) => boolean): { arrived: Promise<void>; release: () => void } {
    let release = () => {};
    const released = new Promise<void>((resolve) => { release = resolve; });
    const arrived = new Promise<void>((resolve) => {
      proxy.onRequest = async (request) => {
        if (!isHeld(request)) { return; }
        proxy.onRequest = () => {};
        resolve();
        await released;
      };
    });
    return { arrived, release };
  }

  describe('that come twice', () => {
    test.each(['Create', 'Update'] as const)('one after another, are answered alike without another change: %s', async (requestType) => {
      await complete(event('Create', [configMapObject('before')]));
      const first = event(requestType, [settings('1')], { outputs: { Value: { object: 0, path: 'data.a' } } });
      const answer = await complete(first);
      const versions = [await versionOf(SETTINGS), await versionOf(PATHS.parent())];
      expect(await complete(again(first))).toEqual(answer);
      expect([await versionOf(SETTINGS), await versionOf(PATHS.parent())]).toEqual(versions);
    });

    test('after a newer one, change nothing', async () => {
      const first = event('Create', [settings('1')]);
      await complete(first);
      await complete(event('Update', [settings('2')]));
      await complete(again(first));
      expect(await value()).toBe('2');
    });

    test('after a newer one, though they failed before, change nothing', async () => {
      const failing = event('Create', [settings('1')]);
      proxy.plan = (request) => isApplied(request) ? status('refused', 422, 'Invalid', 'ConfigMap "settings" is invalid: refused') : undefined;
      await expect(complete(failing)).rejects.toThrow('refused');
      proxy.reset();
      await complete(event('Update', [settings('2')]));
      await expect(complete(again(failing))).rejects.toThrow(OLDER);
      expect(await value()).toBe('2');
    });

    test.each(['Create', 'Update', 'Delete'] as const)('at once, end as one does: %s', async (requestType) => {
      if (requestType !== 'Create') { await complete(event('Create', [settings('1'), configMapObject('dropped')])); }
      const objects = requestType === 'Delete' ? [] : [settings('2'), ...Array.from({ length: 20 }, (_, index) => configMapObject(`many-${index}`))];
      const first = event(requestType, objects);
      const answers = await Promise.all([first, again(first), again(first)].map(complete));
      expect(answers).toEqual(answers.map(() => ({ IsComplete: true, ...requestType !== 'Delete' && { Data: {} } })));
      expect(await value()).toBe(requestType === 'Delete' ? undefined : '2');
      expect(await fixture.find(PATHS.configMap('dropped'))).toBeUndefined();
      // What one of them made is not taken for what was there before.
      await complete(event('Delete', []));
      expect(await fixture.find(PATHS.configMap('many-7'))).toBeUndefined();
    });
  });

  describe('of which the newer one comes while the older one is at work:', () => {
    test.each([['tries', isTried], ['writes down what it is going to do', isWritten]])('the older one %s, and does nothing more', async (_, isHeld) => {
      await complete(event('Create', [settings('1')]));
      const older = event('Update', [settings('older'), configMapObject('of-the-older')]);
      const { arrived, release } = hold(isHeld);
      const atWork = new PlayedInvocation(older).run();
      await arrived;
      await complete(event('Update', [settings('newer')]));
      release();
      expect(await atWork).toEqual({ IsComplete: false });
      await expect(complete(older)).rejects.toThrow(OLDER);
      expect(await value()).toBe('newer');
      expect(await fixture.find(PATHS.configMap('of-the-older'))).toBeUndefined();
    });

    test('the older one is between two steps, and does not take the next one', async () => {
      await complete(event('Create', [settings('1')]));
      const older = event('Update', [configMapObject('first'), { ...settings('older'), after: [[0, 0]] }]);
      const { arrived, release } = hold(({ method, path, query }) => method === 'PATCH' && path === PATHS.configMap('first') && !query.has('dryRun'));
      const atWork = new PlayedInvocation(older).run();
      await arrived;
      await complete(event('Update', [settings('newer')]));
      await delay(2100); // so often it looks
      release();
      expect(await atWork).toEqual({ IsComplete: false });
      expect(await value()).toBe('newer');
    });

    test('the older one tries again and again, and stops', async () => {
      await complete(event('Create', [settings('1')]));
      const older = event('Update', [settings('older')]);
      proxy.plan = (request) => isApplied(request) ? PASSING_FAULTS['503'](request) : undefined;
      const atWork = new PlayedInvocation(older).run();
      await delay(500);
      const { endpoint: ClusterEndpoint, certificateAuthorityData: ClusterCertificateAuthority } = fixture.controlPlane;
      await complete(event('Update', [settings('newer')], { properties: { ClusterEndpoint, ClusterCertificateAuthority } }));
      await delay(2100);
      proxy.plan = () => undefined;
      expect(await atWork).toEqual({ IsComplete: false });
      expect(await value()).toBe('newer');
    });

    test('a change of the older one arrives late, is seen, and made good', async () => {
      await complete(event('Create', [settings('1')]));
      const { arrived, release } = hold(isApplied);
      const atWork = new PlayedInvocation(event('Update', [settings('older')])).run();
      await arrived;
      proxy.onRequest = async (request) => {
        if (!isLastLook(request)) { return; }
        proxy.onRequest = () => {};
        release();
        await atWork;
      };
      await complete(event('Update', [settings('newer')]));
      expect(await value()).toBe('newer');
    });

    test('a creation is still asked for when its rollback has removed everything', async () => {
      const creation = event('Create', [settings('1')]);
      const { arrived, release } = hold(isTried);
      const atWork = new PlayedInvocation(creation).run();
      await arrived;
      // CloudFormation makes up an id for what has not answered when something else fails.
      await complete(event('Delete', [], { physicalId: 'Stack-Chart-1A2B3C' }));
      release();
      expect(await atWork).toEqual({ IsComplete: false });
      await expect(complete(creation)).rejects.toThrow(OLDER);
      expect(await value()).toBeUndefined();
      expect(await fixture.find(PATHS.parent())).toBeUndefined();
    });

    test('another chart may take the name of one whose creation was rolled back so', async () => {
      await complete(event('Delete', [], { physicalId: 'Stack-Chart-1A2B3C' }));
      expect(await fixture.find(PATHS.parent())).toBeDefined();
      await complete(event('Create', [settings('1')], { stack: `${STACK}-other` }));
      expect(await value()).toBe('1');
      await complete(event('Delete', [], { stack: `${STACK}-other` }));
    });

    test('a creation that took a chart over is rolled back while it is still asked for, and leaves it to whom it belonged', async () => {
      await complete(event('Create', [settings('1')], { logicalId: 'Old' }));
      const creation = event('Create', [settings('2')]);
      const { arrived, release } = hold(isApplied);
      const atWork = new PlayedInvocation(creation).run();
      await arrived;
      await complete(event('Delete', [], { physicalId: 'Stack-Chart-1A2B3C' }));
      release();
      await atWork;
      await expect(complete(creation)).rejects.toThrow(OLDER);
      expect((await fixture.find(PATHS.parent()))!.metadata!.annotations).toMatchObject({ 'cdk-eks-auto-mode/owner': `${STACK}/Old` });
      await complete(event('Delete', [], { logicalId: 'Old' }));
    });

    test.each([['loads the chart', undefined], ['tries', isTried]])('a creation that %s, and would take a chart over, is rolled back, and leaves it', async (_, isHeld) => {
      await complete(event('Create', [settings('1')], { logicalId: 'Old' }));
      const creation = event('Create', [settings('2')]);
      const { arrived, release } = hold(isHeld ?? (() => false));
      const atWork = isHeld && new PlayedInvocation(creation).run();
      await (isHeld && arrived);
      await complete(event('Delete', [], { physicalId: 'Stack-Chart-1A2B3C' }));
      release();
      expect(await atWork).toEqual(isHeld && { IsComplete: false });
      await expect(complete(creation)).rejects.toThrow(OLDER);
      expect(await value()).toBe('1');
      expect((await fixture.find(PATHS.parent()))!.metadata!.annotations).toMatchObject({ 'cdk-eks-auto-mode/owner': `${STACK}/Old` });

      // The old one goes on, whenever its request came, and another try moves the chart.
      const { annotations } = (await fixture.find(PATHS.parent()))!.metadata!;
      await complete({ ...event('Update', [settings('3')], { logicalId: 'Old' }), StartedAt: annotations!['cdk-eks-auto-mode/started-at'] });
      await expect(complete(creation)).rejects.toThrow(OLDER);
      expect(await value()).toBe('3');
      await complete(event('Create', [settings('4')]));
      expect(await value()).toBe('4');
      expect((await fixture.find(PATHS.parent()))!.metadata!.annotations).not.toHaveProperty('cdk-eks-auto-mode/cancelled');
      await complete(event('Delete', [], { logicalId: 'Old' }));
      expect(await value()).toBe('4');
    });
  });

  describe('of which the older one gives the chart another name:', () => {
    const OLD: SendOptions = { chart: 'old' };
    const setOf = async () => (await fixture.find(SETTINGS))?.metadata!.labels!['applyset.kubernetes.io/part-of'];
    const renamed = ({ ResourceProperties: old }: ChartEvent) => event('Update', [configMapObject('first'), { ...settings('2'), after: [[0, 0]] }], { old });
    const isFirst = ({ method, path, query }: ProxiedRequest) => method === 'PATCH' && path === PATHS.configMap('first') && !query.has('dryRun');

    test.each<[string, ((request: ProxiedRequest) => boolean) | undefined]>([
      ['has not begun', undefined],
      ['tries', isTried],
      ['is between two steps', isFirst],
      ['has sent a change, which arrives late', isApplied],
    ])('it %s, and stops when that is rolled back', async (_, isHeld) => {
      const creation = event('Create', [settings('1')], OLD);
      await complete(creation);
      const set = await setOf();
      const older = renamed(creation);
      const { arrived, release } = hold(isHeld ?? (() => false));
      const atWork = isHeld && new PlayedInvocation(older).run().catch((error: Error) => error.message);
      await (isHeld && arrived);
      const rollback = { ...event('Update', [], { ...OLD, old: older.ResourceProperties }), ResourceProperties: creation.ResourceProperties };
      if (isHeld === isApplied) {
        proxy.onRequest = async (request) => {
          if (!isLastLook(request)) { return; }
          proxy.onRequest = () => {};
          release();
          await atWork;
        };
      }
      await complete(rollback);
      if (isHeld === isFirst) { await delay(2100); } // so often it looks
      release();
      expect(await atWork).toBe(isHeld && OLDER);
      await expect(complete(older)).rejects.toThrow(OLDER);
      expect([await value(), await setOf()]).toEqual(['1', set]);
      await complete(event('Delete', [], OLD));
      expect(await value()).toBeUndefined();
    });

    test('it succeeds when nothing else comes, also where another construct has the old name by now', async () => {
      const creation = event('Create', [settings('1')], OLD);
      await complete(creation);
      const older = renamed(creation);
      await complete(event('Create', [configMapObject('other')], { ...OLD, logicalId: 'Other' }));
      await complete(older);
      expect(await value()).toBe('2');
      await complete(event('Delete', [], OLD));
      expect(await value()).toBe('2');
      await complete(event('Delete', [], { ...OLD, logicalId: 'Other' }));
    });
  });

  test('of two stacks at the same time do not disturb each other', async () => {
    const lives = ['one', 'two'].map(async (chart) => {
      const options = { chart, stack: `${STACK}-${chart}` };
      const objects = (content: string) => [nodeClassObject(chart), ...Array.from({ length: 10 }, (_, index) => configMapObject(`${chart}-${index}`, { content }))];
      for (const [requestType, content] of [['Create', '1'], ['Update', '2'], ['Update', '3']] as const) {
        await complete(event(requestType, objects(content), options));
        for (let index = 0; index < 10; index++) { expect((await fixture.find(PATHS.configMap(`${chart}-${index}`)))?.data).toEqual({ content }); }
      }
      await complete(event('Delete', [], options));
      expect(await fixture.find(PATHS.configMap(`${chart}-0`))).toBeUndefined();
    });
    await Promise.all(lives);
  });

  test('go on where they were after each end of an invocation, in another process', async () => {
    const creation = event('Create', [nodeClassObject('quiet'), ...Array.from({ length: 150 }, (_, index) => configMapObject(`many-${index}`, { a: '1' }))]);
    let applied = 0;
    proxy.onRequest = async (request) => {
      if (request.method !== 'PATCH' || request.query.has('dryRun')) { return; }
      applied++;
      await delay(20);
    };
    let invocations = 0;
    let completion: Completion | undefined;
    do {
      PlayedInvocation.restartProcess();
      completion = await new PlayedInvocation(creation, 40 + 50 * invocations++).run();
    } while (!completion?.IsComplete);
    expect(invocations).toBeGreaterThan(2);
    // What is there as it should be is left alone.
    expect(applied).toBeLessThan(220);
    for (let index = 0; index < 150; index++) { expect(await fixture.find(PATHS.configMap(`many-${index}`))).toBeDefined(); }
  });

  test('are finished by a process that remembers kinds from before the chart brought one', async () => {
    await complete(event('Create', [settings('1')], { chart: 'first' }));
    const memory = PlayedInvocation.restartProcess();
    await complete(event('Create', [definition('Sprocket')], { chart: 'definition' }));
    await complete(event('Create', [{ manifest: { apiVersion: 'example.com/v1', kind: 'Sprocket', metadata: { name: 'one' } } }]));
    expect(await fixture.find('/apis/example.com/v1/namespaces/default/sprockets/one')).toBeDefined();
    PlayedInvocation.restartProcess(memory);
    await complete(event('Delete', []));
    expect(await fixture.find('/apis/example.com/v1/namespaces/default/sprockets/one')).toBeUndefined();
    for (const chart of ['definition', 'first']) { await complete(event('Delete', [], { chart })); }
  });
});

function definition(kind: string): ChartObject {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    manifest: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.example.com` },
      spec: { group: 'example.com', scope: 'Namespaced', names: { kind, plural }, versions: [{ name: 'v1', served: true, storage: true, schema }] },
    },
  };
}
