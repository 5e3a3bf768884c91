/**
 * Nodes for strict surroundings.
 *
 * Shows: cryptography that is validated by FIPS, and a locked down kernel; a proxy on the way out, with its certificate authority;
 * no traffic of pods until a policy allows it; limits of the kubelet and the kernel.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/hardened-nodes.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/hardened-nodes.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, DefaultNetworkPolicy, EvictionSignal, KernelLockdown, NodeLabel } from 'cdk-eks-auto-mode';
import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'HardenedNodes', { env: { account: '111122223333', region: 'us-east-1' } });

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
cluster.enableNetworkPolicies();

const hardened = cluster.addNodeClass('hardened', {
  fips: true,
  kernelLockdown: KernelLockdown.INTEGRITY,
  networkPolicy: DefaultNetworkPolicy.DENY,
  networkPolicyEventLogs: true,
  proxy: { url: 'http://proxy.example.com:3128', noProxy: ['.svc.cluster.local'] },
  certificateBundles: [{ name: 'corporate', certificates: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ29ycG9yYXRl\n-----END CERTIFICATE-----\n' }],
  kubelet: {
    podPidsLimit: 4096,
    eviction: {
      hard: [EvictionSignal.MEMORY_AVAILABLE.below(Size.mebibytes(200))],
      soft: [EvictionSignal.NODEFS_AVAILABLE.belowPercent(15).after(Duration.minutes(2))],
    },
  },
});

cluster.addNodePool('restricted', {
  nodeClass: hardened,
  requirements: [NodeLabel.INSTANCE_CATEGORY.in('c', 'm'), NodeLabel.INSTANCE_GENERATION.gte(6)],
  limits: { cpu: Cpu.units(200) },
});

app.synth();
