/**
 * A namespace in which nothing speaks to anything that nobody allowed.
 *
 * Shows: network policies switched on; nodes whose pods are closed until a policy opens them; a namespace that is closed but for the
 * DNS; the way from one workload to another by cdk8s-plus; the way to a domain on the internet; a guard for the whole cluster.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/zero-trust.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/zero-trust.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import {
  ApplicationNetworkPolicy, AutoModeCluster, ClusterNetworkPolicy, DefaultDeny, DefaultNetworkPolicy, NetworkPolicyAction, NetworkPolicyTier,
} from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'ZeroTrust');

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, serviceIpv4Cidr: '172.20.0.0/16' });
cluster.enableNetworkPolicies();
const closed = cluster.addNodePool('closed', {
  nodeClass: cluster.addNodeClass('closed', { networkPolicy: DefaultNetworkPolicy.DENY, networkPolicyEventLogs: true }),
  limits: { cpu: Cpu.units(50) },
});

const payments = new cdk8s.Chart(new cdk8s.App(), 'payments', { namespace: 'payments' });
new kplus.Namespace(payments, 'Namespace', { metadata: { name: 'payments' } });
new DefaultDeny(payments, 'DefaultDeny', { metadata: { name: 'default-deny' }, dns: cluster.dns });

const workload = (id: string, portNumber: number) => new kplus.Deployment(payments, id, {
  metadata: { name: id.toLowerCase(), namespace: 'payments' },
  containers: [{ image: `registry.example.com/${id.toLowerCase()}:1`, portNumber, securityContext: { user: 1000 } }], // images of yours
});
const web = workload('Web', 8080);
const ledger = workload('Ledger', 9090);
closed.schedule(web);
closed.schedule(ledger);

// Both ends, by the policies of cdk8s-plus: web may ask ledger.
web.connections.allowTo(ledger, { ports: [kplus.NetworkPolicyPort.tcp(9090)] });
// And ledger may ask the bank, whatever addresses that has today.
new ApplicationNetworkPolicy(payments, 'Bank', {
  metadata: { name: 'ledger-to-bank' },
  selector: ledger,
  egress: [{ domainNames: ['api.bank.example.com'], ports: [kplus.NetworkPolicyPort.tcp(443)] }],
});

// Whatever namespaces allow: nobody in them reaches the metadata of instances.
new ClusterNetworkPolicy(payments, 'Guard', {
  metadata: { name: 'no-instance-metadata' },
  tier: NetworkPolicyTier.ADMIN,
  priority: 10,
  subject: kplus.Namespaces.all(payments, 'Everybody'),
  egress: [{
    name: 'metadata', action: NetworkPolicyAction.DENY, peers: [kplus.NetworkPolicyIpBlock.ipv4(payments, 'Metadata', '169.254.169.254/32')],
  }],
});
cluster.provision(payments);

app.synth();
