/**
 * A cluster without any way to the internet.
 *
 * Shows: a VPC of isolated subnets with the endpoints that the cluster needs in place of the internet; one more for pods that use IAM
 * roles for service accounts; a private endpoint, to which charts are provisioned from within the VPC. Images have to be in ECR.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/isolated.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/isolated.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster, AutoModeVpc, NodeLabel } from 'cdk-eks-auto-mode';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'Isolated');

const vpc = new AutoModeVpc(stack, 'Vpc', {
  isolated: true,
  endpoints: { additionalServices: [ec2.InterfaceVpcEndpointAwsService.STS] },
});

const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc,
  endpointAccess: eks.EndpointAccess.PRIVATE,
  admins: [iam.Role.fromRoleName(stack, 'Admins', 'platform-admins')],
});

cluster.addNodePool('services', {
  requirements: [NodeLabel.INSTANCE_CATEGORY.in('m', 'r'), NodeLabel.INSTANCE_GENERATION.gte(6)],
  limits: { cpu: Cpu.units(200) },
});

app.synth();
