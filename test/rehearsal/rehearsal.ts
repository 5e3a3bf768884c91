import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { isDeepStrictEqual } from 'util';
import { CloudFormation } from './cloud-formation';
import { DeploymentFailed, DeployOptions } from './deployment';
import { PlayedCluster } from './played-cluster';
import { aligned, eventLine, listed, logLine } from './report';
import { Synthesis } from './synthesis';

export interface RehearsalProps {
  /** File of the app. Its next version is beside it, as `<app>.update.ts`, if there is one. */
  readonly app: string;
  /** Whether deployments that fail are played too. */
  readonly withFailures: boolean;
  /** Whether the handler's log is shown. */
  readonly withLogs: boolean;
  readonly print: (...lines: string[]) => void;
}

/** Seconds that a chart may take where it is to time out. */
const SHORT_TIMEOUT = 4;
const FAILURE = 'a resource of AWS after the charts failed, as it was told to';

/** The life of an app: created, updated, deleted, and on request what goes wrong in between. */
export class Rehearsal {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-'));
  private areNodesReady = true;

  constructor(private readonly props: RehearsalProps) {}

  public async play(): Promise<void> {
    const { app, print, withLogs } = this.props;
    const cloudFormation = await CloudFormation.start({
      onEvent: (event) => { print(eventLine(event)); },
      onLog: (line) => { if (withLogs) { print(logLine(line)); } },
      onRollback: (reason) => { print(`  rolling back, because ${reason.split('\n')[0].slice(0, 80)}`); },
      onClusterDeletion: async (cluster) => this.checkNothingIsLeft(cluster),
      controllers: { neverReady: () => !this.areNodesReady },
    });
    try {
      const first = await this.synthesize('the first version', app);
      if (this.props.withFailures) { await this.failToCreate(cloudFormation, first); }
      await this.deploy(cloudFormation, 'create', first);
      const nextVersion = app.replace(/\.ts$/, '.update.ts');
      if (fs.existsSync(nextVersion)) {
        const next = await this.synthesize('the next version', nextVersion);
        if (this.props.withFailures) { await this.failToUpdate(cloudFormation, next); }
        await this.deploy(cloudFormation, 'update', next);
      } else {
        print(`\nupdate left out: there is no ${nextVersion}`);
      }
      print('\ndelete');
      await cloudFormation.destroy();
      print('\nthe rehearsal went well');
    } finally {
      await cloudFormation.stop();
      fs.rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private async synthesize(name: string, app: string): Promise<Synthesis> {
    const start = Date.now();
    const synthesis = await Synthesis.of(app, path.join(this.folder, path.basename(app, '.ts')));
    const count = synthesis.stacks.reduce((sum, { template }) => sum + Object.keys(template.Resources).length, 0);
    this.props.print(`\n${name} (${app}, synthesized in ${((Date.now() - start) / 1000).toFixed(1)} s, ${count} resources)`);
    return synthesis;
  }

  private async deploy(cloudFormation: CloudFormation, step: string, synthesis: Synthesis): Promise<void> {
    this.props.print(`\n${step}`);
    await cloudFormation.deploy(synthesis);
    for (const [name, cluster] of cloudFormation.clusters) { this.props.print(`\nobjects in ${name}`, ...listed(await cluster.listings())); }
    const outputs = Object.entries(cloudFormation.outputs).map(([id, value]) => [id, String(value)]);
    if (outputs.length > 0) { this.props.print('\noutputs', ...aligned(outputs)); }
  }

  /** A creation that fails leaves nothing: the check comes before the cluster goes. */
  private async failToCreate(cloudFormation: CloudFormation, synthesis: Synthesis): Promise<void> {
    this.areNodesReady = false;
    await this.fail(cloudFormation, 'create, while no node becomes ready', synthesis, { chartTimeout: SHORT_TIMEOUT });
    this.areNodesReady = true;
    await cloudFormation.destroy();
    await this.fail(cloudFormation, 'create, while another resource fails', synthesis, { failure: FAILURE });
    await cloudFormation.destroy();
  }

  /** An update that fails leaves what was there before. */
  private async failToUpdate(cloudFormation: CloudFormation, synthesis: Synthesis): Promise<void> {
    const before = await contentsOf(cloudFormation);
    await this.fail(cloudFormation, 'update, while another resource fails', synthesis, { failure: FAILURE });
    const after = await contentsOf(cloudFormation);
    const different = [...new Set([...before.keys(), ...after.keys()])].filter((object) => !isDeepStrictEqual(before.get(object), after.get(object)));
    if (different.length > 0) { throw new Error(`after the rollback of an update these are not as they were before: ${different.join(', ')}`); }
    this.props.print(`  all ${before.size} objects are as they were before`);
  }

  private async fail(cloudFormation: CloudFormation, step: string, synthesis: Synthesis, options: DeployOptions): Promise<void> {
    this.props.print(`\n${step}`);
    try {
      await cloudFormation.deploy(synthesis, options);
    } catch (error) {
      if (error instanceof DeploymentFailed && !error.isStuck) { return; }
      throw error;
    }
    this.props.print('  it went well: its charts wait for nothing that is not there');
  }

  private async checkNothingIsLeft(cluster: PlayedCluster): Promise<void> {
    const leftovers = await cluster.leftovers();
    if (leftovers.length > 0) { throw new DeploymentFailed(`left behind in the cluster: ${leftovers.join(', ')}`, true); }
    this.props.print('  nothing of ours is left in the cluster');
  }
}

async function contentsOf(cloudFormation: CloudFormation): Promise<Map<string, unknown>> {
  const contents = await Promise.all([...cloudFormation.clusters].map(async ([name, cluster]) =>
    [...await cluster.contents()].map(([object, content]): [string, unknown] => [`${name}: ${object}`, content])));
  return new Map(contents.flat());
}
