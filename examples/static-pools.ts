/**
 * A fixed number of nodes in each Availability Zone.
 *
 * Shows: one static pool for each zone of the VPC, with room for replacements; workloads that find the nodes by a label of their own.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/static-pools.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/static-pools.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, CapacityType, NodeLabel, NodePoolPreset } from 'cdk-eks-auto-mode';

const app = new App();
const stack = new Stack(app, 'StaticPools', { env: { account: '111122223333', region: 'eu-west-1' } });

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });

for (const zone of ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']) {
  cluster.addStaticNodePool(`latency-${zone}`, NodePoolPreset.staticInZone(zone, {
    replicas: 3,
    nodeLimit: 4,
    labels: { 'example.com/purpose': 'latency' },
    requirements: [
      NodeLabel.CAPACITY_TYPE.in(CapacityType.ON_DEMAND),
      NodeLabel.INSTANCE_CATEGORY.in('m'),
      NodeLabel.INSTANCE_SIZE.in('2xlarge'),
      NodeLabel.INSTANCE_GENERATION.gte(6),
    ],
  }));
}

app.synth();
