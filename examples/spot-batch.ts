/**
 * Batch work on Spot Instances.
 *
 * Shows: a pool on Spot that falls back on On-Demand, with several instance types to choose from; no disruption during working hours; a Job
 * that runs there and is left to finish.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/spot-batch.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/spot-batch.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeNodes, Budget, Disruption, NodeLabel, NodePoolPreset, Taint } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'SpotBatch');

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });

const batch = cluster.addNodePool('batch', NodePoolPreset.spotWithFallback({
  requirements: [NodeLabel.INSTANCE_FAMILY.exists().minValues(5)],
  taints: [Taint.noSchedule('team', 'batch')],
  limits: { cpu: kplus.Cpu.units(500) },
  disruption: Disruption.whenEmptyOrUnderutilized({
    after: cdk8s.Duration.minutes(5),
    budgets: [
      Budget.percent(20),
      Budget.nodes(0, { schedule: cdk8s.Cron.schedule({ minute: '0', hour: '8', weekDay: '1-5' }), duration: cdk8s.Duration.hours(10) }),
    ],
  }),
}));

const jobs = new cdk8s.Chart(new cdk8s.App(), 'jobs', { namespace: 'jobs' });
new kplus.Namespace(jobs, 'Namespace', { metadata: { name: 'jobs' } });
const report = new kplus.Job(jobs, 'Report', {
  metadata: { name: 'report' },
  containers: [{ image: 'public.ecr.aws/docker/library/busybox:stable', command: ['date'], securityContext: { user: 65534 } }],
});
batch.schedule(report);
AutoModeNodes.doNotDisrupt(report);
cluster.provision(jobs);

app.synth();
