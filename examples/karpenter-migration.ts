/**
 * From self-managed Karpenter to Auto Mode.
 *
 * Shows: a cluster without the built-in pool that takes any pod; a pool to which workloads move one by one, by tolerating its taint; a workload that
 * has moved.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/karpenter-migration.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/karpenter-migration.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, BuiltInNodePool, NodePoolPreset } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'KarpenterMigration');

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodePools: [BuiltInNodePool.SYSTEM] });

const moved = cluster.addNodePool('moved', NodePoolPreset.karpenterMigration({
  nodeClass: cluster.addNodeClass('standard'),
  limits: { cpu: kplus.Cpu.units(400) },
}));

const shop = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new kplus.Namespace(shop, 'Namespace', { metadata: { name: 'shop' } });
const web = new kplus.Deployment(shop, 'Web', {
  replicas: 2,
  containers: [{
    image: 'public.ecr.aws/nginx/nginx-unprivileged:stable',
    portNumber: 8080,
    securityContext: { user: 101, readOnlyRootFilesystem: false },
  }],
});
moved.schedule(web);
cluster.provision(shop);

app.synth();
