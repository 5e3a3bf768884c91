import { describeWithControlPlane } from '../../control-plane/describe';
import { annotated, configMapObject, customObject, definitionObject, HandlerFixture, PATHS, SendOptions } from '../../support/handler-fixture';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
const INGRESS = '/apis/networking.k8s.io/v1/namespaces/default/ingresses/web';

const ingress = {
  manifest: {
    apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' }, spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
  },
};

describeWithControlPlane('values read from the cluster', () => {
  let fixture: HandlerFixture;

  beforeAll(async () => { fixture = await HandlerFixture.start({ interval: 50 }); });
  afterAll(() => fixture?.stop());
  afterEach(() => fixture.send('Delete', []));

  const reading = (values: { [attribute: string]: [object: number, path: string] }, options: SendOptions = {}): SendOptions => {
    const outputs = Object.fromEntries(Object.entries(values).map(([name, [object, path]]) => [name, { object, path }]));
    return { ...options, outputs };
  };

  test('come as text, whatever they are, from objects of any kind and depth', async () => {
    const custom = customObject('Valued', 'one', { ready: false, count: 0, nested: { list: [{ name: 'deep' }] } });
    await fixture.send('Create', [definitionObject('Valued'), custom, annotated(configMapObject('settings', { a: '1' }), { 'example.com/name': 'named' })], reading({
      Boolean: [1, 'spec.ready'],
      Number: [1, 'spec.count'],
      Deep: [1, 'spec.nested.list[0].name'],
      Annotation: [2, "metadata.annotations['example.com/name']"],
      Data: [2, 'data.a'],
    }));
    expect(fixture.data).toEqual({ Boolean: 'false', Number: '0', Deep: 'deep', Annotation: 'named', Data: '1' });
  });

  test('that come late are waited for, also into later invocations', async () => {
    const creation = fixture.send('Create', [ingress], reading({ Host: [0, 'status.loadBalancer.ingress[0].hostname'] }, { invocation: 600 }));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await fixture.controlPlane.request('PATCH', `${INGRESS}/status`, { status: { loadBalancer: { ingress: [{ hostname: 'web.example.com' }] } } }, 'application/merge-patch+json');
    await creation;
    expect(fixture.data).toEqual({ Host: 'web.example.com' });
  });

  test('that never come are named when the time is up', async () => {
    expect(await fixture.failure('Create', [ingress], reading({ Host: [0, 'status.loadBalancer.ingress[0].hostname'] }, { timeout: 2 })))
      .toBe('gave up after 2 s: Ingress web has no status.loadBalancer.ingress[0].hostname yet');
  });

  test.each([
    ['metadata.labels', 'a structure'],
    ['metadata.managedFields', 'a list'],
  ])('must be one value: %s is %s', async (path, what) => {
    expect(await fixture.failure('Create', [configMapObject('settings')], reading({ Value: [0, path] })))
      .toBe(`${path} of ConfigMap settings must be a text, number or boolean, got ${what}: write the path on to a field in it`);
  });

  test('are fields of the object, not of JavaScript', async () => {
    expect(await fixture.failure('Create', [configMapObject('settings')], reading({ Value: [0, 'metadata.constructor'] }, { timeout: 1 })))
      .toBe('gave up after 1 s: ConfigMap settings has no metadata.constructor yet');
  });

  test('may have 2 KB together', async () => {
    const long = (length: number) => configMapObject('settings', { a: 'x'.repeat(length), b: 'y' });
    const values = reading({ First: [0, 'data.a'], Second: [0, 'data.b'] });
    await fixture.send('Create', [long(2000)], values);
    expect(await fixture.failure('Update', [long(2048)], values))
      .toMatch(/^values that are read from the cluster must have at most 2048 bytes together, got 20\d\d: read fewer of them$/);
  });

  test('are read before anything is removed, so that an update that fails for them can be rolled back', async () => {
    await fixture.send('Create', [configMapObject('settings'), configMapObject('precious')]);
    const before = (await fixture.find(PATHS.configMap('precious')))!.metadata!.uid;
    await fixture.failure('Update', [configMapObject('settings')], reading({ Value: [0, 'data.never'] }, { timeout: 2 }));
    await fixture.send('Update', [configMapObject('settings'), configMapObject('precious')]);
    expect((await fixture.find(PATHS.configMap('precious')))!.metadata!.uid).toBe(before);
  });

  test('are read again for a request that has finished and comes again', async () => {
    const options = { ...reading({ Value: [0, 'data.a'] }), requestId: 'same' };
    await fixture.send('Create', [configMapObject('settings', { a: '1' })], options);
    fixture.data = undefined;
    await fixture.send('Create', [configMapObject('settings', { a: '1' })], options);
    expect(fixture.data).toEqual({ Value: '1' });
  });

  test('are not in the log', async () => {
    fixture.log.mockClear();
    await fixture.send('Create', [configMapObject('settings', { a: 'hunter2' })], reading({ Value: [0, 'data.a'] }));
    expect(fixture.data).toEqual({ Value: 'hunter2' });
    expect(fixture.log.mock.calls.join('\n')).not.toContain('hunter2');
    expect(await fixture.find(SETTINGS)).toBeDefined();
  });
});
