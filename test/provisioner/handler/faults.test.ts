import { Deadline } from '../../../src/provisioner/handler/control-flow/deadline';
import { describeWithControlPlane } from '../../control-plane/describe';
import { Fault, PASSING_FAULTS, PASSING_FAULTS_OF_WRITES, status } from '../../control-plane/fault';
import { FaultProxy, ProxiedRequest } from '../../control-plane/fault-proxy';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS, SendOptions } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(300_000);

const SETTINGS = PATHS.configMap('settings');
const settings = (value: string) => configMapObject('settings', { a: value });

describeWithControlPlane('behind a proxy that lets things go wrong', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;
  let sleep: jest.SpyInstance<Promise<boolean>, Parameters<Deadline['sleep']>>;

  beforeAll(async () => { ({ fixture, proxy } = await startBehindProxy({ interval: 50 })); });
  afterAll(() => stopBehindProxy({ fixture, proxy }));
  beforeEach(() => {
    const original = Deadline.prototype.sleep;
    // Pauses are judged by their lengths, not waited for.
    sleep = jest.spyOn(Deadline.prototype, 'sleep').mockImplementation(function (this: Deadline, milliseconds, signal) {
      return original.call(this, milliseconds / 10, signal);
    });
  });
  afterEach(async () => {
    sleep.mockRestore();
    proxy.reset();
    await fixture.send('Delete', []);
    await fixture.controlPlane.request('DELETE', SETTINGS);
  });

  const options = (more: SendOptions = {}): SendOptions => ({ ...more, properties: { ...proxy.properties, ...more.properties } });
  const send = async (...[type, objects, more]: Parameters<HandlerFixture['send']>) => fixture.send(type, objects, options(more));
  const failure = async (...[type, objects, more]: Parameters<HandlerFixture['failure']>) => fixture.failure(type, objects, options(more));
  const value = async () => (await fixture.find(SETTINGS))?.data;

  /** Something goes wrong with each request the first time it comes. */
  function onceEach(faultOf: (request: ProxiedRequest) => Fault | undefined): void {
    const seen = new Set<string>();
    proxy.plan = (request) => {
      const key = `${request.method} ${request.path}?${request.query}`;
      if (seen.has(key)) { return undefined; }
      seen.add(key);
      return faultOf(request);
    };
  }

  /** Events of each type; in each of them something goes wrong with each request the first time it comes. */
  async function liveThrough(faultOf: (request: ProxiedRequest) => Fault | undefined = () => undefined): Promise<void> {
    onceEach(faultOf);
    await send('Create', [settings('1'), nodeClassObject('quiet')]);
    expect(await value()).toEqual({ a: '1' });
    onceEach(faultOf);
    await send('Update', [settings('2')]);
    expect(await value()).toEqual({ a: '2' });
    expect(await fixture.find(PATHS.nodeClass('quiet'))).toBeUndefined();
    onceEach(faultOf);
    await send('Delete', []);
    expect(await value()).toBeUndefined();
    expect(await fixture.find(PATHS.parent())).toBeUndefined();
  }

  describe('what passes is tried again:', () => {
    test.each(Object.entries(PASSING_FAULTS))('%s, of every request', async (_, faultOf) => {
      await liveThrough(faultOf);
      expect(proxy.injectedCount).toBeGreaterThanOrEqual(20);
    });

    test.each(Object.entries(PASSING_FAULTS_OF_WRITES))('%s, of every change', async (_, faultOf) => {
      await liveThrough((request) => request.method === 'GET' ? undefined : faultOf(request));
      expect(proxy.injectedCount).toBeGreaterThan(8);
    });

    test('connections that are broken before anything is said', async () => {
      proxy.breaksConnection = (number) => number % 4 !== 0;
      await liveThrough();
      expect(proxy.injectedCount).toBeGreaterThan(5);
    });

    test('connections that are refused, for a while', async () => {
      const refused = proxy.refuseFor(500);
      await send('Create', [settings('1')]);
      await refused;
      expect(await value()).toEqual({ a: '1' });
    });

    test('a path that one of several API servers does not serve yet', async () => {
      let missing = 3;
      proxy.plan = ({ method, path }) => method === 'PATCH' && path === PATHS.nodeClass('quiet') && missing-- > 0
        ? { name: 'no such path', does: 'answer', forwards: false, status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' }
        : undefined;
      await send('Create', [nodeClassObject('quiet')]);
      expect(proxy.injectedCount).toBe(3);
    });

    test('an object that was changed while the server merged', async () => {
      onceEach(({ method }) => method === 'PATCH' ? status('changed meanwhile', 409, 'Conflict', 'Operation cannot be fulfilled on configmaps "settings": '
        + 'the object has been modified; please apply your changes to the latest version and try again') : undefined);
      await send('Create', [settings('1')]);
      expect(proxy.injectedCount).toBe(2);
    });

    describe('a list whose beginning the server has forgotten, from the beginning:', () => {
      const many = (length: number, a: string) => Array.from({ length }, (__, index) => configMapObject(`settings-${index}`, { a }));
      const forgotten = () => onceEach(({ query }) => query.has('continue')
        ? status('410', 410, 'Expired', 'The provided continue parameter is too old to display a consistent list result.') : undefined);

      test('of the members', async () => {
        await send('Create', many(101, '1'));
        forgotten();
        await send('Update', many(101, '2'));
        expect(proxy.injectedCount).toBeGreaterThan(0);
        expect((await fixture.find(PATHS.configMap('settings-100')))?.data).toEqual({ a: '2' });
      });

      test('of what is waited for', async () => {
        fixture.log.mockClear();
        forgotten();
        await send('Create', many(251, '1'), { properties: { WaitFor: ['*'] } });
        const reasons = fixture.log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ message }) => message === 'goes on later').map(({ reason }) => reason);
        expect(reasons[0]).toBe('the list of ConfigMap took too long');
        expect(reasons.length).toBeGreaterThan(1);
      });
    });
  });

  describe('what is final is asked for once:', () => {
    const conflict = { causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "somebody-else" using v1', field: '.data.a' }] };
    const cases: [string, Fault & { does: 'answer' }][] = [
      ['400', status('400', 400, 'BadRequest', 'duplicate key')],
      ['403 of admission', status('403', 403, 'Forbidden', 'configmaps "settings" is forbidden: policy says no')],
      ['404 of a namespace', status('404', 404, 'NotFound', 'namespaces "default" not found')],
      ['409 of managers', status('409', 409, 'Conflict', 'Apply failed with 1 conflict: conflict with "somebody-else": .data.a', conflict)],
      ['413', status('413', 413, 'RequestEntityTooLarge', 'limit is 3145728')],
      ['422', status('422', 422, 'Invalid', 'ConfigMap "settings" is invalid: data: Forbidden: field is immutable when `immutable` is set')],
      ['500 of types', status('500', 500, undefined, 'failed to create typed patch object (default/settings; /v1, Kind=ConfigMap): .dta: field not declared in schema')],
    ];

    test.each(cases)('%s, when it is tried', async (_, fault) => {
      proxy.plan = ({ method, path }) => method === 'PATCH' && path === SETTINGS ? fault : undefined;
      const message = await failure('Create', [settings('1')]);
      expect(message).toMatch(/^nothing was changed, /);
      expect(message).toContain(JSON.parse(fault.body).message);
      expect(proxy.requests.filter(({ path }) => path === SETTINGS)).toHaveLength(1);
    });

    test.each(cases)('%s, when it is applied', async (_, fault) => {
      proxy.plan = ({ method, path, query }) => method === 'PATCH' && path === SETTINGS && !query.has('dryRun') ? fault : undefined;
      expect(await failure('Create', [settings('1')])).toContain(JSON.parse(fault.body).message);
      expect(proxy.injectedCount).toBe(1);
    });

    test('and what else is under way does not hide it', async () => {
      proxy.plan = ({ method, path, query }) => {
        if (method !== 'PATCH' || query.has('dryRun')) { return undefined; }
        return path === SETTINGS ? cases[5][1] : PASSING_FAULTS['500']({ method, path });
      };
      const start = Date.now();
      expect(await failure('Create', [configMapObject('first'), settings('1')], { timeout: 60 })).toContain('field is immutable');
      expect(Date.now() - start).toBeLessThan(10_000);
    });
  });

  describe('pauses', () => {
    test('last as long as the server asks for', async () => {
      let busy = 2;
      proxy.plan = (request) => request.path === '/apis' && busy-- > 0 ? PASSING_FAULTS['429, after a second'](request) : undefined;
      await send('Create', [settings('1')]);
      const pauses = sleep.mock.calls.map(([milliseconds]) => milliseconds).filter((milliseconds) => milliseconds >= 1000);
      expect(pauses).toHaveLength(2);
    });

    test('that the server wants longer than there is time leave the rest to a later invocation', async () => {
      proxy.plan = (request) => ({ ...PASSING_FAULTS['429, at once'](request), headers: { 'retry-after': '3600' } } as Fault);
      expect(await failure('Create', [settings('1')], { timeout: 1 })).toMatch(/^gave up after 1 s: GET \/apis?: the server has received too many requests/);
    });
  });

  describe('access', () => {
    test('is asked for with a new token after a 401', async () => {
      sleep.mockRestore(); // tokens of one second are the same
      let refused = 8;
      proxy.plan = (request) => refused-- > 0 ? PASSING_FAULTS['401'](request) : undefined;
      await send('Create', [settings('1')]);
      const [first, last] = [proxy.requests[0], proxy.requests.at(-1)!];
      expect(first.authorization).toMatch(/^Bearer k8s-aws-v1\./);
      expect(last.authorization).not.toBe(first.authorization);
    });

    test('that never comes is an error once, not for one object after another', async () => {
      let now = Date.now();
      const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
      sleep.mockImplementation(async (milliseconds) => { now += milliseconds; return true; });
      proxy.plan = (request) => request.method === 'PATCH' ? PASSING_FAULTS['403 of RBAC'](request) : undefined;
      const start = now;
      try {
        const names = Array.from({ length: 64 }, (__, index) => `settings-${index}`);
        expect(await failure('Create', names.map((name) => configMapObject(name)), { timeout: 3600, invocation: 300_000 }))
          .toMatch(/^nothing was changed, the cluster refuses 64 of 64 objects: .* cannot patch resource "configmaps"/);
      } finally {
        clock.mockRestore();
      }
      expect(now - start).toBeLessThan(200_000);
    });
  });

  describe('the handler gives up in time, with the last error,', () => {
    test('when nothing but errors come', async () => {
      proxy.plan = PASSING_FAULTS['503 of a load balancer'];
      expect(await failure('Create', [settings('1')], { timeout: 2 })).toMatch(/^gave up after 2 s: GET \/apis?: .*503 Service Temporarily Unavailable/);
    });

    test('when nothing comes at all', async () => {
      proxy.plan = () => ({ name: 'hang', does: 'hang', forwards: false });
      const start = Date.now();
      expect(await failure('Create', [settings('1')], { timeout: 2 })).toMatch(/^gave up after 2 s: GET \/apis?: no answer from 127\.0\.0\.1:\d+: nothing came for /);
      expect(Date.now() - start).toBeLessThan(10_000);
    });

    test('and an answer that hangs once is asked for again', async () => {
      let hanging = 1;
      proxy.plan = () => hanging-- > 0 ? { name: 'hang', does: 'hang', forwards: false } : undefined;
      await send('Create', [settings('1')], { invocation: 1000 });
      expect(await value()).toEqual({ a: '1' });
    });
  });

  test('cut answers are not quoted in logs', async () => {
    onceEach(PASSING_FAULTS['JSON cut']);
    fixture.log.mockClear();
    await send('Create', [configMapObject('settings', { password: 'hunter2'.repeat(100) })]);
    const lines = fixture.log.mock.calls.join('\n');
    expect(lines).toContain('attempt failed');
    expect(lines).not.toContain('hunter2');
  });
});
