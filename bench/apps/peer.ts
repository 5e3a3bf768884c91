/** The same as in `ours.ts`, with aws-cdk-lib alone: its cluster, and one `addManifest` for each NodePool. */
import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';

const app = new App();
const stack = new Stack(app, 'Bench');
const cluster = new eks.Cluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 1 }),
  kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
});
for (let pool = 1; pool <= Number(process.argv[2]); pool++) {
  cluster.addManifest(`pool-${pool}`, {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: `pool-${pool}` },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
          requirements: [
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot', 'on-demand'] },
            { key: 'eks.amazonaws.com/instance-category', operator: 'In', values: ['c', 'm', 'r'] },
            { key: 'eks.amazonaws.com/instance-generation', operator: 'Gt', values: ['5'] },
          ],
          expireAfter: '336h',
          terminationGracePeriod: '24h',
        },
      },
      disruption: { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '30s', budgets: [{ nodes: '10%' }] },
      limits: { cpu: '100' },
    },
  });
}
app.synth();
