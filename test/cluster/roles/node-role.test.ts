import { Lazy } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { AutoModeCluster, NodeRole } from '../../../src';
import { chartDocument, chartProperties, clusterFixture, stackFixture } from '../../support/fixtures';

function policiesOf(template: Template, prefix: string): string[] {
  const [role] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith(prefix)).map(([, resource]) => resource);
  return (JSON.stringify(role.Properties.ManagedPolicyArns).match(/policy\/\w+/g) ?? []).map((arn) => arn.slice(7));
}

const POLICIES = ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly'];

describe('alone', () => {
  test('it has the least that nodes need', () => {
    const { stack } = stackFixture();
    new NodeRole(stack, 'Role');
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'Role')).toEqual(POLICIES);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      Description: 'Nodes of an EKS Auto Mode cluster',
    });
  });

  test('name, boundary, description and further policies can be given', () => {
    const { stack } = stackFixture();
    new NodeRole(stack, 'Role', {
      roleName: 'nodes',
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::123456789012:policy/boundary'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('Extra')],
      description: 'mine',
    });
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'Role')).toEqual([...POLICIES, 'Extra']);
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'nodes', PermissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary', Description: 'mine',
    });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('a path is warned about', () => {
    const { stack } = stackFixture();
    new NodeRole(stack, 'Role', { path: '/platform/' });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { Path: '/platform/' });
    Annotations.fromStack(stack).hasWarning('/Stack/Role', Match.stringLikeRegexp(
      'path of a node role should be left out, got "/platform/": NodeClasses with such a role were reported to stay unready'));
  });

  test.each([['/'], [Lazy.string({ produce: () => '/late/' })]])('no path, or one that is not known, is not (%#)', (path) => {
    const { stack } = stackFixture();
    new NodeRole(stack, 'Role', { path });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('given to a cluster', () => {
  test.each(['builtInNodeRole', 'nodeRole'])('a role of the app as %s gets what it lacks', (property) => {
    const { stack } = stackFixture();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, [property]: role }).addNodeClass('nodes');
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'Role')).toEqual(POLICIES);
    const [{ Properties }] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith('Role')).map(([, resource]) => resource);
    expect(Properties.AssumeRolePolicyDocument.Statement).toHaveLength(1);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test.each(['builtInNodeRole', 'nodeRole'])('an imported one as %s is taken as it is, with a warning that lists what it must have', (property) => {
    const { stack } = stackFixture();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/nodes');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, [property]: role }).addNodeClass('nodes');
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(warnings.map(({ entry }) => entry.data)).toEqual([expect.stringMatching(
      new RegExp(`^${property} Stack/Role is imported or must not be changed, so that it cannot be checked: it must trust ec2.amazonaws.com with sts:AssumeRole, have the policies ${POLICIES.join(' and ')}, and not be`))]);
  });

  test('the path of an imported one is warned about', () => {
    const { stack } = stackFixture();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/team/a/nodes');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, builtInNodeRole: role });
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('path of a node role should be left out, got "/team/a/"'));
  });

  test('one by a token as ARN is accepted', () => {
    const { app, stack } = stackFixture();
    const role = iam.Role.fromRoleArn(stack, 'Role', Lazy.string({ produce: () => 'arn:aws:iam::123456789012:role/nodes' }));
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, nodeRole: role });
    cluster.addNodeClass('nodes');
    app.synth();
  });
});

describe('a node role that is given', () => {
  test('gets its access entry at once, for NodeClasses that are made elsewhere', () => {
    const { stack } = stackFixture();
    const nodeRole = new NodeRole(stack, 'Role');
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, nodeRole });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::AccessEntry', { Type: 'EC2', PrincipalArn: stack.resolve(nodeRole.roleArn) });
  });

  test('with a path is warned about when it is a role of the app, or imported by its name', () => {
    const { stack } = stackFixture();
    new AutoModeCluster(stack, 'Cluster', {
      version: eks.KubernetesVersion.V1_36,
      nodeRole: new iam.Role(stack, 'Role', { path: '/team/', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
      builtInNodeRole: iam.Role.fromRoleName(stack, 'Import', 'other/nodes'),
    });
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('got "/team/"'));
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('got "/other/"'));
  });

  test('twice, imported in two ways, has one entry', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('one', { role: iam.Role.fromRoleName(stack, 'One', 'nodes') });
    cluster.addNodeClass('two', { role: iam.Role.fromRoleArn(stack, 'Two', 'arn:aws:iam::123456789012:role/nodes') });
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 1);
  });

  test('that is the role of the control plane, imported in another way, is refused together with what else is wrong', () => {
    const { stack } = stackFixture();
    expect(() => new AutoModeCluster(stack, 'Cluster', {
      version: eks.KubernetesVersion.V1_36,
      clusterRole: iam.Role.fromRoleName(stack, 'One', 'shared'),
      nodeRole: iam.Role.fromRoleArn(stack, 'Two', 'arn:aws:iam::123456789012:role/shared'),
      clusterName: 'my_cluster',
    })).toThrow(/^nodeRole must not be the role of the cluster.*; clusterName must be/);
  });

  test('that is the role of another cluster is refused', () => {
    const { stack, cluster } = clusterFixture();
    expect(() => new AutoModeCluster(stack, 'Other', { version: eks.KubernetesVersion.V1_36, nodeRole: cluster.clusterRole }))
      .toThrow(/^nodeRole must not be the role of the cluster/);
  });

  test('that is only reported, as the CDK does before it makes roles, is not taken for another', () => {
    const { stack } = stackFixture();
    iam.Role.customizeRoles(stack);
    const admins = [new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() })];
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, admins });
    cluster.addNodeClass('nodes');
    cluster.addNodeClass('gpu', { role: cluster.addNodeRole('Gpu') });
    Template.fromStack(stack).resourceCountIs('AWS::EKS::AccessEntry', 4);
  });
});

describe('further roles', () => {
  test('are made with an access entry each, and given to NodeClasses', () => {
    const { app, stack, cluster } = clusterFixture();
    const gpu = cluster.addNodeRole('Gpu', { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('Extra')] });
    cluster.addNodeClass('gpu', { role: gpu });
    cluster.addNodeClass('more', { role: gpu });
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'ClusterNodeRolesGpu')).toEqual([...POLICIES, 'Extra']);
    template.resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 1);
    template.hasResourceProperties('AWS::EKS::AccessEntry', { Type: 'EC2', PrincipalArn: stack.resolve(gpu.roleArn) });
    const { objects } = chartDocument(app, stack, 'auto-mode');
    const values = Object.values(chartProperties(stack, 'auto-mode').Values!);
    const roles = objects.map(({ values: placements }) => values[placements!.find(({ path }) => path.join('.') === 'spec.role')!.value]);
    expect(roles).toEqual([{ Ref: expect.stringMatching(/^ClusterNodeRolesGpu/) }, { Ref: expect.stringMatching(/^ClusterNodeRolesGpu/) }]);
  });

  test('make no role for NodeClasses without one', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('gpu', { role: cluster.addNodeRole('Gpu') });
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Role')).filter((id) => /^ClusterNodeRole[^s]/.test(id))).toEqual([]);
  });

  test('that exist already are imported, with an entry', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('gpu', { role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/nodes') });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::AccessEntry', { Type: 'EC2', PrincipalArn: 'arn:aws:iam::123456789012:role/nodes' });
  });

  test('that are the role of the built-in NodePools get no second entry', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('gpu', { role: cluster.builtInNodeRole });
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::EKS::AccessEntry', { Type: 'EC2' }, 0);
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('^role is the role of the built-in NodePools.*Before switching them off, leave role out'));
  });

  test('come before the charts', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('gpu', { role: cluster.addNodeRole('Gpu') });
    const template = Template.fromStack(stack);
    const [entry] = Object.keys(template.findResources('AWS::EKS::AccessEntry', { Properties: { Type: 'EC2' } }));
    const [chart] = Object.values(template.findResources('Custom::EksAutoModeChart'));
    expect(chart.DependsOn).toContain(entry);
  });
});

describe('an instance profile instead of a role', () => {
  test('is named in the NodeClass, and its role gets the access entry', () => {
    const { app, stack, cluster } = clusterFixture();
    const role = new NodeRole(stack, 'Role');
    const instanceProfile = new iam.InstanceProfile(stack, 'Profile', { role, instanceProfileName: 'nodes' });
    cluster.addNodeClass('nodes', { instanceProfile });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::AccessEntry', { Type: 'EC2', PrincipalArn: stack.resolve(role.roleArn) });
    const { manifest, values } = chartDocument(app, stack, 'auto-mode').objects[0];
    expect(manifest.spec).not.toHaveProperty('role');
    const [{ value }] = values!.filter(({ path }) => path.join('.') === 'spec.instanceProfile');
    expect(Object.values(chartProperties(stack, 'auto-mode').Values!)[value]).toEqual({ Ref: expect.stringMatching(/^Profile/) });
  });

  test('makes no role', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('nodes', { instanceProfile: new iam.InstanceProfile(stack, 'Profile', { role: new NodeRole(stack, 'Role') }) });
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Role')).filter((id) => id.startsWith('ClusterNodeRole'))).toEqual([]);
  });

  test('of an unknown role is warned about', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('nodes', { instanceProfile: iam.InstanceProfile.fromInstanceProfileName(stack, 'Profile', 'nodes') });
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('role of instance profile Stack/Profile is not known.*grantNodes'));
  });

  test('together with a role is refused', () => {
    const { stack, cluster } = clusterFixture();
    const role = new NodeRole(stack, 'Role');
    expect(() => cluster.addNodeClass('nodes', { role, instanceProfile: new iam.InstanceProfile(stack, 'Profile', { role }) }))
      .toThrow('role and instanceProfile of a NodeClass must not be given together, got both: write one of them (at Stack/Cluster)');
  });
});

describe('policies of nodes', () => {
  const policy = iam.ManagedPolicy.fromAwsManagedPolicyName('Extra');

  test('reach both roles, whenever they are added, and not the further ones', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodePolicy(policy);
    cluster.addNodeClass('nodes');
    cluster.addNodeRole('Gpu');
    const template = Template.fromStack(stack);
    expect(policiesOf(template, 'ClusterBuiltInNodeRole')).toContain('Extra');
    expect(policiesOf(template, stack.getLogicalId(cluster.nodeRole.node.defaultChild as CfnRole))).toContain('Extra');
    expect(policiesOf(template, 'ClusterNodeRolesGpu')).not.toContain('Extra');
  });
});
