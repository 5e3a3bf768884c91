import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture } from '../../support/handler-fixture';

jest.setTimeout(60_000);

const PASSWORD = 'correct horse battery staple';
const ENCODED = Buffer.from(PASSWORD).toString('base64');
const LEAK = /correct horse|Y29ycmVjdCBob3JzZ/;

function secret(name: string, content: object): ChartObject {
  return { manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name }, ...content } };
}

describeWithControlPlane('Secrets and logs', () => {
  let fixture: HandlerFixture;
  beforeAll(async () => { fixture = await HandlerFixture.start(); });
  afterAll(() => fixture?.stop());
  beforeEach(() => fixture.log.mockClear());
  const lines = () => fixture.log.mock.calls.map(([line]): { [field: string]: unknown } => JSON.parse(line));

  describe('what a Secret holds is hidden', () => {
    const check = (message: string) => {
      expect(message).not.toMatch(LEAK);
      expect(lines().map((line) => JSON.stringify(line)).join('\n')).not.toMatch(LEAK);
    };

    test('where the server quotes what it refuses', async () => {
      // Labels are quoted as they are: the password is in the Secret too, and the message is the same whoever it is about.
      const quoting = configMapObject('quoting', {});
      (quoting.manifest.metadata as { labels?: object }).labels = { copy: PASSWORD };
      const message = await fixture.failure('Create', [secret('database', { stringData: { password: PASSWORD } }), quoting], { chart: 'quoted' });
      expect(message).toContain('ConfigMap quoting: ');
      expect(message).toContain('<hidden>');
      check(message);
    });

    test('where admission quotes it, encoded or not', async () => {
      await policy(fixture, "'refused ' + (has(object.stringData) ? object.stringData.password : object.data.password) + ' for good'");
      for (const content of [{ stringData: { password: PASSWORD } }, { data: { password: ENCODED } }]) {
        const message = await fixture.failure('Create', [secret('judged', content)], { chart: 'judged' });
        expect(message).toMatch(/refused <hidden> for good/);
        check(message);
      }
    });

    test.each<[string, object]>([
      ['a structure where text belongs', { stringData: { password: { nested: PASSWORD } } }],
      ['text that is not base64', { data: { password: PASSWORD } }],
      ['a field that does not exist', { passwords: { password: PASSWORD }, stringData: { password: PASSWORD } }],
    ])('where the server refuses %s', async (_, content) => {
      const message = await fixture.failure('Create', [secret('broken', content)], { chart: 'broken', timeout: 10 });
      expect(message).toMatch(/Secret broken: /);
      check(message);
    });

    test('where the value came from CloudFormation', async () => {
      await policy(fixture, "'refused ' + object.data.password");
      const fromValue = { ...secret('judged', { stringData: { password: '<value 0>' } }), values: [{ path: ['stringData', 'password'], value: 0, type: 'string' as const }] };
      const message = await fixture.failure('Create', [fromValue], { chart: 'judged', values: [PASSWORD] });
      expect(message).toContain('refused <hidden>');
      check(message);
    });
  });

  describe('a log line', () => {
    test('says chart, event, phase, object and how long it took', async () => {
      await fixture.send('Create', [configMapObject('one'), configMapObject('two')], { chart: 'logged' });
      const common = { chart: 'cdk-eks-auto-mode.logged', event: 'Create' };
      expect(lines()[0]).toEqual({ message: 'event accepted', ...common });
      expect(lines()).toContainEqual({ message: 'applied', ...common, phase: 'apply', object: 'ConfigMap one', milliseconds: expect.any(Number) });
      for (const phase of ['load', 'connect', 'preflight', 'apply', 'wait', 'prune', 'read']) {
        expect(lines()).toContainEqual({ message: 'phase ended', ...common, phase, milliseconds: expect.any(Number) });
      }
      expect(lines()).toContainEqual({ message: 'chart is provisioned', ...common, count: 2 });
    });

    test('is there for every refusal, of which the error names a few', async () => {
      const objects = Array.from({ length: 50 }, (_, index) => ({ manifest: { ...configMapObject(`wrong-${index}`).manifest, unknown: true } }));
      const message = await fixture.failure('Create', objects, { chart: 'refused' });
      const refused = lines().filter((line) => line.message === 'refused');
      expect(refused).toHaveLength(50);
      expect(refused[0]).toMatchObject({ phase: 'preflight', reason: expect.stringMatching(/^ConfigMap wrong-\d+: /) });
      expect(message.match(/wrong-/g)!.length).toBeLessThan(50);
    });
  });
});

/** A policy of the cluster that refuses Secrets of a name, with a message of its own making. */
async function policy({ controlPlane }: HandlerFixture, messageExpression: string): Promise<void> {
  const root = '/apis/admissionregistration.k8s.io/v1';
  await controlPlane.request('DELETE', `${root}/validatingadmissionpolicies/quoting`);
  await controlPlane.request('DELETE', `${root}/validatingadmissionpolicybindings/quoting`);
  const spec = {
    failurePolicy: 'Fail',
    matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['secrets'] }] },
    validations: [{ expression: "object.metadata.name != 'judged'", messageExpression }],
  };
  await controlPlane.request('POST', `${root}/validatingadmissionpolicies`, {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'quoting' }, spec,
  });
  await controlPlane.request('POST', `${root}/validatingadmissionpolicybindings`, {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'quoting' }, spec: { policyName: 'quoting', validationActions: ['Deny'] },
  });
  // The policy comes into force a moment later.
  for (let attempt = 0; attempt < 100; attempt++) {
    const probe = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'judged' }, data: { password: Buffer.from(`probe ${messageExpression.length}`).toString('base64') } };
    const { body } = await controlPlane.request<{ message?: string }>('POST', '/api/v1/namespaces/default/secrets?dryRun=All', probe);
    if (body.message?.includes('refused') && body.message.includes('for good') === messageExpression.includes('for good')) { return; }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('the policy does not come into force');
}
