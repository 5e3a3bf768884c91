import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { status } from '../../control-plane/fault';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { configMapObject, customObject, definitionObject, HandlerFixture, PATHS, SendOptions } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(120_000);

const SETTINGS = PATHS.configMap('settings');
const settings = (a: string) => configMapObject('settings', { a });
const gadget = (spec: object, name = 'one') => customObject('Gadget', name, spec);
const uid = (object?: { metadata?: { uid?: string } }) => object?.metadata?.uid;

/** A CRD with one field that may change, and one that may not. */
function definition(fields: object = {}): ChartObject {
  const size = { type: 'integer' };
  const shape = { 'type': 'string', 'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'shape is immutable' }] };
  return definitionObject('Gadget', { type: 'object', properties: { spec: { type: 'object', properties: { size, shape, ...fields } } } });
}

describeWithControlPlane('objects of kinds that the chart itself defines', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;

  beforeAll(async () => { ({ fixture, proxy } = await startBehindProxy({ interval: 50 })); });
  afterAll(() => stopBehindProxy({ fixture, proxy }));
  beforeEach(async () => {
    proxy.reset();
    await fixture.send('Create', [definition(), gadget({ size: 1, shape: 'round' }), settings('1')]);
  });
  afterEach(() => fixture.send('Delete', []));

  const updated = async (...objects: ChartObject[]) => {
    const options: SendOptions = { properties: proxy.properties };
    return fixture.send('Update', [...objects, settings('2')], options);
  };
  const refused = async (...objects: ChartObject[]) => {
    const message = await fixture.failure('Update', [...objects, settings('2')]);
    expect(await fixture.find(SETTINGS)).toMatchObject({ data: { a: '1' } });
    return message;
  };
  const tried = () => proxy.requests.filter(({ query }) => query.has('dryRun')).map(({ method, path }) => `${method} ${path.split('/').pop()}`).sort();

  test('are tried before anything is changed, as long as their CRD stays', async () => {
    expect(await refused(definition(), gadget({ size: 'big', shape: 'round' })))
      .toMatch(/^nothing was changed, the cluster refuses 1 of 3 objects: Gadget one: .*spec\.size/);
    await updated(definition(), gadget({ size: 2, shape: 'round' }), gadget({ size: 1 }, 'two'));
    expect(tried()).toEqual(['PATCH one', 'PATCH settings', 'POST gadgets']);
    expect(await fixture.find(PATHS.custom('Gadget', 'one'))).toMatchObject({ spec: { size: 2 } });
  });

  test('are made anew where an immutable field changes, and that is found before anything is changed', async () => {
    const objects = [definition(), gadget({ size: 1, shape: 'square' })];
    expect(await refused(...objects)).toMatch(/^nothing was changed, .*Gadget one: .*shape is immutable/);
    const before = uid(await fixture.find(PATHS.custom('Gadget', 'one')));
    await fixture.send('Update', objects, { properties: { Replace: 'true' } });
    const after = await fixture.find(PATHS.custom('Gadget', 'one'));
    expect([after!.spec.shape, uid(after) === before]).toEqual(['square', false]);
  });

  test('cannot be tried where the chart changes their CRD', async () => {
    await updated(definition({ colour: { type: 'string' } }), gadget({ size: 1, shape: 'round', colour: 'red' }));
    expect(tried()).toEqual(['PATCH gadgets.example.com', 'PATCH settings']);
    expect(await fixture.find(PATHS.custom('Gadget', 'one'))).toMatchObject({ spec: { colour: 'red' } });
  });

  test('nor where somebody else has changed it, which comes first', async () => {
    await fixture.patch(PATHS.definition('Gadget'), { spec: definitionWithout('size').manifest.spec });
    await fixture.send('Update', [definition(), gadget({ size: 2, shape: 'round' }), settings('2')], { properties: { ...proxy.properties, Force: 'true' } });
    expect(tried()).toEqual(['PATCH settings']);
    expect(await fixture.find(PATHS.custom('Gadget', 'one'))).toMatchObject({ spec: { size: 2 } });
  });

  test('that a webhook does not allow may be for the operator that the chart brings', async () => {
    proxy.plan = ({ method, path, query }) => method === 'PATCH' && path === PATHS.custom('Gadget', 'one') && query.has('dryRun')
      ? status('webhook', 403, 'Forbidden', 'admission webhook "check.example.com" denied the request: size 2 comes with version 2') : undefined;
    await updated(definition(), gadget({ size: 2, shape: 'round' }));
    expect(proxy.injectedCount).toBe(1);
    expect(await fixture.find(PATHS.custom('Gadget', 'one'))).toMatchObject({ spec: { size: 2 } });
  });
});

function definitionWithout(field: string): ChartObject {
  const { manifest } = definition();
  delete (manifest.spec as any).versions[0].schema.openAPIV3Schema.properties.spec.properties[field];
  return { manifest };
}
