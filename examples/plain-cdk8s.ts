/**
 * The same objects without the AWS CDK, for GitOps.
 *
 * Shows: a NodeClass and a NodePool in a cdk8s app that writes YAML; a raw pod that goes to the pool. Rules fail `app.synth()` here too. The
 * role needs an access entry of type EC2 in the cluster, which the app with the cluster makes: `cluster.access.grantNodes(role)`.
 *
 * Write the YAML into dist/: npx tsx --tsconfig examples/tsconfig.json examples/plain-cdk8s.ts
 */
import { NodeClass, NodeLabel, NodePool, PodPlacement, SecurityGroupSelector, SubnetSelector, Taint } from 'cdk-eks-auto-mode';
import { ApiObject, App, Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';

const app = new App({ outdir: process.env.CDK_OUTDIR });
const nodes = new Chart(app, 'nodes');

const nodeClass = new NodeClass(nodes, 'Private', {
  metadata: { name: 'private' },
  role: 'auto-mode-nodes',
  subnets: [SubnetSelector.tags({ 'karpenter.sh/discovery': 'production' })],
  securityGroups: [SecurityGroupSelector.tags({ 'aws:eks:cluster-name': 'production' })],
});
const batch = new NodePool(nodes, 'Batch', {
  metadata: { name: 'batch' },
  nodeClass,
  requirements: [NodeLabel.INSTANCE_CATEGORY.in('c', 'm', 'r')],
  taints: [Taint.noSchedule('team', 'batch')],
  limits: { cpu: Cpu.units(200) },
});

const placement = PodPlacement.on(batch);
new ApiObject(nodes, 'Pod', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'report' },
  spec: {
    nodeSelector: placement.nodeSelector,
    tolerations: placement.tolerations,
    restartPolicy: 'Never',
    containers: [{ name: 'main', image: 'public.ecr.aws/docker/library/busybox:stable', command: ['date'], securityContext: { runAsUser: 65534 } }],
  },
});

app.synth();
