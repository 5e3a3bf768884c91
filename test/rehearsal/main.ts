/**
 * Plays the life of an app on this machine: created, updated, deleted.
 *
 * What is real: the app's cloud assembly, the provider framework's code, the bundled handler in a process of its own,
 * kube-apiserver and etcd. What is played: the resources of AWS, S3 and EKS on loopback, and the controllers of Auto Mode.
 *
 *   npm run rehearse -- examples/quickstart.ts [--failures] [--logs]
 *
 * The update is `<example>.update.ts`, where there is one. With `--failures` creation and update fail first, and are rolled back.
 */
import * as fs from 'fs';
import { DeploymentFailed } from './deployment';
import { Rehearsal } from './rehearsal';
import { controlPlaneAvailability } from '../control-plane/binaries';
import { bundleHandler } from '../support/bundle-handler';

const DEFAULT_EXAMPLE = 'examples/quickstart.ts';
const OPTIONS = ['--failures', '--logs'];

async function main(): Promise<void> {
  const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const unknown = options.find((option) => !OPTIONS.includes(option));
  if (unknown) { throw new Error(`there is no option ${unknown}: write ${OPTIONS.join(' or ')}`); }
  const [app = DEFAULT_EXAMPLE] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  if (!fs.existsSync(app)) {
    throw new Error(`there is no ${app}: name a file of examples, such as ${DEFAULT_EXAMPLE}`);
  }
  const { available, reason } = controlPlaneAvailability();
  if (!available) {
    throw new Error(`the rehearsal needs a Kubernetes API server: ${reason}`);
  }
  bundleHandler();

  const print = (...lines: string[]) => console.log(lines.join('\n'));
  print(`Rehearsal of ${app}`,
    '  real:   cloud assembly, provider framework, handler, kube-apiserver and etcd',
    '  played: resources of AWS, S3 and EKS on loopback, and the controllers of Auto Mode (they say Ready; no node is launched)');
  await new Rehearsal({ app, print, withFailures: options.includes('--failures'), withLogs: options.includes('--logs') }).play();
}

main().catch((error: Error) => {
  console.error(error instanceof DeploymentFailed ? `\nthe deployment failed: ${error.message}` : `\n${error.message}`);
  process.exitCode = 1;
});
