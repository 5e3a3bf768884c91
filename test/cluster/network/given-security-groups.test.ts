import { App, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeClusterAttributes, AutoModeClusterProps, AutoModeVpc, IAutoModeCluster, SubnetSelector } from '../../../src';
import { stackFixture } from '../../support/fixtures';

const TAG = 'eks:eks-cluster-name';
const ENV = { account: '123456789012', region: 'us-east-1' };
const ATTRIBUTES: AutoModeClusterAttributes = {
  clusterName: 'production', clusterEndpoint: 'https://example.com', clusterCertificateAuthorityData: 'Y2VydGlmaWNhdGU=', clusterSecurityGroupId: 'sg-1',
};

interface Fixture {
  readonly app: App;
  readonly stack: Stack;
  readonly vpc: AutoModeVpc;
  readonly cluster: AutoModeCluster;
}

function fixture(props: Partial<AutoModeClusterProps> = {}): Fixture {
  const { app, stack } = stackFixture();
  const vpc = new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 });
  return { app, stack, vpc, cluster: new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, ...props }) };
}

function importedFixture(attributes: Partial<AutoModeClusterAttributes> = {}): { stack: Stack; cluster: IAutoModeCluster } {
  const { stack } = stackFixture();
  return { stack, cluster: AutoModeCluster.fromAttributes(stack, 'Cluster', { ...ATTRIBUTES, ...attributes }) };
}

function addNodeClass(cluster: IAutoModeCluster, nodeSecurityGroups: ec2.ISecurityGroup[], name = 'quiet'): void {
  cluster.addNodeClass(name, { nodeSecurityGroups, subnets: [SubnetSelector.tags({ team: 'a' })] });
}

/** Values of the tag by the names of groups; those without it are left out. */
function tags(stack: Stack): { [group: string]: unknown } {
  const groups = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup'));
  return Object.fromEntries(groups.flatMap(({ Properties: { GroupDescription, Tags = [] } }) =>
    Tags.filter(({ Key }: { Key: string }) => Key === TAG).map(({ Value }: { Value: unknown }) => [GroupDescription, Value])));
}

function warnings(stack: Stack, kind: 'tag' | 'access'): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`cdk-eks-auto-mode:node-security-group-${kind}`)).map(({ entry }) => String(entry.data));
}

function groupIn(scope: Stack | AutoModeVpc, vpc: ec2.IVpc, description = 'own'): ec2.SecurityGroup {
  return new ec2.SecurityGroup(scope, description, { vpc, description });
}

describe('the tag by which EKS opens groups to load balancers', () => {
  test('is on groups of the app, of nodes and of pods', () => {
    const { stack, vpc, cluster } = fixture();
    cluster.addNodeClass('quiet', {
      nodeSecurityGroups: [groupIn(stack, vpc, 'nodes')],
      podSubnets: [{ subnetGroupName: 'Private' }],
      podSecurityGroups: [groupIn(stack, vpc, 'pods')],
    });
    groupIn(stack, vpc, 'other');
    expect(tags(stack)).toEqual({ nodes: stack.resolve(cluster.clusterName), pods: stack.resolve(cluster.clusterName) });
    expect(warnings(stack, 'tag')).toEqual([]);
  });

  test('is asked for on imported groups, once each', () => {
    const { stack, cluster } = fixture();
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-9');
    addNodeClass(cluster, [group]);
    addNodeClass(cluster, [group], 'loud');
    addNodeClass(cluster, [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Late', Fn.importValue('Group'))], 'late');
    expect(warnings(stack, 'tag')).toEqual([
      expect.stringMatching(/^tags of security group sg-9 cannot be changed from here: it must have eks:eks-cluster-name with the name of the cluster as value, or load balancers do not reach/),
      expect.stringMatching(/^tags of security group Stack\/Late cannot be changed/),
    ]);
  });

  test.each<[string, (made: Fixture) => ec2.ISecurityGroup]>([
    ['that of EKS', ({ cluster }) => cluster.cluster.clusterSecurityGroup],
    ['that of EKS by its id', ({ stack, cluster }) => ec2.SecurityGroup.fromSecurityGroupId(stack, 'Same', cluster.clusterSecurityGroupId)],
    ['one of addNodeSecurityGroup', ({ cluster }) => cluster.addNodeSecurityGroup('Nodes')],
  ])('is not needed on %s', (_, groupOf) => {
    const made = fixture();
    addNodeClass(made.cluster, [groupOf(made)]);
    expect([warnings(made.stack, 'tag'), warnings(made.stack, 'access')]).toEqual([[], []]);
  });

  test('is on groups of the app for a cluster that exists already', () => {
    const { stack, cluster } = importedFixture();
    addNodeClass(cluster, [groupIn(stack, new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 }))]);
    expect(tags(stack)).toEqual({ own: 'production' });
  });

  test('is that of one cluster', () => {
    const { stack, vpc, cluster } = fixture();
    const other = new AutoModeCluster(stack, 'Other', { version: eks.KubernetesVersion.V1_36, vpc });
    const group = groupIn(stack, vpc);
    addNodeClass(cluster, [group]);
    addNodeClass(other, [group, cluster.addNodeSecurityGroup('Nodes')]);
    expect(tags(stack).own).toEqual(stack.resolve(cluster.clusterName));
    expect(warnings(stack, 'tag')).toEqual([
      expect.stringMatching(/^security group Stack\/own has the tag eks:eks-cluster-name of another cluster already.*: give each cluster a group of its own/),
      expect.stringMatching(/^security group Stack\/Cluster\/NodeSecurityGroups\/Nodes has the tag/),
    ]);
  });

  describe('of a cluster whose name is made after the group', () => {
    const cases: [string, (props?: Partial<AutoModeClusterProps>) => { app: App; stack: Stack; of: Stack }][] = [
      ['in another stack', (props) => {
        const { app, stack: of } = stackFixture();
        const vpc = new AutoModeVpc(of, 'Vpc', { maxAzs: 2 });
        const stack = new Stack(app, 'Later', { env: ENV });
        addNodeClass(new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, ...props }), [groupIn(of, vpc)]);
        return { app, stack, of };
      }],
      ['below the VPC', (props) => {
        const { app, stack, vpc, cluster } = fixture(props);
        addNodeClass(cluster, [groupIn(vpc, vpc)]);
        return { app, stack, of: stack };
      }],
      ...[0, 1].map((position): typeof cases[0] => [`of the control plane, in position ${position}`, (props) => {
        const { app, stack } = stackFixture();
        const vpc = new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 });
        const groups = ['own', 'more'].map((name) => groupIn(stack, vpc, name));
        const securityGroups = position === 0 ? groups : [...groups].reverse();
        addNodeClass(new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, securityGroups, ...props }), [groups[0]]);
        return { app, stack, of: stack };
      }]),
    ];

    test.each(cases)('%s would go in a circle, which is warned about', (_, prepare) => {
      const { app, stack, of } = prepare();
      app.synth();
      expect(tags(of)).toEqual({});
      expect(warnings(stack, 'tag')).toEqual([expect.stringMatching(/^security group \S+ cannot have the tag eks:eks-cluster-name, since the cluster is made after it.*: write clusterName where the cluster is made, or/)]);
    });

    test.each(cases)('%s is there when the name is given', (_, prepare) => {
      const { app, stack, of } = prepare({ clusterName: 'production' });
      app.synth();
      expect(tags(of)).toEqual({ own: 'production' });
      expect(warnings(stack, 'tag')).toEqual([]);
    });
  });

  test('goes in no circle for a group of the control plane of an adopted cluster', () => {
    const { stack } = stackFixture();
    const vpc = new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 });
    const securityGroup = groupIn(stack, vpc);
    addNodeClass(AutoModeCluster.adopt(new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, securityGroup })), [securityGroup]);
    expect(tags(stack)).toEqual({});
    expect(warnings(stack, 'tag')).toEqual([expect.stringContaining('Stack/own cannot have the tag')]);
  });
});

describe('the way to the control plane', () => {
  test('is missing from groups of the app and imported ones, which is warned about for each NodeClass', () => {
    const { stack, vpc, cluster } = fixture();
    addNodeClass(cluster, [groupIn(stack, vpc), ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-9')]);
    addNodeClass(cluster, [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Other', 'sg-8')], 'loud');
    expect(warnings(stack, 'access')).toEqual([
      expect.stringMatching(/^nodeSecurityGroups of NodeClass "quiet" should have the security group of the cluster or one of addNodeSecurityGroup, got Stack\/own, Stack\/Group: .*Write nodeSecurityGroups: \[cluster\.addNode/),
      expect.stringMatching(/^nodeSecurityGroups of NodeClass "loud" should have .*, got Stack\/Other: /),
    ]);
  });

  test('is there when one of them is of the cluster', () => {
    const { stack, vpc, cluster } = fixture();
    addNodeClass(cluster, [groupIn(stack, vpc), cluster.addNodeSecurityGroup('Nodes')]);
    addNodeClass(cluster, [groupIn(stack, vpc, 'more'), cluster.cluster.clusterSecurityGroup], 'loud');
    expect(warnings(stack, 'access')).toEqual([]);
  });

  test('is not asked for where no groups are given', () => {
    const { stack, cluster } = fixture();
    cluster.addNodeClass('quiet');
    expect(warnings(stack, 'access')).toEqual([]);
  });

  test('of an existing cluster is known by the id of its group', () => {
    const { stack, cluster } = importedFixture();
    addNodeClass(cluster, [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Same', 'sg-1')]);
    addNodeClass(cluster, [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Other', 'sg-2')], 'loud');
    expect(warnings(stack, 'tag')).toEqual([expect.stringContaining('sg-2')]);
    expect(warnings(stack, 'access')).toEqual([expect.stringContaining('"loud"')]);
  });

  test.each<[string, string | undefined, string]>([
    ['of the cluster is not known', undefined, 'sg-2'], ['of the cluster is a token', Fn.importValue('Group'), 'sg-2'], ['of the group is a token', 'sg-1', Fn.importValue('Group')],
  ])('is not judged when the id %s', (_, clusterSecurityGroupId, id) => {
    const { stack, cluster } = importedFixture({ clusterSecurityGroupId });
    addNodeClass(cluster, [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', id)]);
    expect(warnings(stack, 'access')).toEqual([]);
  });
});
