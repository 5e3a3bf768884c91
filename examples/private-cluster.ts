/**
 * A cluster whose endpoint is private, with the settings of a production cluster.
 *
 * Shows: a private endpoint, to which charts are provisioned from within the VPC, and who reaches it; a NAT gateway in each zone; Secrets and volumes encrypted with keys of yours; all
 * logs of the control plane and those of the network; deletion protection; upgrades before the end of standard support; no built-in
 * NodePools, but one of your own with a limit.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/private-cluster.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/private-cluster.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AutoModeCluster, AutoModeVpc, CapacityType, NodeLabel, UpgradePolicy } from 'cdk-eks-auto-mode';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
// Deletion protection of the cluster comes too late for its charts: they go first, and nodes with them.
const stack = new Stack(app, 'Private', { terminationProtection: true });

const key = new kms.Key(stack, 'Key', { enableKeyRotation: true });
const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc: new AutoModeVpc(stack, 'Vpc', { flowLogs: true, natGateways: 3, maxAzs: 3 }),
  admins: [iam.Role.fromRoleName(stack, 'Admins', 'platform-admins')],
  endpointAccess: eks.EndpointAccess.PRIVATE,
  secretsEncryptionKey: key,
  logging: Object.values(eks.ClusterLoggingTypes),
  upgradePolicy: UpgradePolicy.STANDARD,
  deletionProtection: true,
  zonalShift: true,
  builtInNodePools: [],
});

// The network that administrators come from.
cluster.connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.8.0.0/16'));

cluster.addNodePool('default', {
  nodeClass: cluster.addNodeClass('standard', { volumeKey: key }),
  requirements: [
    NodeLabel.CAPACITY_TYPE.in(CapacityType.ON_DEMAND),
    NodeLabel.INSTANCE_CATEGORY.in('c', 'm', 'r'),
    NodeLabel.INSTANCE_GENERATION.gte(6),
  ],
  limits: { cpu: Cpu.units(1000) },
});

app.synth();
