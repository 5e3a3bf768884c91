import { App, Stack, Stage } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ACCOUNT, ADMIN_ARN, roleIn } from './access-fixture';
import { AutoModeCluster, AutoModeClusterProps } from '../../../src/cluster';
import { AccessEntry, AccessEntryType } from '../../../src/cluster/access';
import { clusterFixture, synthesisError } from '../../support/fixtures';

const admin = new iam.ArnPrincipal(ADMIN_ARN);

function clusterIn(scope: Construct, props: Partial<AutoModeClusterProps> = {}): AutoModeCluster {
  return new AutoModeCluster(scope, 'Cluster', { version: eks.KubernetesVersion.V1_36, admins: [admin], ...props });
}

describe('one principal in several clusters', () => {
  test('of stacks of one class', () => {
    const app = new App();
    for (const id of ['Dev', 'Prod']) { clusterIn(new Stack(app, id)); }
    expect(() => app.synth()).not.toThrow();
  });

  test('of stages', () => {
    const app = new App();
    for (const id of ['Dev', 'Prod']) {
      const stack = new Stack(new Stage(app, id), 'Stack');
      clusterIn(stack, { admins: [iam.Role.fromRoleName(stack, 'Admin', 'Admin')] });
    }
    expect(() => app.synth()).not.toThrow();
  });

  test('of one name in two Regions', () => {
    const app = new App();
    for (const region of ['us-east-1', 'eu-west-1']) { clusterIn(new Stack(app, region, { env: { account: ACCOUNT, region } }), { clusterName: 'production' }); }
    expect(() => app.synth()).not.toThrow();
  });

  test('that exist, under one name in two Regions', () => {
    const app = new App();
    for (const region of ['us-east-1', 'eu-west-1']) {
      const stack = new Stack(app, region, { env: { account: ACCOUNT, region } });
      AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'production' }).access.grantAdmin(admin);
    }
    expect(() => app.synth()).not.toThrow();
  });

  test('that exist, of stacks that do not say where they are', () => {
    const app = new App();
    for (const id of ['Dev', 'Prod']) { AutoModeCluster.fromAttributes(new Stack(app, id), 'Cluster', { clusterName: 'blue' }).access.grantAdmin(admin); }
    expect(() => app.synth()).not.toThrow();
  });
});

describe('two entries of one principal in a cluster are refused', () => {
  test('by two constructs', () => {
    const { app, stack, cluster } = clusterFixture();
    for (const id of ['One', 'Two']) { new AccessEntry(stack, id, { cluster: cluster.cluster, principal: admin, kubernetesGroups: ['a'] }); }
    expect(synthesisError(app)).toContain(`principal must have one access entry in the cluster, got "${ADMIN_ARN}" at Stack/One/Resource and Stack/Two/Resource: grant in one place`);
  });

  test('in two stacks', () => {
    const { app, stack, cluster } = clusterFixture({ admins: [admin] });
    new AccessEntry(new Stack(app, 'Other', { env: { account: stack.account, region: stack.region } }), 'Entry',
      { cluster: cluster.cluster, principal: admin, kubernetesGroups: ['a'] });
    expect(synthesisError(app)).toMatch(/principal must have one access entry in the cluster, got "arn:\S+" at Stack\/Cluster\/Access\S+ and Other\/Entry\/Resource: grant in one place/);
  });

  test('of a cluster that exists, by two handles on it', () => {
    const app = new App();
    for (const id of ['One', 'Two']) {
      const stack = new Stack(app, id, { env: { account: ACCOUNT, region: 'us-east-1' } });
      AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'blue' }).access.grantAdmin(admin);
    }
    expect(synthesisError(app)).toMatch(/principal must have one access entry in the cluster, got "arn:\S+" at One\/\S+ and Two\/\S+: grant in one place/);
  });
});

describe('an entry of the role of the built-in NodePools is refused', () => {
  const message = /principal must not be the role of the built-in NodePools, for which EKS makes the access entry, got "Stack\/Cluster\/BuiltInNodeRole" at \S+: remove the entry/;

  test('of a construct of its own', () => {
    const { app, stack, cluster } = clusterFixture();
    new AccessEntry(stack, 'Entry', { cluster: cluster.cluster, principal: cluster.builtInNodeRole!, type: AccessEntryType.EC2 });
    expect(synthesisError(app)).toMatch(message);
  });

  test('of the L2', () => {
    const { app, cluster } = clusterFixture();
    (cluster.cluster as eks.Cluster).grantAccess('Nodes', cluster.builtInNodeRole!.roleArn,
      [eks.AccessPolicy.fromAccessPolicyName('AmazonEKSAutoNodePolicy', { accessScopeType: eks.AccessScopeType.CLUSTER })], { accessEntryType: eks.AccessEntryType.EC2 });
    expect(synthesisError(app)).toMatch(message);
  });

  test('but not that of another role', () => {
    const { app, stack, cluster } = clusterFixture();
    new AccessEntry(stack, 'Entry', { cluster: cluster.cluster, principal: roleIn(stack), type: AccessEntryType.EC2 });
    expect(() => app.synth()).not.toThrow();
  });
});
