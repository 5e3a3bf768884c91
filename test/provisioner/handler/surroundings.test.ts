import { setTimeout as delay } from 'timers/promises';
import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { AwsFault } from '../../rehearsal/aws-endpoints';
import { configMapObject, HandlerFixture, PATHS } from '../../support/handler-fixture';
import { PlayedInvocation } from '../../support/played-invocation';
import { until } from '../../support/until';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
const settings = (value: string) => configMapObject('settings', { a: value });

describeWithControlPlane('what is not ready around the handler', () => {
  let fixture: HandlerFixture;

  beforeAll(async () => { fixture = await HandlerFixture.start(); });
  afterAll(() => fixture?.stop());
  afterEach(async () => {
    fixture.awsFault = undefined;
    fixture.clusterStatus = 'ACTIVE';
    fixture.controlPlane.webhook.groups = ['system:masters'];
    await fixture.send('Delete', []);
  });

  const value = async () => (await fixture.find(SETTINGS))?.data;

  /** Attempts that failed since the log was cleared, with their reasons. */
  function failedAttempts(): string[] {
    return fixture.log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ message }) => message === 'attempt failed').map(({ reason }) => reason);
  }

  function failTimes(times: number, service: string, fault: AwsFault): void {
    fixture.log.mockClear();
    fixture.awsFault = (called) => called === service && times-- > 0 ? fault : undefined;
  }

  describe('the bucket:', () => {
    const passing: [string, AwsFault][] = [
      ['403 while rights propagate', { status: 403, body: '<Error><Code>AccessDenied</Code><Message>not yet</Message></Error>' }],
      ['503 SlowDown', { status: 503, body: '<Error><Code>SlowDown</Code></Error>' }],
      ['500', { status: 500, body: '<Error><Code>InternalError</Code></Error>' }],
      ['a broken connection', {}],
    ];
    test.each(passing)('%s is tried again', async (_, fault) => {
      failTimes(3, 's3', fault);
      await fixture.send('Create', [settings('1')]);
      expect(await value()).toEqual({ a: '1' });
      expect(failedAttempts()).toHaveLength(3);
    });

    test('rights that do not come are told with the object of the bucket', async () => {
      failTimes(Infinity, 's3', passing[0][1]);
      expect(await fixture.failure('Create', [settings('1')], { timeout: 2 })).toMatch(/^gave up after 2 s: reading s3:\/\/assets\/\S+: AccessDenied \(HTTP 403 to /);
      expect(failedAttempts().length).toBeGreaterThan(2);
    });

    test.each<[string, AwsFault]>([
      ['NoSuchKey', { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }],
      ['AuthorizationHeaderMalformed', { status: 400, body: '<Error><Code>AuthorizationHeaderMalformed</Code></Error>' }],
    ])('%s is final', async (code, fault) => {
      failTimes(Infinity, 's3', fault);
      expect(await fixture.failure('Create', [settings('1')])).toMatch(new RegExp(`^${code} \\(HTTP`));
      expect(failedAttempts()).toEqual([]);
    });

    test('is not asked for a Delete', async () => {
      await fixture.send('Create', [settings('1')]);
      failTimes(Infinity, 's3', passing[0][1]);
      await fixture.send('Delete', []);
      expect(await value()).toBeUndefined();
    });
  });

  describe('EKS, asked whether the cluster is there:', () => {
    test.each<[string, AwsFault]>([
      ['429', { status: 429, body: '{"message":"Rate exceeded"}' }],
      ['500', { status: 500, body: '{}' }],
      ['a broken connection', {}],
    ])('%s is tried again', async (_, fault) => {
      await fixture.send('Create', [settings('1')]);
      failTimes(2, 'eks', fault);
      await fixture.send('Delete', []);
      expect(failedAttempts()).toHaveLength(2);
      expect(await value()).toBeUndefined();
    });
  });

  test('an access entry without effect so far, 401 first and then 403 of RBAC itself, is waited for', async () => {
    const { webhook } = fixture.controlPlane;
    await delay(1000); // the API server remembers tokens, which differ from second to second
    fixture.log.mockClear();
    PlayedInvocation.restartProcess();
    webhook.denyUntil = Date.now() + 1000;
    webhook.groups = [];
    const binding = {
      metadata: { name: 'provisioner' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: webhook.principalArn }],
    };
    const bindings = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
    const sleep = PlayedInvocation.shortenPauses(4);
    const granted = delay(2500).then(() => fixture.controlPlane.request('POST', bindings, binding));
    await fixture.send('Create', [settings('1')]);
    await granted;
    sleep.mockRestore();
    await fixture.send('Delete', []);
    await fixture.controlPlane.request('DELETE', `${bindings}/provisioner`);
    const reasons = failedAttempts().join('\n');
    expect(reasons).toContain('Unauthorized (HTTP 401');
    expect(reasons).toMatch(/cannot \w+ (path|resource) .*\(HTTP 403/);
  });

  test('a kind that never comes is told when the time is up', async () => {
    const widget: ChartObject = { manifest: { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one' } } };
    expect(await fixture.failure('Create', [settings('1'), widget], { timeout: 2 }))
      .toMatch(/^gave up after 2 s: Widget one: the cluster knows no kind Widget of example\.com\/v1/);
    expect(await value()).toBeUndefined();
  });

  describe('a webhook without anybody who answers', () => {
    const configurations = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
    const hooked = configMapObject('settings', { a: '1' }, 'hooked');

    beforeAll(async () => {
      await fixture.controlPlane.request('POST', '/api/v1/namespaces', { metadata: { name: 'hooked', labels: { hooked: 'true' } } });
      await fixture.controlPlane.request('POST', '/api/v1/namespaces/hooked/services', { metadata: { name: 'nobody' }, spec: { ports: [{ port: 443 }] } });
    });
    beforeEach(async () => {
      fixture.log.mockClear();
      const { status, body } = await fixture.controlPlane.request('POST', configurations, {
        metadata: { name: 'check' },
        webhooks: [{
          name: 'check.example.com',
          clientConfig: { service: { namespace: 'hooked', name: 'nobody' } },
          namespaceSelector: { matchLabels: { hooked: 'true' } },
          rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] }],
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          timeoutSeconds: 1,
        }],
      });
      expect({ status, message: body.message }).toMatchObject({ status: 201 });
      await comesIntoForce();
    });
    afterEach(() => fixture.controlPlane.request('DELETE', `${configurations}/check`));

    /** Configurations come into force with a delay. */
    async function comesIntoForce(): Promise<void> {
      const probe = { metadata: { name: 'probe' } };
      await until(async () => (await fixture.controlPlane.request('POST', '/api/v1/namespaces/hooked/configmaps?dryRun=All', probe)).status >= 300);
    }

    test('is tried until the time is up, and named then', async () => {
      const message = await fixture.failure('Create', [hooked, settings('1')], { timeout: 4 });
      expect(message).toMatch(/^gave up after 4 s: .*hooked\/.*settings.*failed calling webhook "check\.example\.com"/);
      expect(failedAttempts().filter((reason) => reason.includes('failed calling webhook')).length).toBeGreaterThan(2);
      // What it has no say in is there: it may be what makes the webhook answer.
      expect(await value()).toEqual({ a: '1' });
    });

    test('is waited for', async () => {
      const repaired = delay(1000).then(() => fixture.controlPlane.request('DELETE', `${configurations}/check`));
      await fixture.send('Create', [hooked]);
      await repaired;
      expect(await fixture.find(PATHS.configMap('settings', 'hooked'))).toMatchObject({ data: { a: '1' } });
    });
  });
});
