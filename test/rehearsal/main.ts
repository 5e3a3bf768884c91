/**
 * Plays the life of an app on this machine: created, updated, deleted.
 *
 * What is real: the app's cloud assembly, the provider framework's code, the bundled handler in a process of its own,
 * kube-apiserver and etcd. What is played: the resources of AWS, S3 and EKS on loopback, and the controllers of Auto Mode.
 *
 *   npm run rehearse -- examples/quickstart.ts [--logs]
 *
 * The update is `<example>.update.ts`, where there is one.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CloudFormation, DeploymentFailed, ResourceEvent } from './cloud-formation';
import { PlayedCluster } from './played-cluster';
import { aligned, eventLine, listed, logLine } from './report';
import { Synthesis } from './synthesis';
import { controlPlaneAvailability } from '../control-plane/binaries';
import { bundleHandler } from '../support/bundle-handler';

const DEFAULT_EXAMPLE = 'examples/quickstart.ts';

async function main(): Promise<void> {
  const [example = DEFAULT_EXAMPLE] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const withLogs = process.argv.includes('--logs');
  if (!fs.existsSync(example)) {
    throw new Error(`there is no ${example}: name a file of examples, such as ${DEFAULT_EXAMPLE}`);
  }
  const { available, reason } = controlPlaneAvailability();
  if (!available) {
    throw new Error(`the rehearsal needs a Kubernetes API server: ${reason}`);
  }
  const print = (...lines: string[]) => console.log(lines.join('\n'));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-'));
  bundleHandler();

  print(`Rehearsal of ${example}`,
    '  real:   cloud assembly, provider framework, handler, kube-apiserver and etcd',
    '  played: resources of AWS, S3 and EKS on loopback, and the controllers of Auto Mode (they say Ready; no node is launched)');
  let played = 0;
  const cloudFormation = await CloudFormation.start({
    onEvent: (event: ResourceEvent) => { print(eventLine(event)); },
    onLog: (line) => { if (withLogs) { print(logLine(line)); } },
    onClusterDeletion: async (cluster: PlayedCluster) => {
      const leftovers = await cluster.leftovers();
      if (leftovers.length > 0) { throw new DeploymentFailed(`left behind in the cluster: ${leftovers.join(', ')}`); }
      print('  nothing of ours is left in the cluster');
    },
  });
  const show = async () => {
    for (const [name, cluster] of cloudFormation.clusters) { print(`\nobjects in ${name}`, ...listed(await cluster.listings())); }
    const outputs = Object.entries(cloudFormation.outputs).map(([id, value]) => [id, String(value)]);
    if (outputs.length > 0) { print('\noutputs', ...aligned(outputs)); }
  };
  const deploy = async (step: string, app: string) => {
    const start = Date.now();
    const synthesis = await Synthesis.of(app, path.join(folder, step));
    played = synthesis.stacks.reduce((count, { template }) => count + Object.keys(template.Resources).length, 0);
    print(`\n${step} (${app}, synthesized in ${((Date.now() - start) / 1000).toFixed(1)} s, ${played} resources)`);
    await cloudFormation.deploy(synthesis);
    await show();
  };
  try {
    await deploy('create', example);
    const update = example.replace(/\.ts$/, '.update.ts');
    if (fs.existsSync(update)) {
      await deploy('update', update);
    } else {
      print(`\nupdate left out: there is no ${update}`);
    }
    print('\ndelete');
    await cloudFormation.destroy();
    print('\nthe rehearsal went well');
  } finally {
    await cloudFormation.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: Error) => {
  console.error(error instanceof DeploymentFailed ? `\nthe deployment failed: ${error.message}` : `\n${error.message}`);
  process.exitCode = 1;
});
