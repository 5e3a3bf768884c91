/**
 * The app of quickstart.ts a week later: nodes for batch work live shorter and may be larger, and the pool for services is
 * gone.
 *
 * Shows: what an update does. The changed pool is applied in place, the removed one is pruned from the cluster.
 *
 * Rehearse both on this machine: npm run rehearse -- examples/quickstart.ts
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster, Budget, CapacityType, Disruption, NodeLabel, Taint } from 'cdk-eks-auto-mode';
import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'Quickstart');

const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  admins: [iam.Role.fromRoleName(stack, 'Admins', 'admins')], // a role of yours: nobody comes in by having created the cluster
});

const roomy = cluster.addNodeClass('roomy', {
  networkPolicyEventLogs: true,
  ephemeralStorage: { size: Size.gibibytes(160) },
});

cluster.addNodePool('batch', {
  nodeClass: roomy,
  requirements: [
    NodeLabel.CAPACITY_TYPE.in(CapacityType.SPOT, CapacityType.ON_DEMAND),
    NodeLabel.INSTANCE_CATEGORY.in('c', 'm', 'r'),
    NodeLabel.INSTANCE_GENERATION.gt(5),
    NodeLabel.INSTANCE_CPU.between(4, 64),
  ],
  taints: [Taint.noSchedule('team', 'batch')],
  limits: { cpu: Cpu.units(500) },
  expireAfter: Duration.days(3),
  disruption: Disruption.whenEmptyOrUnderutilized({ after: Duration.minutes(5), budgets: [Budget.percent(10)] }),
});

app.synth();
