import { Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster } from '../../../src';
import { stackFixture } from '../../support/fixtures';

/** A cluster in imported subnets, each in a zone or in one that is not known. */
function clusterIn(...zones: (string | undefined)[]): { stack: Stack; cluster: AutoModeCluster } {
  const { stack } = stackFixture();
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['us-east-1a'], privateSubnetIds: ['subnet-9'] });
  const subnets = subnetsIn(stack, zones);
  return { stack, cluster: new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, vpcSubnets: [{ subnets }] }) };
}

function subnetsIn(stack: Stack, zones: (string | undefined)[]): ec2.ISubnet[] {
  return zones.map((availabilityZone, index) => ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, { subnetId: `subnet-${index}`, availabilityZone }));
}

describe('zones of a cluster', () => {
  test.each<[string, (string | undefined)[]]>([
    ['two', ['us-east-1a', 'us-east-1b']],
    ['none that is known', [undefined, undefined]],
    ['one that is known', ['us-east-1a', undefined]],
    ['two tokens', [Fn.ref('One'), Fn.ref('Other')]],
  ])('may be %s', (_, zones) => {
    expect(() => clusterIn(...zones).cluster.addNodeClass('quiet')).not.toThrow();
  });

  test('must not be the same', () => {
    expect(() => clusterIn('us-east-1a', 'us-east-1a')).toThrow(/^vpcSubnets must be in at least 2 Availability Zones, got 1: select more subnets/);
  });
});

