import { Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { INTERNAL_TAG, PUBLIC_TAG } from './vpc-template';
import { AutoModeCluster, AutoModeVpc } from '../../../src';
import { stackFixture } from '../../support/fixtures';

const PRIORITIES = { context: { [cxapi.ASPECT_PRIORITIES_MUTATING]: true } };

/** Warnings about tags of subnets in a stack. */
function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-eks-auto-mode:subnet-tags')).map(({ entry }) => String(entry.data));
}

/** Those of a cluster that exists already, in a VPC of the app. */
function warningsIn(vpcOf: (stack: Stack) => ec2.IVpc, vpcSubnets?: ec2.SubnetSelection[], app = {}): string[] {
  const { stack } = stackFixture(app);
  const vpc = vpcOf(stack);
  AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'production', vpc, vpcSubnets });
  return warnings(stack);
}

function plainVpc(stack: Stack): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
}

function isolatedVpc(stack: Stack): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
}

test('an existing cluster in a VPC of the app, whose subnets nobody tagged, is warned about once for each kind', () => {
  expect(warningsIn(plainVpc)).toEqual([
    expect.stringMatching(/^subnets Stack\/Vpc\/PublicSubnet1, Stack\/Vpc\/PublicSubnet2 have no tag kubernetes\.io\/role\/elb, by which internet-facing load balancers find them: write Tags/),
    expect.stringMatching(/^subnets Stack\/Vpc\/PrivateSubnet1, Stack\/Vpc\/PrivateSubnet2 have no tag kubernetes\.io\/role\/internal-elb, by which internal load balancers find them: write Tags/),
  ]);
});

test('its subnets stay as they are', () => {
  const { stack } = stackFixture();
  AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'production', vpc: plainVpc(stack) });
  const { stack: plain } = stackFixture();
  plainVpc(plain);
  expect(Template.fromStack(stack).toJSON()).toEqual(Template.fromStack(plain).toJSON());
});

test.each([['with', PRIORITIES], ['without', {}]])('tags are found wherever they come from, %s priorities of aspects', (_, app) => {
  expect(warningsIn((stack) => {
    const vpc = plainVpc(stack);
    Tags.of(vpc.publicSubnets[1]).add(PUBLIC_TAG, '1');
    Tags.of(stack).add(INTERNAL_TAG, '1');
    return vpc;
  }, undefined, app)).toEqual([]);
});

test('one tagged subnet is enough, since others may be left out on purpose', () => {
  expect(warningsIn((stack) => {
    const vpc = plainVpc(stack);
    Tags.of(vpc.privateSubnets[0]).add(INTERNAL_TAG, '');
    return vpc;
  })).toEqual([expect.stringContaining('internet-facing')]);
});

test('subnets of nodes are those that were chosen', () => {
  const vpcOf = (stack: Stack) => {
    const vpc = plainVpc(stack);
    Tags.of(vpc.privateSubnets[0]).add(INTERNAL_TAG, '1');
    Tags.of(vpc.publicSubnets[0]).add(PUBLIC_TAG, '1');
    return vpc;
  };
  const second = { subnetFilters: [ec2.SubnetFilter.availabilityZones(['dummy1b'])] };
  expect(warningsIn(vpcOf, [second])).toEqual([expect.stringMatching(/^subnets Stack\/Vpc\/PrivateSubnet2 have no tag/)]);
});

test('an AutoModeVpc has its tags', () => {
  expect(warningsIn((stack) => new AutoModeVpc(stack, 'Vpc'))).toEqual([]);
  expect(warningsIn((stack) => new AutoModeVpc(stack, 'Vpc', { isolated: true }), [{ subnetGroupName: 'Isolated' }])).toEqual([]);
});

test('of imported subnets nothing is known', () => {
  expect(warningsIn((stack) => ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] }))).toEqual([]);
});

describe('the L2', () => {
  function adoptedIn(vpcOf: (stack: Stack) => ec2.Vpc, subnetType: ec2.SubnetType): string[] {
    const { stack } = stackFixture();
    AutoModeCluster.adopt(new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc: vpcOf(stack), vpcSubnets: [{ subnetType }] }));
    return warnings(stack);
  }

  test('tags private and public subnets itself', () => {
    expect(adoptedIn(plainVpc, ec2.SubnetType.PRIVATE_WITH_EGRESS)).toEqual([]);
  });

  test('does not tag isolated ones', () => {
    expect(adoptedIn(isolatedVpc, ec2.SubnetType.PRIVATE_ISOLATED)).toEqual([expect.stringMatching(/^subnets Stack\/Vpc\/isolatedSubnet1, .* have no tag kubernetes\.io\/role\/internal-elb/)]);
  });
});

describe('a new cluster', () => {
  test('tags isolated subnets of the app', () => {
    const { stack } = stackFixture();
    new AutoModeCluster(stack, 'Cluster', {
      version: eks.KubernetesVersion.V1_36, vpc: isolatedVpc(stack), vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EC2::Subnet', { Tags: Match.arrayWith([{ Key: INTERNAL_TAG, Value: '1' }]) }, 2);
    expect(warnings(stack)).toEqual([]);
  });
});
