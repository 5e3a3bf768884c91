import { Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeVpc, IAutoModeCluster } from '../../../src';
import { chartFixture, chartProperties, stackFixture } from '../../support/fixtures';

function adoptedIn(vpcOf: (stack: Stack) => ec2.IVpc, props: Partial<eks.ClusterProps> = {}): { stack: Stack; cluster: IAutoModeCluster } {
  const { stack } = stackFixture();
  const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc: vpcOf(stack), ...props });
  return { stack, cluster: AutoModeCluster.adopt(l2) };
}

function vpcWith(stack: Stack, groups: { [name: string]: ec2.SubnetType }): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, subnetConfiguration: Object.entries(groups).map(([name, subnetType]) => ({ name, subnetType })) });
}

/** Names or ids of the subnets in the chart of the cluster. */
function subnetsOfNodes(stack: Stack, cluster: IAutoModeCluster): string[] {
  cluster.addNodeClass('quiet');
  const [, name] = /^cdk-eks-auto-mode\.(.*)/.exec(String(Object.values(Template.fromStack(stack).findResources('Custom::EksAutoModeChart'))[0].Properties.ParentName))!;
  const values = Object.values(chartProperties(stack, name).Values ?? {}) as { Ref?: string }[];
  return values.flatMap(({ Ref }) => /^Vpc(\w+?Subnet\d)/.exec(Ref ?? '')?.[1] ?? []);
}

test('nodes of an adopted cluster are in its subnets, and in no others of the VPC', () => {
  const { stack, cluster } = adoptedIn((scope) => vpcWith(scope, {
    public: ec2.SubnetType.PUBLIC, nodes: ec2.SubnetType.PRIVATE_WITH_EGRESS, db: ec2.SubnetType.PRIVATE_WITH_EGRESS,
  }), { vpcSubnets: [{ subnetGroupName: 'nodes' }] });
  expect(subnetsOfNodes(stack, cluster)).toEqual(['nodesSubnet1', 'nodesSubnet2']);
});

test('public ones are left out', () => {
  const { stack, cluster } = adoptedIn((scope) => new ec2.Vpc(scope, 'Vpc', { maxAzs: 2 }));
  expect(subnetsOfNodes(stack, cluster)).toEqual(['PrivateSubnet1', 'PrivateSubnet2']);
});

test('a cluster in public subnets only has its nodes in the private ones of the VPC', () => {
  const { stack, cluster } = adoptedIn((scope) => new ec2.Vpc(scope, 'Vpc', { maxAzs: 2 }), { vpcSubnets: [{ subnetType: ec2.SubnetType.PUBLIC }] });
  expect(subnetsOfNodes(stack, cluster)).toEqual(['PrivateSubnet1', 'PrivateSubnet2']);
});

test('a cluster in isolated subnets is adopted, with nodes and the function in them', () => {
  const { stack, cluster } = adoptedIn((scope) => vpcWith(scope, { isolated: ec2.SubnetType.PRIVATE_ISOLATED }), {
    vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }], endpointAccess: eks.EndpointAccess.PRIVATE,
  });
  expect(subnetsOfNodes(stack, cluster)).toEqual(['isolatedSubnet1', 'isolatedSubnet2']);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Handler: 'index.handler', VpcConfig: { SubnetIds: [1, 2].map((number) => ({ Ref: Match.stringLikeRegexp(`isolatedSubnet${number}`) })) },
  });
});

test('subnets that the VPC does not list are found again, without a warning of ours', () => {
  const { stack, cluster } = adoptedIn((scope) => new AutoModeVpc(scope, 'Vpc', { maxAzs: 2, podSubnets: true }), { vpcSubnets: [{ subnetGroupName: 'Pod' }] });
  expect(subnetsOfNodes(stack, cluster)).toEqual(['PodSubnet1', 'PodSubnet2']);
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('routeTableId'));
  cluster.provision(chartFixture());
});

test('subnets whose number is not known ask for selectors, as before', () => {
  const { cluster } = adoptedIn((scope) => ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-1', availabilityZones: Fn.split(',', Fn.importValue('Zones')), privateSubnetIds: Fn.split(',', Fn.importValue('Subnets')),
  }), { vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }] });
  expect(() => cluster.addNodeClass('quiet')).toThrow(/^subnets must be given to addNodeClass when the number of subnets of the VPC is not known/);
});

test('options go before the subnets of the cluster', () => {
  const { stack } = stackFixture();
  const vpc = vpcWith(stack, { public: ec2.SubnetType.PUBLIC, nodes: ec2.SubnetType.PRIVATE_WITH_EGRESS, batch: ec2.SubnetType.PRIVATE_WITH_EGRESS });
  const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, vpcSubnets: [{ subnetGroupName: 'nodes' }] });
  expect(subnetsOfNodes(stack, AutoModeCluster.adopt(l2, { vpcSubnets: [{ subnetGroupName: 'batch' }] }))).toEqual(['batchSubnet1', 'batchSubnet2']);
});
