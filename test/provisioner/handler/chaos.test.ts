import { randomUUID } from 'crypto';
import { ChartEvent } from '../../../src/provisioner/contract';
import { describeWithControlPlane } from '../../control-plane/describe';
import { PASSING_FAULTS, PASSING_FAULTS_OF_WRITES } from '../../control-plane/fault';
import { FaultPlan, fractionOf } from '../../control-plane/fault-plan';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { ChaosChart } from '../../support/chaos-chart';
import { configMapObject, HandlerFixture, nodeClassObject, nodePoolObject, PATHS, STACK } from '../../support/handler-fixture';
import { PlayedInvocation } from '../../support/played-invocation';

jest.setTimeout(600_000);

/** The same seed brings the same charts and the same faults again, as far as time does not play a part. */
const SEED = process.env.CHAOS_SEED ?? randomUUID().slice(0, 8);
const RUNS = Number(process.env.CHAOS_RUNS ?? 50);
/** Stacks that provision the cluster at the same time. */
const LANES = 5;
const LEAST_FAULTS = 20 * RUNS;
/** How much shorter pauses are than the handler wants them. */
const HASTE = 20;

describeWithControlPlane(`chaos, to be had again with CHAOS_SEED=${SEED}`, () => {
  let fixture: HandlerFixture;
  let proxies: FaultProxy[];
  let sleep: jest.SpyInstance;

  beforeAll(async () => {
    fixture = await HandlerFixture.start({ interval: 50 });
    proxies = await Promise.all(Array.from({ length: LANES }, () => FaultProxy.start(fixture.controlPlane)));
    fixture.log.mockImplementation((line: string) => PlayedInvocation.current?.lines.push(line));
    sleep = PlayedInvocation.shortenPauses(HASTE);
  });
  afterAll(async () => {
    sleep?.mockRestore();
    await Promise.all(proxies?.map((proxy) => proxy.stop()) ?? []);
    await fixture?.stop();
  });

  test(`${RUNS} charts that are created, updated and deleted end as they should, whatever goes wrong`, async () => {
    const others = await makeOthers(fixture);
    const before = await statesOf(fixture, others);
    const totals = new Totals();

    const runs = Array.from({ length: RUNS }, (_, number) => number).values();
    const failures = (await Promise.allSettled(proxies.map(async (proxy, lane) => {
      for (const number of runs) { await new Life(fixture, proxy, `${STACK}-${lane}`, number, totals).live(); }
    }))).flatMap((outcome) => outcome.status === 'rejected' ? [(outcome.reason as Error).message] : []);

    const count = [...totals.faults.values()].reduce((sum, each) => sum + each, 0);
    process.stderr.write(`chaos with seed ${SEED}: ${count} faults of ${totals.faults.size} kinds, ${totals.kills} invocations killed, `
      + `${totals.invocations} invocations, ${totals.twins} events delivered twice at once\n`);
    expect(failures).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(LEAST_FAULTS);
    expect([...totals.faults.keys()].sort()).toEqual(expect.arrayContaining(Object.keys({ ...PASSING_FAULTS, ...PASSING_FAULTS_OF_WRITES }).sort()));
    expect(totals.kills).toBeGreaterThan(RUNS / 5);
    expect(totals.twins).toBeGreaterThan(RUNS / 10);

    // Nothing of others was touched, and nothing is left.
    expect(await statesOf(fixture, others)).toEqual(before);
    const left = await namesIn(fixture, '/api/v1/configmaps');
    expect(left.sort()).toEqual(['by-hand', 'cdk-eks-auto-mode.others', 'others', ...handMade()].sort());
    expect(await namesIn(fixture, '/apis/karpenter.sh/v1/nodepools')).toEqual(['by-hand', 'others']);
  });
});

interface Counts { faults: Map<string, number>; kills: number; invocations: number; twins: number }

class Totals implements Counts {
  public readonly faults = new Map<string, number>();
  public kills = 0;
  public invocations = 0;
  public twins = 0;
}

/** Names of the objects that were there before and that charts adopt. */
function handMade(): string[] {
  return Array.from({ length: RUNS }, (_, number) => number).filter(adopts).map((number) => `hand-made-${number}`);
}

function adopts(number: number): boolean {
  return number % 5 === 2;
}

/** One chart, from its creation to its end. */
class Life {
  private readonly chart: ChaosChart;
  private readonly hand: string;

  constructor(private readonly fixture: HandlerFixture, private readonly proxy: FaultProxy, private readonly stack: string,
    private readonly number: number, private readonly totals: Totals) {

    this.chart = new ChaosChart(`chart-${number}`, SEED, number % 8 === 1);
    this.hand = `hand-made-${number}`;
  }

  public async live(): Promise<void> {
    const path = PATHS.configMap(this.hand);
    if (adopts(this.number)) {
      await this.fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', configMapObject(this.hand, { a: '1' }).manifest);
    }
    const found = await this.fixture.find(path);
    await this.pass('Create', 1);
    await this.pass('Update', 2);
    if (this.happens(0.3, 'another update')) { await this.pass('Update', 3); }
    await this.pass('Delete');
    const left = await this.fixture.find(path);
    const contents = [found, left].map((object) => JSON.stringify([object?.metadata!.uid, object?.metadata!.labels, object?.metadata!.annotations, object?.data]));
    if (contents[0] !== contents[1]) { throw new Error(`${this.hand} is not as it was found, ${contents[0]}, but ${contents[1]}`); }
  }

  /** Sends an event, and asks for completion until it is there. Then everything has to be as it should. */
  private async pass(requestType: ChartEvent['RequestType'], version?: number): Promise<void> {
    const about = `${requestType} ${version ?? ''} of ${this.chart.name}, seed ${SEED}`;
    // The creation adopts what was there before; the update lets it go again.
    const objects = version === undefined ? [] : [...this.chart.version(version).values()];
    if (version === 1 && adopts(this.number)) { objects.push(configMapObject(this.hand, { a: '1' })); }
    const event = {
      ...this.fixture.event(requestType, objects, {
        chart: this.chart.name,
        stack: this.stack,
        properties: this.proxy.properties,
        ...version !== undefined && { outputs: { Content: { object: 0, path: 'data.content' } } },
      }),
      PhysicalResourceId: `test-cluster/kube-system/cdk-eks-auto-mode.${this.chart.name}`,
      StartedAt: new Date().toISOString(),
    };
    const plan = new FaultPlan({ seed: `${SEED} ${about}`, share: 0.3 });
    this.proxy.breaksConnection = (number) => plan.happens(0.05, 'connection', number);
    const lines: string[] = [];
    const isTwin = this.happens(0.1, about, 'twins');
    try {
      if (isTwin) {
        this.totals.twins++;
        // Each has its own time of arrival, as answers to events have.
        const twin = { ...event, StartedAt: new Date(Date.parse(event.StartedAt) + 5).toISOString() };
        this.proxy.plan = plan.choose;
        await Promise.all([this.complete(event, lines, version), this.complete(twin, lines, version)]);
      } else {
        await this.complete(event, lines, version, plan);
      }
    } catch (error) {
      throw new Error(`${about}: ${(error as Error).message}\n${lines.slice(-40).join('\n')}`);
    } finally {
      for (const [name, count] of this.proxy.injected) { this.totals.faults.set(name, (this.totals.faults.get(name) ?? 0) + count); }
      this.proxy.reset();
    }
  }

  /** @param plan Of the faults, where invocations are to be killed as well. */
  private async complete(event: ChartEvent, lines: string[], version?: number, plan?: FaultPlan): Promise<void> {
    for (let poll = 1; ; poll++) {
      const chance = (what: string) => fractionOf(SEED, event.RequestType, this.chart.name, version ?? '', poll, what);
      const invocation = new PlayedInvocation(event, chance('short') < 0.3 ? 30 + chance('time') * 300 : 60_000);
      if (plan) { this.mayKill(invocation, plan, poll <= 3 && chance('kill') < 0.3 ? Math.floor(chance('when') * 40) : Infinity); }
      if (chance('restart') < 0.3) { PlayedInvocation.restartProcess(); }
      this.totals.invocations++;
      const completion = await invocation.run().finally(() => lines.push(...invocation.lines));
      if (invocation.isKilled) { this.totals.kills++; }
      if (!completion?.IsComplete) { continue; }

      const differences = await this.chart.differences(this.fixture, version);
      const value = completion.Data?.Content;
      if (value !== (version === undefined ? undefined : String(version))) { differences.push(`value that was read back is ${value}`); }
      const parent = await this.fixture.find(PATHS.parent(this.chart.name));
      if ((parent === undefined) !== (version === undefined)) { differences.push(`parent: ${JSON.stringify(parent)}`); }
      if (differences.length > 0) { throw new Error(`false success: ${differences.join('; ')}`); }
      return;
    }
  }

  /** @param countdown Requests that still reach the API server. */
  private mayKill(invocation: PlayedInvocation, plan: FaultPlan, countdown: number): void {
    let left = countdown;
    this.proxy.plan = (request) => {
      if (left-- > 0) { return plan.choose(request); }
      invocation.isKilled = true;
      return PASSING_FAULTS['reset before'](request);
    };
  }

  private happens(probability: number, ...about: string[]): boolean {
    return fractionOf(SEED, this.chart.name, ...about) < probability;
  }
}

/** A chart of another stack, and objects that somebody made by hand. */
async function makeOthers(fixture: HandlerFixture): Promise<string[]> {
  const objectsOf = (name: string) => [configMapObject(name, { a: '1' }), nodeClassObject(name), nodePoolObject(name, name)];
  await fixture.send('Create', objectsOf('others'), { chart: 'others', stack: `${STACK}-others` });
  for (const [path, { manifest }] of [
    ['/api/v1/namespaces/default/configmaps', objectsOf('by-hand')[0]],
    ['/apis/eks.amazonaws.com/v1/nodeclasses', objectsOf('by-hand')[1]],
    ['/apis/karpenter.sh/v1/nodepools', objectsOf('by-hand')[2]],
  ] as const) {
    const { status, body } = await fixture.controlPlane.request('POST', path, manifest);
    if (status !== 201) { throw new Error(`${path}: ${body.message}`); }
  }
  const paths = ['others', 'by-hand'].flatMap((name) => [PATHS.configMap(name), PATHS.nodeClass(name), PATHS.nodePool(name)]);
  while (!(await fixture.find(PATHS.nodePool('by-hand')))!.status?.conditions?.some(({ type, status }: any) => type === 'Ready' && status === 'True')) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return [...paths, PATHS.parent('others')];
}

async function statesOf(fixture: HandlerFixture, paths: readonly string[]): Promise<unknown[]> {
  return Promise.all(paths.map((path) => fixture.find(path)));
}

async function namesIn(fixture: HandlerFixture, path: string): Promise<string[]> {
  const { body } = await fixture.controlPlane.request('GET', path);
  // The API server makes some of its own.
  return body.items!.filter(({ metadata }) => !['extension-apiserver-authentication', 'kube-apiserver-legacy-service-account-token-tracking'].includes(metadata!.name!))
    .map(({ metadata }) => metadata!.name!);
}
