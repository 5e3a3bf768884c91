/** A VPC, a cluster of Auto Mode and so many NodePools, with this library. */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, CapacityType, NodeLabel } from 'cdk-eks-auto-mode';

const app = new App();
const stack = new Stack(app, 'Bench');
const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
for (let pool = 1; pool <= Number(process.argv[2]); pool++) {
  cluster.addNodePool(`pool-${pool}`, {
    requirements: [
      NodeLabel.CAPACITY_TYPE.in(CapacityType.SPOT, CapacityType.ON_DEMAND),
      NodeLabel.INSTANCE_CATEGORY.in('c', 'm', 'r'),
      NodeLabel.INSTANCE_GENERATION.gt(5),
    ],
  });
}
app.synth();
