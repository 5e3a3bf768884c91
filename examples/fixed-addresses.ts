/**
 * A TCP service with fixed addresses.
 *
 * Shows: a mail server behind an internet-facing Network Load Balancer with an Elastic IP address in each Availability Zone, which stay when the
 * load balancer is made anew; who may come in; the address of the client by the PROXY protocol; health checks; tags, with the policy that they need.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/fixed-addresses.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/fixed-addresses.ts"
 */
import { App, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeNodes, LoadBalancerScheme, NetworkHealthCheck, NetworkListener, ProxyProtocol } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'FixedAddresses');

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
const addresses = cluster.vpc.publicSubnets.map((_, index) => new ec2.CfnEIP(stack, `Address${index + 1}`));

const mail = new cdk8s.Chart(new cdk8s.App(), 'mail', { namespace: 'mail' });
new kplus.Namespace(mail, 'Namespace', { metadata: { name: 'mail' } });
const server = new kplus.Deployment(mail, 'Server', {
  metadata: { name: 'server' },
  // It answers with what it gets, at first the address of the client: put a mail server in its place.
  containers: [{
    image: 'public.ecr.aws/docker/library/busybox:stable',
    command: ['nc', '-lk', '-p', '2525', '-e', 'cat'],
    portNumber: 2525,
    securityContext: { user: 65534 },
  }],
});
AutoModeNodes.spreadAcrossZones(server);

const service = server.exposeViaService({ name: 'mail', ports: [{ port: 25, targetPort: 2525 }] });
cluster.loadBalancing.exposeViaNetworkLoadBalancer(service, {
  scheme: LoadBalancerScheme.INTERNET_FACING,
  elasticIps: addresses,
  loadBalancerSourceRanges: ['203.0.113.0/24', '198.51.100.0/24'],
  listeners: [NetworkListener.tcp(25, { idleTimeout: cdk8s.Duration.minutes(10) })],
  proxyProtocol: ProxyProtocol.ALL_PORTS,
  healthCheck: NetworkHealthCheck.tcp({ interval: cdk8s.Duration.seconds(10) }),
  deregistrationDelay: cdk8s.Duration.minutes(2),
  deletionProtection: false,
  tags: { team: 'mail' },
});
cluster.provision(mail);

new CfnOutput(stack, 'Addresses', { value: Fn.join(' ', addresses.map((address) => address.attrPublicIp)) });

app.synth();
