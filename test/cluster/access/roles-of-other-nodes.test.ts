import { Stack } from 'aws-cdk-lib';
import * as eksv1 from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ADMIN_ARN, roleIn } from './access-fixture';
import { AutoModeCluster } from '../../../src';
import { clusterFixture, stackFixture, synthesisError } from '../../support/fixtures';

const SUBNETS = ['subnet-1', 'subnet-2'];
const refusal = (principal: string, other: string) => new RegExp('principal must not be the role of a managed node group or Fargate profile, for which EKS makes the access entry, '
  + `got "${principal}" at \\S+ and ${other}: give the NodeClass a role of its own, or remove the entry`);

test('a NodeClass with the role of a managed node group of the L2 is refused', () => {
  const { app, stack } = stackFixture();
  const l2 = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
  const { role } = l2.addNodegroupCapacity('Old', {});
  AutoModeCluster.adopt(l2).addNodeClass('nodes', { role });
  expect(synthesisError(app)).toMatch(refusal('Stack/Cluster/NodegroupOld/NodeGroupRole', 'Stack/Cluster/NodegroupOld'));
});

test('so is one with the pod execution role of a Fargate profile', () => {
  const { app, stack, cluster } = clusterFixture();
  const role = roleIn(stack);
  cluster.addNodeClass('nodes', { role });
  new eks.FargateProfile(stack, 'Profile', { cluster: cluster.cluster as eks.Cluster, podExecutionRole: role, selectors: [{ namespace: 'a' }] });
  expect(synthesisError(app)).toMatch(refusal('Stack/Role', 'Stack/Profile'));
});

test('so is any entry of such a role, by its ARN and with resources of the other module', () => {
  const { app, stack, cluster } = clusterFixture({ admins: [new iam.ArnPrincipal(ADMIN_ARN)] });
  new eksv1.CfnNodegroup(stack, 'Nodegroup', { clusterName: cluster.clusterName, nodeRole: ADMIN_ARN, subnets: SUBNETS });
  expect(synthesisError(app)).toMatch(refusal(ADMIN_ARN, 'Stack/Nodegroup'));
});

test.each<[string, (stack: Stack, cluster: AutoModeCluster, role: iam.Role) => void]>([
  ['of another role', (stack, { clusterName }) => new eks.CfnNodegroup(stack, 'Nodegroup', { clusterName, nodeRole: roleIn(stack, 'Other').roleArn, subnets: SUBNETS })],
  ['of another cluster', (stack, _, role) => new eks.CfnNodegroup(stack, 'Nodegroup', { clusterName: 'other', nodeRole: role.roleArn, subnets: SUBNETS })],
])('a node group %s is not', (_, prepare) => {
  const { app, stack, cluster } = clusterFixture();
  const role = roleIn(stack);
  cluster.addNodeClass('nodes', { role });
  prepare(stack, cluster, role);
  expect(() => app.synth()).not.toThrow();
});
