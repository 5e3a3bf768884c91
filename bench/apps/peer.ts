/** The same as in `ours.ts`, with aws-cdk-lib alone: plain objects, and one `addManifest` for each NodePool. */
import { App, Stack } from 'aws-cdk-lib';
import { nodePool } from './node-pool';
import { peerCluster } from './peer-cluster';

const app = new App();
const stack = new Stack(app, 'Bench');
const cluster = peerCluster(stack);
for (let pool = 1; pool <= Number(process.argv[2]); pool++) {
  cluster.addManifest(`pool-${pool}`, nodePool(`pool-${pool}`));
}
app.synth();
