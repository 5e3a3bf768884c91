import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, AutoModeClusterProps, AutoModeVpc, ClusterEndpoints, NodeRole, SecurityGroupSelector } from '../../src';
import { chartFixture, stackFixture } from '../support/fixtures';

/** Everything that is still there while a resource is deleted: what it depends on, also by way of others. */
function outlives(stack: Stack, type: string): string[] {
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: { [id: string]: { Type: string; DependsOn?: string | string[] } } };
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id) || !Resources[id]) { return; }
    found.add(id);
    referencesIn(Resources[id]).forEach(visit);
  };
  Object.keys(Resources).filter((id) => Resources[id].Type === type).forEach(visit);
  return [...found].map((id) => `${Resources[id].Type} ${id}`);
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) { return value.flatMap(referencesIn); }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'Ref') { return [item]; }
    if (key === 'Fn::GetAtt') { return [item[0]]; }
    return key === 'DependsOn' ? [item].flat() : referencesIn(item);
  });
}

const CHART = 'Custom::EksAutoModeChart';

function clusterIn(stack: Stack, props: Partial<AutoModeClusterProps> = {}): AutoModeCluster {
  return new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ...props });
}

describe('while charts are deleted', () => {
  test.each([
    ['private', eks.EndpointAccess.PRIVATE],
    ['restricted', eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24')],
  ])('the function reaches the %s endpoint: its way in is still open', (_, endpointAccess) => {
    const { stack } = stackFixture();
    clusterIn(stack, { endpointAccess }).addNodePool('batch');
    expect(outlives(stack, CHART)).toContainEqual(expect.stringMatching(/^AWS::EC2::SecurityGroupIngress ClusterProvisionerIngress/));
    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
  });

  test('the endpoints of an isolated network are still there', () => {
    const { stack } = stackFixture();
    clusterIn(stack, { vpc: new AutoModeVpc(stack, 'Vpc', { isolated: true }), endpointAccess: eks.EndpointAccess.PRIVATE }).addNodePool('batch');
    expect(outlives(stack, CHART).filter((resource) => resource.startsWith('AWS::EC2::VPCEndpoint')).length).toBe(6);
  });

  test('the endpoints of a VPC of another construct are still there', () => {
    const { stack } = stackFixture();
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'Nodes', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
    new ClusterEndpoints(stack, 'Endpoints', { vpc });
    clusterIn(stack, { vpc, vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }], endpointAccess: eks.EndpointAccess.PRIVATE }).addNodePool('batch');
    expect(outlives(stack, CHART).filter((resource) => resource.startsWith('AWS::EC2::VPCEndpoint')).length).toBe(6);
  });

  type NetworkProps = Pick<AutoModeClusterProps, 'version' | 'vpc' | 'vpcSubnets' | 'endpointAccess'>;
  describe.each([
    ['made here', (stack: Stack, props: NetworkProps) => clusterIn(stack, props)],
    ['adopted', (stack: Stack, props: NetworkProps) => AutoModeCluster.adopt(new eks.Cluster(stack, 'Cluster', props))],
  ])('of a cluster that is %s', (_, make) => {
    const version = eks.KubernetesVersion.V1_36;
    const isolated = { vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }], endpointAccess: eks.EndpointAccess.PRIVATE, version };

    test('the endpoints are still there although they are made last, with the rules for the function and the control plane', () => {
      const { stack } = stackFixture();
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'Nodes', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
      const cluster = make(stack, { vpc, ...isolated });
      cluster.addNodePool('batch');
      const later = new ec2.SecurityGroup(stack, 'Later', { vpc });
      later.node.addDependency(cluster.provision(chartFixture('first')));
      new ClusterEndpoints(stack, 'Endpoints', { vpc, allowedPeers: [cluster.connections.securityGroups[0], cluster.provisioner.handler.connections.securityGroups[0], later] });
      const remaining = outlives(stack, CHART);
      expect(remaining.filter((resource) => resource.startsWith('AWS::EC2::VPCEndpoint')).length).toBe(6);
      expect(remaining.filter((resource) => resource.startsWith('AWS::EC2::SecurityGroupIngress EndpointsSecurityGroup'))).toHaveLength(2);
    });

    test('nodes have their way out', () => {
      const { stack } = stackFixture();
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
      make(stack, { vpc, version, endpointAccess: eks.EndpointAccess.PUBLIC }).addNodePool('batch');
      const remaining = outlives(stack, CHART);
      expect(remaining.filter((resource) => resource.startsWith('AWS::EC2::NatGateway'))).toHaveLength(1);
      expect(remaining.filter((resource) => resource.startsWith('AWS::EC2::Route '))).toHaveLength(6);
    });

    test('the endpoints of a stack that comes later are not waited for', () => {
      const { app, stack } = stackFixture();
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'Nodes', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
      const cluster = make(stack, { vpc, ...isolated });
      cluster.addNodePool('batch');
      new ClusterEndpoints(new Stack(app, 'Later', { env: stack.env }), 'Endpoints', { vpc, allowedPeers: [cluster.connections.securityGroups[0]] });
      expect(() => app.synth()).not.toThrow();
    });
  });

  test.each([['public', eks.EndpointAccess.PUBLIC], ['public and private', eks.EndpointAccess.PUBLIC_AND_PRIVATE]])(
    'nodes have their way out, with an endpoint that is %s', (_, endpointAccess) => {
      const { stack } = stackFixture();
      clusterIn(stack, { endpointAccess }).addNodePool('batch');
      const remaining = outlives(stack, CHART);
      expect(remaining.filter((resource) => resource.startsWith('AWS::EC2::NatGateway'))).toHaveLength(1);
      expect(remaining.filter((resource) => resource.startsWith('AWS::EC2::Route '))).toHaveLength(6);
    });

  test('nodes in a security group of their own reach the control plane', () => {
    const { stack } = stackFixture();
    const cluster = clusterIn(stack);
    const group = cluster.addNodeSecurityGroup('Gpu');
    cluster.addNodePool('gpu', { nodeClass: cluster.addNodeClass('gpu', { securityGroups: [SecurityGroupSelector.id(group.securityGroupId)] }) });
    expect(outlives(stack, CHART).filter((resource) => resource.startsWith('AWS::EC2::SecurityGroupIngress'))).toHaveLength(3);
  });

  describe('nodes in a security group that they are given', () => {
    function given(prepare: (cluster: AutoModeCluster, group: ec2.SecurityGroup, stack: Stack) => void): string[] {
      const { stack } = stackFixture();
      const vpc = new AutoModeVpc(stack, 'Vpc', { maxAzs: 2 });
      const cluster = clusterIn(stack, { vpc });
      const group = new ec2.SecurityGroup(stack, 'Nodes', { vpc, allowAllOutbound: false });
      cluster.addNodePool('quiet', { nodeClass: cluster.addNodeClass('quiet', { nodeSecurityGroups: [group] }) });
      prepare(cluster, group, stack);
      return outlives(stack, CHART).filter((resource) => /^AWS::EC2::SecurityGroup.* (Nodes|ClusterClusterSecurityGroup|Peer)/.test(resource));
    }

    test('reach the control plane and each other, also by rules that come later', () => {
      expect(given((cluster, group) => {
        group.connections.allowFrom(cluster, ec2.Port.allTraffic());
        group.connections.allowInternally(ec2.Port.allTraffic());
        cluster.connections.allowFrom(group, ec2.Port.allTraffic());
        cluster.connections.allowFrom(ec2.Peer.ipv4('192.168.0.0/16'), ec2.Port.tcp(443));
      }).map((resource) => resource.split(' ')[0]).sort()).toEqual([
        'AWS::EC2::SecurityGroup',
        ...Array(3).fill('AWS::EC2::SecurityGroupEgress'),
        ...Array(5).fill('AWS::EC2::SecurityGroupIngress'),
      ]);
    });

    test('may let in what itself waits for charts', () => {
      expect(given((cluster, group, stack) => {
        const peer = new ec2.SecurityGroup(stack, 'Peer', { vpc: cluster.vpc });
        peer.node.addDependency(cluster.provision(chartFixture('first')));
        cluster.connections.allowFrom(peer, ec2.Port.tcp(443));
        group.connections.allowFrom(peer, ec2.Port.tcp(8080));
      })).toEqual([expect.stringMatching(/^AWS::EC2::SecurityGroup Nodes/)]);
    });
  });

  test('nodes whose role was let in by hand may still come in', () => {
    const { stack } = stackFixture();
    const cluster = clusterIn(stack);
    cluster.addNodePool('batch');
    cluster.access.grantNodes(new NodeRole(stack, 'Role'));
    expect(outlives(stack, CHART)).toContainEqual(expect.stringMatching(/^AWS::EKS::AccessEntry ClusterAccessRole/));
  });

  test('the cluster role may still tag what it creates', () => {
    const { stack } = stackFixture();
    clusterIn(stack).addNodeClass('nodes', { tags: { team: 'a' } });
    expect(outlives(stack, CHART)).toContainEqual(expect.stringMatching(/^AWS::IAM::Policy ClusterTagPolicy/));
  });
});
