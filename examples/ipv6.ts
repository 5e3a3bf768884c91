/**
 * A cluster whose pods and Services have IPv6 addresses.
 *
 * Shows: a VPC of both families, whose private subnets leave it by an egress-only internet gateway and, for destinations of IPv4, by
 * the NAT gateway; a public endpoint that only one network of each family reaches, so that charts are provisioned from within the VPC.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/ipv6.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/ipv6.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeVpc, NodeLabel } from 'cdk-eks-auto-mode';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'Ipv6');

const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc: new AutoModeVpc(stack, 'Vpc', { dualStack: true }),
  ipFamily: eks.IpFamily.IP_V6,
  endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24', '2001:db8:1::/48'),
});

cluster.addNodePool('services', {
  nodeClass: cluster.addNodeClass('standard'),
  requirements: [NodeLabel.INSTANCE_CATEGORY.in('c', 'm'), NodeLabel.INSTANCE_GENERATION.gte(6)],
  limits: { cpu: Cpu.units(200) },
});

app.synth();
