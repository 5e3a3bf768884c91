/**
 * Training on a Capacity Block, with the Elastic Fabric Adapter.
 *
 * Shows: a NodeClass that selects a Capacity Block and a placement group, with network interfaces for EFA; a security group that lets its nodes
 * speak to each other, as EFA needs it; a pool on the reserved capacity.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/efa-training.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/efa-training.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import {
  AutoModeCluster, CapacityReservationSelector, NetworkInterface, NodeLabel, NodePoolPreset, PlacementGroup, SecondaryAddresses,
} from 'cdk-eks-auto-mode';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'EfaTraining');

// Without built-in NodePools: once a NodeClass selects reservations, no other one of the cluster uses open ones by itself.
const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodePools: [] });

const training = cluster.addNodeClass('training', {
  capacityReservations: [CapacityReservationSelector.id('cr-0123456789abcdef0')],
  placementGroup: PlacementGroup.named('training'),
  nodeSecurityGroups: [cluster.addNodeSecurityGroup('Training')],
  networkInterfaces: [
    NetworkInterface.primary({ secondaryAddresses: SecondaryAddresses.prefixes(1) }),
    NetworkInterface.efaOnly(0, 1),
    NetworkInterface.efaOnly(1, 0),
    NetworkInterface.efaOnly(2, 0),
    NetworkInterface.efaOnly(3, 0),
  ],
  ephemeralStorage: { size: Size.gibibytes(500) },
});

cluster.addNodePool('training', NodePoolPreset.capacityBlock({
  nodeClass: training,
  // A placement group of the strategy cluster is in one Availability Zone.
  requirements: [NodeLabel.INSTANCE_FAMILY.in('p5'), NodeLabel.ZONE.in('us-east-1a')],
  limits: { cpu: Cpu.units(768) },
}));

app.synth();
