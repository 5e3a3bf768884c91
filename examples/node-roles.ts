/**
 * Nodes with roles, keys, security groups and tags of their own.
 *
 * Shows: a permissions boundary for every role that nodes have; a further role for some nodes, with its access entry; volumes that are
 * encrypted with a key of yours, which the cluster may use; tags on what Auto Mode launches, for which the cluster role gets the
 * policy that it needs; nodes in a security group of their own that load balancers reach.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/node-roles.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/node-roles.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AutoModeCluster, CapacityType, NodeLabel, NodeRole, Taint } from 'cdk-eks-auto-mode';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'NodeRoles');

const permissionsBoundary = iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'node-boundary');
const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  builtInNodeRole: new NodeRole(stack, 'BuiltInNodes', { permissionsBoundary }),
  nodeRole: new NodeRole(stack, 'Nodes', { permissionsBoundary }),
});

const tags = { 'cost-center': '4711' };
const volumeKey = new kms.Key(stack, 'Volumes', { enableKeyRotation: true });
cluster.addNodePool('services', {
  nodeClass: cluster.addNodeClass('encrypted', { volumeKey, tags }),
  requirements: [NodeLabel.INSTANCE_CATEGORY.in('c', 'm', 'r'), NodeLabel.INSTANCE_GENERATION.gte(6)],
  limits: { cpu: Cpu.units(400) },
});

const training = cluster.addNodeRole('Training', { permissionsBoundary });
// Rights of nodes are for what nodes do, such as pulling images. Pods get theirs by EKS Pod Identity.
training.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonElasticContainerRegistryPublicReadOnly'));
const group = cluster.addNodeSecurityGroup('Training');
cluster.addNodePool('training', {
  nodeClass: cluster.addNodeClass('training', {
    role: training,
    nodeSecurityGroups: [group],
    volumeKey,
    ephemeralStorage: { size: Size.gibibytes(500) },
    tags,
  }),
  requirements: [NodeLabel.CAPACITY_TYPE.in(CapacityType.SPOT), NodeLabel.INSTANCE_CATEGORY.in('g')],
  taints: [Taint.noSchedule('nvidia.com/gpu')],
  limits: { cpu: Cpu.units(192) },
});

app.synth();
