import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { CloudFormation } from './cloud-formation';
import { ResourceEvent } from './deployment';
import { PlayedCluster } from './played-cluster';
import { Synthesis } from './synthesis';
import { AutoModeCluster } from '../../src';
import { NotReady } from '../control-plane/controllers';

const CHART = 'Custom::EksAutoModeChart';

/** CloudFormation on this machine, and apps that are synthesized in this process. */
export class RehearsalFixture {
  public static async start(): Promise<RehearsalFixture> {
    const fixture: RehearsalFixture = new RehearsalFixture(await CloudFormation.start({
      onEvent: (event) => fixture.events.push(event),
      onClusterDeletion: async (cluster) => { fixture.leftovers.push(...await cluster.leftovers()); },
      controllers: { neverReady: (object) => fixture.notReady.get(object.metadata!.name!) },
      speed: 100,
    }));
    return fixture;
  }

  /** Everything that happened to resources. */
  public readonly events: ResourceEvent[] = [];
  /** What charts left in clusters that were deleted. */
  public readonly leftovers: string[] = [];
  /** NodeClasses and NodePools that never become ready. */
  public readonly notReady = new Map<string, NotReady>();
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-test-'));
  private count = 0;

  private constructor(public readonly cloudFormation: CloudFormation) {}

  /** The first cluster that is there. */
  public get cluster(): PlayedCluster {
    return [...this.cloudFormation.clusters.values()][0];
  }

  /** What happened to charts: action and name of the construct, with a star where it failed. */
  public get chartEvents(): string[] {
    return this.events.filter(({ type }) => type === CHART).map(({ action, logicalId, failure }) =>
      `${action} ${logicalId.replace(/^ClusterCharts|[0-9A-F]{8}$/g, '')}${failure ? ' *' : ''}`);
  }

  /** Synthesizes an app with a cluster in a stack. */
  public synthesize(build: (cluster: AutoModeCluster, stack: Stack, app: App) => void): Synthesis {
    const app = new App({ outdir: path.join(this.folder, String(this.count++)) });
    const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
    build(new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 }), stack, app);
    return new Synthesis(app.synth().directory);
  }

  public async stop(): Promise<void> {
    await this.cloudFormation.stop();
    fs.rmSync(this.folder, { recursive: true });
  }
}
