import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeVpc, AutoModeVpcProps, ClusterEndpoints, ProvisionerOptions } from '../../../src';
import { stackFixture } from '../../support/fixtures';

function warnings(props: AutoModeVpcProps, provisionerOptions?: ProvisionerOptions, prepare: (vpc: AutoModeVpc) => void = () => undefined): string[] {
  const { stack } = stackFixture();
  const vpc = new AutoModeVpc(stack, 'Vpc', { maxAzs: 2, ...props });
  new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, endpointAccess: eks.EndpointAccess.PRIVATE, provisionerOptions }).addNodePool('batch');
  prepare(vpc);
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-eks-auto-mode:provisioner-network')).map(({ entry }) => String(entry.data));
}

test('a function without a way out is warned about', () => {
  expect(warnings({ natGateways: 0 })).toEqual([expect.stringMatching(/^charts are provisioned from within the VPC, which has neither a NAT gateway nor endpoints of S3 and EKS.*Write natGateways, or endpoints: \{\}/)]);
});

test.each<[string, Parameters<typeof warnings>]>([
  ['a NAT gateway', [{}]],
  ['endpoints', [{ natGateways: 0, endpoints: {} }]],
  ['endpoints of a construct of its own, although it is made last', [{ natGateways: 0 }, {}, (vpc) => new ClusterEndpoints(vpc.stack, 'Endpoints', { vpc })]],
  ['a proxy', [{ natGateways: 0 }, { httpsProxy: 'http://proxy.example.com:3128' }]],
])('%s is one', (_, given) => {
  expect(warnings(...given)).toEqual([]);
});
