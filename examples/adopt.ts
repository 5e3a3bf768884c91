/**
 * A cluster that the CDK's own construct makes, with NodePools and charts of this library.
 *
 * Shows: adopting an `eks.Cluster` without changing it; typed NodeClasses and NodePools in it; a policy for the node role that the
 * CDK hides; a chart that is provisioned without kubectl.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/adopt.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/adopt.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster, NodeLabel, Taint } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'Adopt');

const existing = new eks.Cluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  // By default the CDK passes public subnets too, where nodes of the built-in NodePools may get public addresses.
  vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
});

const cluster = AutoModeCluster.adopt(existing);
cluster.addNodePolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonElasticContainerRegistryPublicReadOnly'));

cluster.addNodePool('memory', {
  nodeClass: cluster.addNodeClass('private'),
  requirements: [NodeLabel.INSTANCE_CATEGORY.in('r'), NodeLabel.INSTANCE_GENERATION.gte(6)],
  taints: [Taint.noSchedule('team', 'data')],
  limits: { cpu: kplus.Cpu.units(200) },
});

const data = new cdk8s.Chart(new cdk8s.App(), 'data', { namespace: 'data' });
new kplus.Namespace(data, 'Namespace', { metadata: { name: 'data' } });
new kplus.ConfigMap(data, 'Settings', { data: { cluster: cluster.clusterName } });
cluster.provision(data);

app.synth();
