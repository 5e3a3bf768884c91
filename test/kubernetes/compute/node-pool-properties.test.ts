import { ApiObject, App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { BOUNDARY_POOLS, rawNodePool } from './raw-node-pool';
import { STRICTER } from './stricter';
import { Build, typedNodePool } from './typed-node-pool';
import { AutoModeRules, Finding, RuleLevel } from '../../../src';
import { ControlPlane } from '../../control-plane/control-plane';
import { describeWithControlPlane } from '../../control-plane/describe';
import { VIOLATIONS } from '../../rules/violations';

const RUNS = Number(process.env.NODE_POOL_RUNS ?? 6_000);
const SEED = Number(process.env.NODE_POOL_SEED ?? Date.now() % 2 ** 31);
/** Checks that run beside each other; each waits for one answer at a time. */
const LANES = 8;

/** What both sides said of the cases. */
class Tally {
  public accepted = 0;
  public refused = 0;
  /** How often we refused for a reason of our own. */
  public readonly stricter = new Map<string, number>();
  /** How often the typed API refused, by the code of its error. */
  public readonly constructed = new Map<string, number>();

  public toString(): string {
    return `${this.accepted} accepted by both, ${this.refused} refused by both, by us alone:${listed(this.stricter)}`
      + (this.constructed.size > 0 ? `\nby the typed API:${listed(this.constructed)}` : '');
  }
}

function increment(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function listed(counts: Map<string, number>): string {
  return [...counts].sort(([, one], [, other]) => other - one).map(([name, number]) => `\n  ${number} ${name}`).join('');
}

describeWithControlPlane(`${RUNS} random NodePools`, () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' } });
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  /** Why the API server refuses an object; nothing if it accepts it. */
  async function refusalOf(manifest: any): Promise<string | undefined> {
    const path = `/apis/${manifest.apiVersion}/nodepools/${encodeURIComponent(manifest.metadata.name)}`;
    const parameters = 'dryRun=All&fieldManager=test&force=true&fieldValidation=Strict';
    const { status, body } = await controlPlane.request('PATCH', `${path}?${parameters}`, manifest, 'application/apply-patch+yaml');
    if (status < 300) { return undefined; }
    const text = typeof body === 'string' ? body : `${body.message}`;
    // Errors of type are answered with 500; whatever else is none of the object's.
    if (status >= 500 && !/failed to create typed patch object/.test(text)) { throw new Error(`the API server fails: ${status} ${text}`); }
    return `${status} ${text}`;
  }

  /** Compares both verdicts about the one object of a chart. */
  async function compare(chart: Chart, tally: Tally): Promise<void> {
    const manifest = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))[0].toJson();
    const errors = AutoModeRules.findings(chart).filter(({ level }) => level === RuleLevel.ERROR);
    const refusal = await refusalOf(manifest);
    if (refusal !== undefined) {
      if (errors.length === 0) { throw new Error(`the API server refuses what we accept: ${refusal}\n${JSON.stringify(manifest)}`); }
      tally.refused++;
    } else if (errors.length === 0) {
      tally.accepted++;
    } else {
      [...new Set(errors.map((error) => reasonOf(error, manifest)))].forEach((reason) => increment(tally.stricter, reason));
    }
  }

  /** The reviewed reason for which we refuse what the server accepts. */
  function reasonOf({ ruleId, message }: Finding, manifest: object): string {
    const reason = STRICTER.find((stricter) => stricter.ruleId === ruleId && stricter.problem.test(message));
    if (!reason) { throw new Error(`we refuse what the API server accepts, for no reason in stricter.ts: ${message}\n${JSON.stringify(manifest)}`); }
    return `${ruleId} ${reason.problem.source}`;
  }

  async function compareRaw(object: object, tally: Tally): Promise<void> {
    const chart = new Chart(new App(), 'chart');
    new ApiObject(chart, 'Pool', object as any);
    await compare(chart, tally);
  }

  async function compareTyped(build: Build, tally: Tally): Promise<void> {
    const chart = new Chart(new App(), 'chart');
    try {
      build(chart);
    } catch (error) {
      // Anything else is a mistake of ours.
      if (!(error as Error).name.startsWith('InvalidInput:')) { throw error; }
      increment(tally.constructed, (error as Error).name);
      return;
    }
    expect(AutoModeRules.findings(chart).filter(({ ruleId }) => ruleId === 'node-pool-fields')).toEqual([]);
    await compare(chart, tally);
  }

  /** As many cases as asked for, in lanes. */
  async function check<T>(runs: number, cases: fc.Arbitrary<T>, compareCase: (value: T, tally: Tally) => Promise<void>): Promise<Tally> {
    const tally = new Tally();
    await Promise.all(Array.from({ length: LANES }, async (_, lane) => fc.assert(
      fc.asyncProperty(cases, async (value) => compareCase(value, tally)), { seed: SEED + lane, numRuns: Math.ceil(runs / LANES) },
    )));
    return tally;
  }

  test('raw: what we accept the API server accepts, and what we refuse it refuses or we have a reason', async () => {
    const started = Date.now();
    const tally = await check(RUNS / 2, rawNodePool, compareRaw);
    console.log(`raw NodePools, NODE_POOL_SEED=${SEED}, ${((Date.now() - started) / 1000).toFixed(1)} s: ${tally}`);
    // Were the cases all of one kind, they would show nothing.
    for (const count of [tally.accepted, tally.refused]) { expect(count).toBeGreaterThan(RUNS / 2 / 10); }
  }, 300_000);

  test('typed: the same', async () => {
    const started = Date.now();
    const tally = await check(RUNS / 2, typedNodePool, compareTyped);
    console.log(`typed NodePools, NODE_POOL_SEED=${SEED}, ${((Date.now() - started) / 1000).toFixed(1)} s: ${tally}`);
    expect(tally.accepted).toBeGreaterThan(RUNS / 2 / 20);
  }, 300_000);

  test('each limit by itself: the same', async () => {
    const tally = new Tally();
    await Promise.all(Array.from({ length: LANES }, async (_, lane) => {
      for (const pool of BOUNDARY_POOLS.filter((__, index) => index % LANES === lane)) { await compareRaw(pool, tally); }
    }));
    console.log(`${BOUNDARY_POOLS.length} NodePools at a limit: ${tally}`);
  }, 60_000);

  test('the examples of all rules: the same, and every reason for which we are stricter has one', async () => {
    const tally = new Tally();
    const pools = Object.values(VIOLATIONS).flat(2).filter((object: any) => object.kind === 'NodePool');
    for (const pool of pools) { await compareRaw(pool, tally); }
    const unmet = STRICTER.map(({ ruleId, problem }) => `${ruleId} ${problem.source}`).filter((reason) => !tally.stricter.has(reason));
    expect(unmet).toEqual([]);
  }, 60_000);
});
