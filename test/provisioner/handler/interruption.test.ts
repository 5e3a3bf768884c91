import { ChartEvent } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { HandlerFixture } from '../../support/handler-fixture';
import { InterruptedChart, Version } from '../../support/interrupted-chart';
import { PlayedInvocation } from '../../support/played-invocation';

jest.setTimeout(300_000);

/** Charts that are worked at at the same time. */
const LANES = 4;

/** Where a creation or an update can die, in the order in which they get there. */
const PHASES = ['connect', 'preflight', 'first write', 'apply', 'wait', 'read', 'prune', 'last write'];
const PHASES_OF_DELETE = ['connect', 'delete'];
const VERSION = { Create: 1, Update: 2, Delete: 0 } as const;
const OLDER = 'a newer request for this chart has begun';

describeWithControlPlane('a run that is killed before any of its requests', () => {
  let fixture: HandlerFixture;
  let proxies: FaultProxy[];
  let sleep: jest.SpyInstance;

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ interval: 50 });
    proxies = await Promise.all(Array.from({ length: LANES }, () => FaultProxy.start(fixture.controlPlane)));
    fixture.log.mockImplementation((line: string) => PlayedInvocation.current?.lines.push(line));
    sleep = PlayedInvocation.shortenPauses(4);
  });
  afterAll(async () => {
    sleep?.mockRestore();
    await Promise.all(proxies?.map((proxy) => proxy.stop()) ?? []);
    await fixture?.stop();
  });
  afterEach(() => { fixture.awsFault = undefined; });

  /**
   * Kills an event of a chart before its first request, of another chart before its second, and so on.
   *
   * @param then What follows, and must lead to the version.
   * @returns Where runs died.
   */
  async function killEverywhere(requestType: ChartEvent['RequestType'], then: (chart: InterruptedChart) => Promise<unknown>, version: Version): Promise<string[]> {
    const requests = await new InterruptedChart(fixture, proxies[0]).requestsOf(requestType, VERSION[requestType]);
    const places: string[] = [];
    const queue = requests.entries();
    const outcomes = await Promise.allSettled(proxies.map(async (proxy) => {
      for (const [index, request] of queue) {
        const chart = new InterruptedChart(fixture, proxy);
        await chart.prepare(requestType);
        places[index] = await chart.kill(requestType, VERSION[requestType], request);
        try {
          await then(chart);
          await chart.expectVersion(version);
        } catch (error) {
          throw new Error(`killed before ${request}, in ${places[index]}: ${(error as Error).message}`);
        }
      }
    }));
    for (const outcome of outcomes) { if (outcome.status === 'rejected') { throw outcome.reason; } }
    return [...new Set(places)];
  }

  describe('as it creates', () => {
    test('and goes on, gets to the same end', async () => {
      const again = async (chart: InterruptedChart) => expect(await chart.again()).toEqual({ IsComplete: true, Data: { Content: '1' } });
      expect(await killEverywhere('Create', again, 1)).toEqual(PHASES);
    });

    test('and is rolled back, leaves nothing behind, and what was there before as it was', async () => {
      expect(await killEverywhere('Create', async (chart) => chart.send('Delete'), 0)).toEqual(PHASES);
    });

    test('and is rolled back while it is still asked for, leaves nothing behind', async () => {
      expect(await killEverywhere('Create', async (chart) => {
        const creation = chart.last;
        // CloudFormation makes up an id for what has not answered when something else fails.
        await chart.send('Delete', 0, { PhysicalResourceId: 'Stack-Chart-1A2B3C' });
        await expect(chart.again(creation)).rejects.toThrow(OLDER);
      }, 0)).toEqual(PHASES);
    });
  });

  describe('as it updates', () => {
    test('and goes on, gets to the same end', async () => {
      const again = async (chart: InterruptedChart) => expect(await chart.again()).toEqual({ IsComplete: true, Data: { Content: '2' } });
      expect(await killEverywhere('Update', again, 2)).toEqual(PHASES);
    });

    test('and is rolled back while it is still asked for, gets back to where it was', async () => {
      expect(await killEverywhere('Update', async (chart) => {
        const update = chart.last;
        await chart.send('Update', 1);
        await expect(chart.again(update)).rejects.toThrow(OLDER);
      }, 1)).toEqual(PHASES);
    });
  });

  describe('as it deletes', () => {
    test('and goes on, gets to the same end', async () => {
      expect(await killEverywhere('Delete', async (chart) => chart.again(), 0)).toEqual(PHASES_OF_DELETE);
    });

    test('and is told to delete anew, gets to the same end', async () => {
      expect(await killEverywhere('Delete', async (chart) => chart.send('Delete'), 0)).toEqual(PHASES_OF_DELETE);
    });
  });

  test.each(['Create', 'Update'] as const)('or as it loads the chart for %s, goes on', async (requestType) => {
    const chart = new InterruptedChart(fixture, proxies[0]);
    await chart.prepare(requestType);
    fixture.awsFault = () => {
      PlayedInvocation.killLast();
      return {};
    };
    expect(await chart.kill(requestType, VERSION[requestType], 'none')).toBe('load');
    fixture.awsFault = undefined;
    await chart.again();
    await chart.expectVersion(VERSION[requestType]);
  });
});
