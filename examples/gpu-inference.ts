/**
 * Inference on GPUs.
 *
 * Shows: a pool of GPU instances with a limit of its own, on nodes with room for large images; a Deployment that asks for a GPU and goes
 * there, spread over the zones; a device plugin of other nodes that stays away from those of Auto Mode.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/gpu-inference.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/gpu-inference.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeNodes, GpuName, NodeLabel, NodePoolPreset } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'GpuInference');

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });

const gpu = cluster.addNodePool('gpu', NodePoolPreset.gpu({
  nodeClass: cluster.addNodeClass('large-images', { ephemeralStorage: { size: cdk8s.Size.gibibytes(300) } }),
  requirements: [NodeLabel.INSTANCE_GPU_NAME.in(GpuName.L4, GpuName.L40S)],
  limits: { resources: { 'nvidia.com/gpu': '8' } },
}));

const inference = new cdk8s.Chart(new cdk8s.App(), 'inference', { namespace: 'inference' });
new kplus.Namespace(inference, 'Namespace', { metadata: { name: 'inference' } });
const server = new kplus.Deployment(inference, 'Server', {
  replicas: 2,
  // It serves an empty folder: put an inference server in its place.
  containers: [{
    image: 'public.ecr.aws/docker/library/busybox:stable',
    command: ['httpd', '-f', '-p', '8000', '-h', '/tmp'],
    portNumber: 8000,
    securityContext: { user: 65534 },
  }],
});
gpu.schedule(server);
AutoModeNodes.spreadAcrossZones(server, { required: false });
// cdk8s-plus knows no resources of devices, and takes quantities only as objects of its own.
cdk8s.ApiObject.of(server).addJsonPatch(
  cdk8s.JsonPatch.add('/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu', kplus.k8s.Quantity.fromString('1')),
);

// Nodes of Auto Mode bring the plugin; other nodes of the cluster need it. It writes a socket where only root may, for the kubelet.
const plugin = new kplus.DaemonSet(inference, 'DevicePlugin');
plugin.addContainer({ image: 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0', securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false } })
  .mount('/var/lib/kubelet/device-plugins', kplus.Volume.fromHostPath(inference, 'Sockets', 'device-plugins', { path: '/var/lib/kubelet/device-plugins' }));
AutoModeNodes.never(plugin);
cluster.provision(inference);

app.synth();
