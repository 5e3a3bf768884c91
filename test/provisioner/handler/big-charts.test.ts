import { ChartEvent, ChartObject } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { documentText, HandlerFixture, PATHS, SendOptions } from '../../support/handler-fixture';
import { HandlerProcess, Invocation } from '../../support/handler-process';

/** Objects of charts that live through everything. `BIG_CHART_OBJECTS=5000` takes some minutes. */
const COUNT = Number(process.env.BIG_CHART_OBJECTS ?? 500);
/** What the documentation promises. Most of its objects are cheap for the API server, so that it takes half a minute. */
const MOST = 5000;
const MEGABYTE = 1024 * 1024;
/** Bytes of the process at its peak. */
const PEAK = 256 * MEGABYTE;
/**
 * Megabytes of heap for long-lived values: the text of 5,000 objects of 4 KB takes 20 of them. With the objects parsed, or with whole
 * answers of the server, they do not do.
 */
const HEAP = 56;

jest.setTimeout(600_000);

/** Some 4 KB in many small fields, each of which costs more in memory than as text. */
function deployment(index: number, version: string): ChartObject {
  const app = `service-${index}`;
  const containers = Array.from({ length: 4 }, (_, container) => ({
    name: `container-${container}`,
    image: 'registry.k8s.io/pause:3.10',
    resources: { requests: { cpu: '1', memory: '1Gi' } },
    env: Array.from({ length: 20 }, (__, variable) => ({ name: `VARIABLE_${variable}`, value: `${index}-${container}-${variable}` })),
  }));
  const spec = { replicas: 1, selector: { matchLabels: { app } }, template: { metadata: { labels: { app, version } }, spec: { containers } } };
  return { manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: app, labels: { app } }, spec } };
}

/** Some 4 KB that the API server has little to do with. */
function settings(index: number): ChartObject {
  const data = Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`key-${key}`, `${index}-${key}-`.padEnd(200, 'x')]));
  return { manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `settings-${index}` }, data } };
}

describeWithControlPlane(`a chart of ${COUNT} objects`, () => {
  let fixture: HandlerFixture;
  let lines: string[];
  beforeAll(async () => { fixture = await HandlerFixture.start(); });
  afterAll(() => fixture?.stop());

  /** The life of an event in a process of its own: acceptance, and questions for completion until it is complete. */
  async function send(requestType: ChartEvent['RequestType'], objects: ChartObject[], milliseconds = 600_000, options: SendOptions = {}): Promise<Invocation[]> {
    lines = [];
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'))) as { [name: string]: string };
    const handler = new HandlerProcess({ environment, nodeArguments: [`--max-old-space-size=${HEAP}`], onLog: (line) => lines.push(line) });
    try {
      const event = fixture.event(requestType, objects, { chart: 'big', timeout: 600, ...options });
      const accepted = (await handler.invoke(event)).answer;
      const invocations: Invocation[] = [];
      do {
        invocations.push(await handler.invoke({ ...event, ...accepted }, milliseconds));
      } while (invocations.at(-1)!.answer?.IsComplete === false);
      return invocations;
    } finally {
      handler.stop();
    }
  }

  const counted = (message: string) => lines.filter((line) => JSON.parse(line).message === message).length;

  test('of 20 MB is loaded without its objects being in memory', async () => {
    const objects = Array.from({ length: MOST }, (_, index) => deployment(index, '1'));
    const unreachable = { ClusterEndpoint: 'https://127.0.0.1:1' };
    const invocation = (await send('Create', objects, 30_000 + 2_000, { properties: unreachable, timeout: 3 })).at(-1)!;
    expect(invocation.error!.message).toMatch(/^gave up after 3 s: GET .*ECONNREFUSED/);
    expect(invocation.peakMemory).toBeLessThan(PEAK);
  });

  test('of 5,000 objects and 20 MB is created and deleted in little memory', async () => {
    const objects = Array.from({ length: MOST }, (_, index) => index < MOST / 10 ? deployment(index, '1') : settings(index));
    expect(documentText(objects).length).toBeGreaterThan(20 * MEGABYTE);
    for (const [requestType, message] of [['Create', 'applied'], ['Delete', 'deletion asked for']] as const) {
      const invocations = await send(requestType, objects);
      expect(invocations.at(-1)).toMatchObject({ answer: { IsComplete: true } });
      expect(Math.max(...invocations.map(({ peakMemory }) => peakMemory))).toBeLessThan(PEAK);
      expect(counted(message)).toBe(MOST);
    }
  });

  const chart = (version: string) => Array.from({ length: COUNT }, (_, index) => deployment(index, version));
  test.each<[string, ChartEvent['RequestType'], () => ChartObject[], number]>([
    ['created', 'Create', () => chart('1'), COUNT],
    ['updated in every object', 'Update', () => chart('2'), COUNT],
    ['updated in one object', 'Update', () => [...chart('2').slice(1), deployment(0, '3')], 1],
    ['updated to half of it', 'Update', () => chart('2').slice(0, COUNT / 2), 1],
    ['deleted', 'Delete', () => [], 0],
  ])('is %s in little memory', async (_, requestType, objects, applied) => {
    const [invocation, ...others] = await send(requestType, objects());
    expect(invocation).toMatchObject({ answer: { IsComplete: true } });
    expect(others).toEqual([]);
    expect(invocation.peakMemory).toBeLessThan(PEAK);
    expect(counted('applied')).toBe(applied);
    if (process.env.BIG_CHART_OBJECTS) {
      process.stderr.write(`${requestType} of ${COUNT}: ${Math.round(invocation.peakMemory / MEGABYTE)} MB, ${(invocation.milliseconds / 1000).toFixed(1)} s\n`);
    }
  });

  test('that takes many invocations goes on where the last one ended, in trials as well as in changes', async () => {
    const slice = 400;
    // The handler keeps 30 s to itself.
    const invocations = await send('Create', chart('1'), 30_000 + slice);
    expect(invocations.at(-1)).toMatchObject({ answer: { IsComplete: true } });
    expect(invocations.length).toBeGreaterThan(2);
    expect(Math.max(...invocations.slice(0, -1).map(({ milliseconds }) => milliseconds))).toBeLessThan(slice + 5_000);
    expect(lines.filter((line) => line.includes('not tried yet')).length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('are not applied yet')).length).toBeGreaterThan(0);
    expect(counted('applied')).toBe(COUNT);
    expect(await fixture.find('/apis/apps/v1/namespaces/default/deployments/service-0')).toBeDefined();
    expect(await fixture.find(PATHS.parent('big'))).toBeDefined();
  });
});
