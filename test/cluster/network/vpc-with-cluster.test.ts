import { Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { groupOf, INTERNAL_TAG, ownTags, POD_TAG, PUBLIC_TAG, resources } from './vpc-template';
import { AutoModeCluster } from '../../../src';
import { AutoModeVpc, AutoModeVpcProps } from '../../../src/cluster/network';
import { clusterFixture, stackFixture } from '../../support/fixtures';

describe('with a cluster', () => {
  function clusterIn(props: AutoModeVpcProps, endpointAccess?: eks.EndpointAccess): Template {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', props);
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, vpcSubnets: [vpc.nodeSubnets], endpointAccess });
    cluster.addNodePool('batch');
    return Template.fromStack(stack);
  }

  test.each<[string, AutoModeVpcProps, string]>([
    ['private', { podSubnets: true }, 'Private'],
    ['isolated', { podSubnets: true, isolated: true }, 'Isolated'],
  ])('%s subnets of nodes are its only ones', (_, props, group) => {
    const [[, { Properties }]] = resources(clusterIn(props), 'AWS::EKS::Cluster');
    expect(Properties.ResourcesVpcConfig.SubnetIds.map(({ Ref }: { Ref: string }) => groupOf(Ref))).toEqual([group, group, group]);
  });

  test('the tags of subnets stay as they are, each of them once', () => {
    const template = clusterIn({ podSubnets: true });
    expect(ownTags(template)).toEqual({ Public: { [PUBLIC_TAG]: '1' }, Private: { [INTERNAL_TAG]: '1' }, Pod: { [POD_TAG]: '1' } });
    for (const [, { Properties }] of resources(template, 'AWS::EC2::Subnet')) {
      const keys = Properties.Tags.map(({ Key }: { Key: string }) => Key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('the private subnets of the VPC are its default', () => {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { podSubnets: true });
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc });
    const [[, { Properties }]] = resources(Template.fromStack(stack), 'AWS::EKS::Cluster');
    expect(Properties.ResourcesVpcConfig.SubnetIds.map(({ Ref }: { Ref: string }) => groupOf(Ref))).toEqual(['Private', 'Private', 'Private']);
  });

  test('the template of a cluster is the same in it as in the VPC of the cluster itself', () => {
    const { stack } = clusterFixture();
    const own = resources(Template.fromStack(stack), 'AWS::EC2::Subnet').map(([, { Properties }]) => Properties.CidrBlock);
    expect(resources(clusterIn({}), 'AWS::EC2::Subnet').map(([, { Properties }]) => Properties.CidrBlock)).toEqual(own);
  });

  test('in an isolated VPC the endpoints outlive the cluster, and the function is among the nodes', () => {
    const template = clusterIn({ isolated: true }, eks.EndpointAccess.PRIVATE);
    const [[, { DependsOn }]] = resources(template, 'AWS::EKS::Cluster');
    expect(DependsOn).toEqual(expect.arrayContaining(resources(template, 'AWS::EC2::VPCEndpoint').map(([id]) => id)));
    template.hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler', VpcConfig: { SubnetIds: [1, 2, 3].map((number) => ({ Ref: Match.stringLikeRegexp(`IsolatedSubnet${number}`) })) },
    });
  });
});
