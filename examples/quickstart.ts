/**
 * A cluster of EKS Auto Mode with a NodeClass and two NodePools of its own.
 *
 * Shows: the cluster with its roles, access entries and network; nodes with more room for images and scratch files; a pool
 * on Spot Instances for batch work, and one on Graviton for services.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/quickstart.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/quickstart.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster, Architecture, Budget, CapacityType, Disruption, NodeLabel, Taint } from 'cdk-eks-auto-mode';
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
    NodeLabel.INSTANCE_CPU.between(4, 32),
  ],
  taints: [Taint.noSchedule('team', 'batch')],
  limits: { cpu: Cpu.units(500) },
  expireAfter: Duration.days(7),
  disruption: Disruption.whenEmptyOrUnderutilized({ after: Duration.minutes(5), budgets: [Budget.percent(10)] }),
});

cluster.addNodePool('services', {
  requirements: [
    NodeLabel.ARCHITECTURE.in(Architecture.ARM64),
    NodeLabel.CAPACITY_TYPE.in(CapacityType.ON_DEMAND),
    NodeLabel.INSTANCE_CATEGORY.in('c', 'm'),
  ],
  limits: { cpu: Cpu.units(200), memory: Size.gibibytes(800) },
});

app.synth();
