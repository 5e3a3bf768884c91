/** The same as in `ours.ts`, with aws-cdk-lib and its way to constructs: a chart of cdk8s with all NodePools, and one `addCdk8sChart`. */
import { App, Stack } from 'aws-cdk-lib';
import { ApiObject, App as KubernetesApp, Chart } from 'cdk8s';
import { nodePool } from './node-pool';
import { peerCluster } from './peer-cluster';

const app = new App();
const stack = new Stack(app, 'Bench');
const cluster = peerCluster(stack);
const chart = new Chart(new KubernetesApp(), 'pools');
for (let pool = 1; pool <= Number(process.argv[2]); pool++) {
  new ApiObject(chart, `pool-${pool}`, nodePool(`pool-${pool}`));
}
cluster.addCdk8sChart('Pools', chart);
app.synth();
