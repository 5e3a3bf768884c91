/**
 * A cluster in a network that another team made.
 *
 * Shows: an imported VPC with a choice of its subnets, which others have tagged for load balancers; nodes that are found by
 * tags instead of ids, so that subnets which are added later are used as well.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/existing-vpc.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/existing-vpc.ts"
 */
import { Annotations, App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, NodeLabel, SubnetSelector } from 'cdk-eks-auto-mode';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'ExistingVpc', { env: { account: '111122223333', region: 'eu-west-1' } });

// Of your own account: ec2.Vpc.fromLookup(stack, 'Vpc', { vpcName: 'platform' })
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0123456789abcdef0',
  vpcCidrBlock: '10.20.0.0/16',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  privateSubnetIds: ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0bbbbbbbbbbbbbbb1', 'subnet-0aaaaaaaaaaaaaaa2', 'subnet-0bbbbbbbbbbbbbbb2'],
  privateSubnetNames: ['Nodes', 'Databases'],
  privateSubnetRouteTableIds: ['rtb-0aaaaaaaaaaaaaaa1', 'rtb-0bbbbbbbbbbbbbbb1', 'rtb-0aaaaaaaaaaaaaaa2', 'rtb-0bbbbbbbbbbbbbbb2'],
});

const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc,
  vpcSubnets: [{ subnetGroupName: 'Nodes' }],
});
// Load balancers find subnets by the tags kubernetes.io/role/internal-elb and kubernetes.io/role/elb.
Annotations.of(cluster.cluster).acknowledgeWarning('@aws-cdk/aws-eks:clusterMustManuallyTagSubnet', 'the network team has tagged its subnets');

cluster.addNodePool('services', {
  nodeClass: cluster.addNodeClass('shared', { subnets: [SubnetSelector.tags({ 'karpenter.sh/discovery': 'production' })] }),
  requirements: [NodeLabel.INSTANCE_CATEGORY.in('c', 'm', 'r'), NodeLabel.INSTANCE_GENERATION.gte(6)],
  limits: { cpu: Cpu.units(400) },
});

app.synth();
