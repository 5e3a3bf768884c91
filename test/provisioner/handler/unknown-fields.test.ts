import { ChartObject, Manifest } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, nodePoolObject } from '../../support/handler-fixture';

jest.setTimeout(120_000);

const NO_WAIT = { properties: { WaitFor: ['none'] } };

/** Objects by their names, each as it should be, with a field that does not exist, and what is said of that field. */
const TYPOS: { readonly [name: string]: readonly [right: Manifest, wrong: object, field: RegExp] } = {
  'in-object': [configMapObject('in-object').manifest, { dta: {} }, /\.dta: field not declared in schema/],
  'in-metadata': [configMapObject('in-metadata').manifest, { metadata: { name: 'in-metadata', lables: {} } }, /\.metadata\.lables: field not declared/],
  'in-list': [pod('in-list', {}), pod('in-list', { comand: ['run'] }), /\.comand: field not declared/],
  'in-custom-object': [nodePoolObject('in-custom-object').manifest, { specs: {} }, /\bspecs\b/],
  'in-custom-metadata': [nodePoolObject('in-custom-metadata').manifest, { metadata: { name: 'in-custom-metadata', lables: {} } }, /\blables\b/],
  'in-custom-field': [nodePoolObject('in-custom-field').manifest, nodePoolObject('in-custom-field', 'default', { wait: 1 }).manifest, /\bspec\.wait\b/],
  'in-custom-list': [
    nodePoolObject('in-custom-list').manifest,
    nodePoolObject('in-custom-list', 'default', { disruption: { consolidateAfter: '30s', budgets: [{ nodes: '1', reson: [] }] } }).manifest,
    /\breson\b/,
  ],
};

// Trials of new objects ask for strict validation, applies do not: they refuse such fields by themselves.
describeWithControlPlane('fields that do not exist, on a real API server', () => {
  let fixture: HandlerFixture;
  beforeAll(async () => { fixture = await HandlerFixture.start(); });
  afterAll(() => fixture?.stop());
  afterEach(() => fixture.send('Delete', []));

  const right = (): ChartObject[] => Object.values(TYPOS).map(([manifest]) => ({ manifest }));
  const wrong = (): ChartObject[] => Object.values(TYPOS).map(([manifest, typo]) => ({ manifest: { ...manifest, ...typo } }));
  const expectAll = (message: string) => {
    expect(message).toMatch(new RegExp(`^nothing was changed, the cluster refuses ${right().length} of ${right().length} objects: `));
    const problems = message.split(/; (?=\w+ (?:default\/)?in-)/);
    expect(problems).toHaveLength(right().length);
    Object.entries(TYPOS).forEach(([name, [, , field]], index) => {
      expect(problems[index]).toMatch(new RegExp(`\\b${name}: `));
      expect(problems[index]).toMatch(field);
    });
  };

  test('are found in new objects', async () => {
    expectAll(await fixture.failure('Create', wrong(), NO_WAIT));
  });

  test('are found in objects that are there', async () => {
    await fixture.send('Create', right(), NO_WAIT);
    expectAll(await fixture.failure('Update', wrong(), NO_WAIT));
  });

  test('are found by the apply itself, where nothing could be tried', async () => {
    const namespace: ChartObject = { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'own' } } };
    const typo: ChartObject = { manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'typo', namespace: 'own' }, dta: {} } as Manifest };
    expect(await fixture.failure('Create', [namespace, typo], NO_WAIT)).toMatch(/ConfigMap own\/typo: .*\.dta: field not declared in schema/);
  });
});

function pod(name: string, container: object): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'main', image: 'example', ...container }] } };
}
