import { ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { sendByFramework } from '../../support/framework-fixture';
import { configMapObject, HandlerFixture, nodePoolObject, PATHS } from '../../support/handler-fixture';

jest.setTimeout(60_000);

/** Of a response to CloudFormation, in bytes. */
const RESPONSE = 4096;
/** Of an event that the framework carries safely: it repeats it in the errors of its polls. */
const EVENT = 15 * 1024;
/** Of the cause of an error in Step Functions, which the framework reads at last. */
const CAUSE = 32_768;
/** Of the properties of a chart. */
const PROPERTIES = 6 * 1024;

/** The longest names that CloudFormation and synthesis allow. */
const LONGEST = {
  chart: 'c'.repeat(200),
  stack: `arn:aws-us-gov:cloudformation:us-gov-west-1:123456789012:stack/${'S'.repeat(128)}/01234567-89ab-cdef-0123-456789abcdef`,
  logicalId: 'L'.repeat(255),
};

describeWithControlPlane('limits of CloudFormation, Lambda, Step Functions and the provider framework', () => {
  let fixture: HandlerFixture;
  beforeAll(async () => { fixture = await HandlerFixture.start(); });
  afterAll(() => fixture?.stop());

  /** What is refused with a message full of what JSON escapes. */
  const refused = (index: number): ChartObject => ({
    manifest: { ...configMapObject(`settings-${index}`).manifest, data: { [`${'"設'.repeat(60)}${index}`]: 'x' } },
  });

  test('500 objects that fail fit into a response of 4 KB, which names the first ones and counts all', async () => {
    fixture.log.mockClear();
    const { response } = await sendByFramework(fixture, 'Create', Array.from({ length: 500 }, (_, index) => refused(index)), LONGEST);
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toMatch(/^nothing was changed, the cluster refuses 500 of 500 objects: ConfigMap settings-\d+: .*; ConfigMap settings-\d+: .*; and \d+ more\n/);
    expect(response.Reason.match(/ConfigMap settings-/g)!.length).toBeGreaterThanOrEqual(4);
    expect(Buffer.byteLength(JSON.stringify(response))).toBeLessThanOrEqual(RESPONSE);

    const refusals = fixture.log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ message }) => message === 'refused');
    expect(new Set(refusals.map(({ reason }) => /settings-\d+/.exec(reason)![0])).size).toBe(500);
  });

  test('500 objects that fail when they are applied are counted as well', async () => {
    // Their namespace comes with the chart: they cannot be tried before.
    const namespace = { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } } };
    const objects = Array.from({ length: 500 }, (_, index) => {
      const { manifest } = refused(index);
      return { manifest: { ...manifest, metadata: { ...manifest.metadata, namespace: 'team' } } };
    });
    const { response } = await sendByFramework(fixture, 'Create', [namespace, ...objects], { ...LONGEST, logicalId: 'K'.repeat(255) });
    expect(response.Reason).toMatch(/^ConfigMap team\/settings-\d+: .*; and \d+ more\n/);
    expect(Buffer.byteLength(JSON.stringify(response))).toBeLessThanOrEqual(RESPONSE);
  });

  test('100 objects that do not become ready fit as well, and the deadline of the handler comes first', async () => {
    const objects = Array.from({ length: 100 }, (_, index) => nodePoolObject(`pool-${index}`, `missing-${index}`));
    const { response } = await sendByFramework(fixture, 'Create', objects, { chart: 'pools', timeout: 8, invocation: 3_000 });
    expect(response.Reason).toMatch(/^gave up after 8 s: not ready: NodePool pool-0 .*; and \d+ more\n/);
    expect(Buffer.byteLength(JSON.stringify(response))).toBeLessThanOrEqual(RESPONSE);
    await sendByFramework(fixture, 'Delete', [], { chart: 'pools' });
  });

  test('an update with the longest properties, asked for again and again, stays within what the framework carries', async () => {
    const objects = [nodePoolObject('waits', 'missing')];
    const { ResourceProperties } = fixture.event('Create', objects, LONGEST);
    const Objects: { [object: string]: string } = {};
    const lengthOf = () => Buffer.byteLength(JSON.stringify({ ...ResourceProperties, Objects, ServiceToken: 'x'.repeat(120) }));
    for (let index = 0; lengthOf() < PROPERTIES - 50; index++) { Objects[`ConfigMap settings-${index}`] = '0123abcd'; }
    const properties = { Objects };
    const { response, longestEvent, longestCause } = await sendByFramework(fixture, 'Update', objects, {
      ...LONGEST, properties, old: { ...ResourceProperties, ...properties }, timeout: 3, invocation: 1_000,
    });
    expect(response.Reason).toMatch(/^gave up after 3 s: not ready: NodePool waits/);
    expect(longestEvent).toBeGreaterThan(2 * PROPERTIES - 200);
    expect(longestEvent).toBeLessThanOrEqual(EVENT);
    expect(longestCause).toBeLessThanOrEqual(CAUSE);
  });

  test('values that are read back fit into the response, with the longest names', async () => {
    const content = 'x'.repeat(1900);
    const options = { ...LONGEST, logicalId: 'V'.repeat(255), outputs: { Value01234567: { object: 0, path: 'data.content' } } };
    const { response } = await sendByFramework(fixture, 'Create', [configMapObject('values', { content })], options);
    expect(response).toMatchObject({ Status: 'SUCCESS', Data: { Value01234567: content } });
    expect(Buffer.byteLength(JSON.stringify(response))).toBeLessThanOrEqual(RESPONSE);
    expect(await fixture.find(PATHS.configMap('values'))).toBeDefined();

    const longer = await sendByFramework(fixture, 'Update', [configMapObject('values', { content: `${content}${content}` })], options);
    expect(longer.response.Reason).toMatch(/^values that are read from the cluster must have at most 2048 bytes together, got \d+: read fewer of them\n/);
  });
});
