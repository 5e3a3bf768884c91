import * as fs from 'fs';
import * as path from 'path';
import { buildSync } from 'esbuild';
import { Access, BenchCluster } from './bench-cluster';
import { race, RaceProps, RaceResult } from './race';
import { HandlerSide, KubectlSide, Side } from './side';
import { buildKubectl, controlPlaneAvailability, kubectlAvailability } from '../../test/control-plane/binaries';
import { BUNDLE } from '../../test/support/bundle-handler';

/** Variable with the path of a second `node`, of version 24. */
const NODE_24 = 'NODE_24';

/** What the CDK adds to objects, and looks for what to remove by. */
const PRUNE_LABEL = 'aws.cdk.eks/prune-c8f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3';

/** Names of the sides. */
export const SIDE = { handler: 'handler', handlerOnNode24: 'handler-on-node-24', serverSide: 'kubectl-server-side', clientSide: 'kubectl' } as const;
export type SideName = typeof SIDE[keyof typeof SIDE];

/** What is raced, and how far the API server is away. */
export interface Course extends Omit<RaceProps, 'rounds'> {
  readonly isDistant?: boolean;
}

/** What figures of the provisioner have in common: a cluster and programs. They are there when something is asked for. */
export class ProvisionerBench {
  /** Why nothing can be measured here; nothing, if it can. */
  public readonly obstacle?: string;
  /** Why nothing can be measured with Node 24. */
  public readonly obstacleToNode24?: string;
  private cluster?: BenchCluster;
  private readonly results = new Map<string, Promise<RaceResult>>();

  constructor(private readonly folder: string, private readonly runs: number) {
    this.obstacle = controlPlaneAvailability().reason ?? kubectlAvailability().reason;
    this.obstacleToNode24 = this.obstacle ?? (process.env[NODE_24] ? undefined : `${NODE_24} names no second Node: let it be the path of a node of version 24`);
  }

  /**
   * Lets sides race, once: several figures come from it.
   *
   * @param share of the runs that are asked for: the longer a race takes, the less chance there is in it
   */
  public async race(names: readonly SideName[], props: Course, share = 1): Promise<RaceResult> {
    const key = JSON.stringify([names, props]);
    const result = this.results.get(key) ?? this.raceNow(names, { ...props, rounds: Math.ceil(this.runs * share) });
    this.results.set(key, result);
    return result;
  }

  public async stop(): Promise<void> {
    await this.cluster?.stop();
  }

  private async raceNow(names: readonly SideName[], { isDistant, ...props }: RaceProps & Course): Promise<RaceResult> {
    if (!fs.existsSync(BUNDLE)) { throw new Error('there is no assets/provisioner, which would be measured: run npx projen bundle'); }
    const kubectl = await buildKubectl((line) => console.error(line));
    this.cluster ??= await BenchCluster.start(this.folder);
    const sides = sidesOf(this.cluster, isDistant ? this.cluster.distant : this.cluster.near, this.folder, kubectl);
    return race(this.cluster, names.map((name) => sides[name]), props);
  }
}

function sidesOf(cluster: BenchCluster, access: Access, folder: string, kubectl: string): { readonly [name in SideName]: Side } {
  const invocation = path.join(folder, 'invocation.js');
  buildSync({ entryPoints: [path.join(__dirname, 'invocation.ts')], outfile: invocation, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' });
  const handler = (name: string, node: string) => new HandlerSide({ name, node, bundle: BUNDLE, invocation, cluster, access, folder });
  const serverSide = ['apply', '--server-side'];
  return {
    'handler': handler(SIDE.handler, process.execPath),
    'handler-on-node-24': handler(SIDE.handlerOnNode24, process.env[NODE_24]!),
    'kubectl-server-side': new KubectlSide({ name: SIDE.serverSide, kubectl, access, folder, create: serverSide, change: serverSide }),
    // What the CDK's handler runs.
    'kubectl': new KubectlSide({
      name: SIDE.clientSide, kubectl, access, folder, create: ['create', '--save-config'], change: ['apply', '--prune', '--selector', PRUNE_LABEL], label: PRUNE_LABEL,
    }),
  };
}
