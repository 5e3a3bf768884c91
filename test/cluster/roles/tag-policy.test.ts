import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApiObject } from 'cdk8s';
import { AutoModeCluster, AutoModeClusterProps, ClusterRole } from '../../../src';
import { carriesCustomTags } from '../../../src/cluster/roles/custom-tags';
import { chartFixture, clusterFixture, configMap, stackFixture } from '../../support/fixtures';

const CLUSTER_NAME = '${aws:PrincipalTag/eks:eks-cluster-name}';

function policiesOf(stack: Stack): { [id: string]: { Properties: { Roles: unknown[]; PolicyDocument: { Statement: { Sid: string }[] } } } } {
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy') as ReturnType<typeof policiesOf>;
  return Object.fromEntries(Object.entries(policies).filter(([, { Properties }]) => Properties.PolicyDocument.Statement.some(({ Sid }) => Sid === 'Compute')));
}

test('its six statements are the documented ones, with the variable of IAM intact and StringLike where a star is meant', () => {
  const { stack } = clusterFixture({ tagPolicy: true });
  const [{ Properties }] = Object.values(policiesOf(stack));
  const arnOf = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });
  const ofCluster = { StringEquals: { 'aws:RequestTag/eks:eks-cluster-name': CLUSTER_NAME } };
  expect(Properties.Roles).toEqual([{ Ref: expect.stringMatching(/^ClusterClusterRole/) }]);
  expect(Properties.PolicyDocument.Statement).toEqual([
    {
      Sid: 'Compute',
      Effect: 'Allow',
      Action: ['ec2:CreateFleet', 'ec2:RunInstances', 'ec2:CreateLaunchTemplate'],
      Resource: '*',
      Condition: { ...ofCluster, StringLike: { 'aws:RequestTag/eks:kubernetes-node-class-name': '*', 'aws:RequestTag/eks:kubernetes-node-pool-name': '*' } },
    },
    {
      Sid: 'Storage',
      Effect: 'Allow',
      Action: ['ec2:CreateVolume', 'ec2:CreateSnapshot'],
      Resource: [arnOf(':ec2:*:*:volume/*'), arnOf(':ec2:*:*:snapshot/*')],
      Condition: ofCluster,
    },
    {
      Sid: 'Networking',
      Effect: 'Allow',
      Action: 'ec2:CreateNetworkInterface',
      Resource: '*',
      Condition: { ...ofCluster, StringLike: { 'aws:RequestTag/eks:kubernetes-cni-node-name': '*' } },
    },
    {
      Sid: 'LoadBalancer',
      Effect: 'Allow',
      Action: [
        'elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup', 'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:CreateRule', 'ec2:CreateSecurityGroup',
      ],
      Resource: '*',
      Condition: ofCluster,
    },
    { Sid: 'ShieldProtection', Effect: 'Allow', Action: 'shield:CreateProtection', Resource: '*', Condition: ofCluster },
    { Sid: 'ShieldTagResource', Effect: 'Allow', Action: 'shield:TagResource', Resource: arnOf(':shield::*:protection/*'), Condition: ofCluster },
  ]);
});

interface TemplateResource {
  readonly Properties: { readonly ParentName?: string };
  readonly DependsOn?: string[];
}

describe('it is attached', () => {
  test('not without tags', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodeClass('nodes');
    expect(policiesOf(stack)).toEqual({});
  });

  test('while a NodeClass carries tags: besides the policy only the chart of that NodeClass differs', () => {
    const [without, withTags] = [undefined, { team: 'a' }].map((tags) => {
      const { stack, cluster } = clusterFixture();
      cluster.addNodeClass('nodes', { tags });
      const other = chartFixture('other');
      configMap(other, 'settings');
      cluster.provision(other);
      return { resources: Template.fromStack(stack).toJSON().Resources as { [id: string]: TemplateResource }, stack };
    });
    const [policy] = Object.keys(policiesOf(withTags.stack));
    const changed = Object.keys(withTags.resources).filter((id) => JSON.stringify(withTags.resources[id]) !== JSON.stringify(without.resources[id]));
    const [chart] = changed.filter((id) => withTags.resources[id].Properties.ParentName === 'cdk-eks-auto-mode.auto-mode');
    expect(changed.sort()).toEqual([policy, chart].sort());
    expect(Object.keys(without.resources).filter((id) => !(id in withTags.resources))).toEqual([]);
    expect(withTags.resources[chart].DependsOn).toContain(policy);
    expect(policy).toMatch(/^ClusterTagPolicy/);
  });

  test('while an object of any provisioned chart carries tags', () => {
    const { stack, cluster } = clusterFixture();
    const chart = chartFixture();
    new ApiObject(chart, 'Class', {
      apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.eks.amazonaws.com', parameters: { tagSpecification_1: 'team=a' },
    });
    cluster.provision(chart);
    expect(Object.keys(policiesOf(stack))).toHaveLength(1);
  });

  test.each([
    ['always, when it is forced', true, undefined, 1],
    ['never, when it is forbidden', false, { team: 'a' }, 0],
  ])('%s', (_, tagPolicy, tags, count) => {
    const { stack, cluster } = clusterFixture({ tagPolicy });
    cluster.addNodeClass('nodes', { tags });
    expect(Object.keys(policiesOf(stack))).toHaveLength(count);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('to each of two clusters by itself', () => {
    const { stack, cluster } = clusterFixture();
    const other = new AutoModeCluster(stack, 'Other', { version: eks.KubernetesVersion.V1_36, vpc: cluster.vpc });
    cluster.addNodeClass('nodes', { tags: { team: 'a' } });
    other.addNodeClass('nodes');
    expect(Object.keys(policiesOf(stack))).toEqual([expect.stringMatching(/^ClusterTagPolicy/)]);
  });
});

describe('a cluster role that', () => {
  const clusterWith = (clusterRole: (stack: Stack) => iam.IRole, props: Partial<AutoModeClusterProps> = {}) => {
    const { stack } = stackFixture();
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, clusterRole: clusterRole(stack), ...props }).addNodeClass('nodes', { tags: { team: 'a' } });
    return stack;
  };

  test('is imported from the account gets it', () => {
    const stack = clusterWith((scope) => iam.Role.fromRoleName(scope, 'Role', 'control-plane'));
    expect(Object.values(policiesOf(stack)).map(({ Properties }) => Properties.Roles)).toEqual([['control-plane']]);
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('carries tags'));
  });

  test.each<[string, (stack: Stack) => iam.IRole]>([
    ['must not be changed', (scope) => new ClusterRole(scope, 'Role').withoutPolicyUpdates()],
    ['is imported unchangeable', (scope) => iam.Role.fromRoleName(scope, 'Role', 'control-plane', { mutable: false })],
    ['is of another account', (scope) => iam.Role.fromRoleArn(scope, 'Role', 'arn:aws:iam::210987654321:role/control-plane')],
  ])('%s does not get it, with a warning that says what to do', (_, clusterRole) => {
    const stack = clusterWith(clusterRole);
    expect(policiesOf(stack)).toEqual({});
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('an object carries tags.*ClusterRole.customTagStatements\\(\\).*tagPolicy: false'));
  });

  test('must not be changed is not warned about when the policy is forbidden', () => {
    const stack = clusterWith((scope) => new ClusterRole(scope, 'Role').withoutPolicyUpdates(), { tagPolicy: false });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('carries tags'));
  });

  test.each([
    ['stacks', [['One', 'us-east-1'], ['Two', 'us-east-1']], [/^OneCluster\w+TagPolicy-us-east-1$/, /^TwoCluster\w+TagPolicy-us-east-1$/]],
    ['Regions', [['One', 'us-east-1'], ['One', 'eu-west-1']], [/^OneCluster\w+TagPolicy-us-east-1$/, /^OneCluster\w+TagPolicy-eu-west-1$/]],
  ])('is imported by two %s gets a policy of another name from each', (_, stacks, expected) => {
    const names = stacks.map(([id, region]) => {
      const stack = new Stack(new App(), id, { env: { account: '123456789012', region } });
      const clusterRole = iam.Role.fromRoleName(stack, 'Role', 'control-plane');
      AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'production', clusterRole, tagPolicy: true });
      return stack;
    }).flatMap((stack) => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties.PolicyName));
    expect(names).toEqual(expected.map((name) => expect.stringMatching(name)));
  });

  test('is not known is warned about when the policy is forced', () => {
    const { stack } = stackFixture();
    AutoModeCluster.fromAttributes(stack, 'Cluster', { clusterName: 'production', tagPolicy: true });
    Annotations.fromStack(stack).hasWarning('/Stack/Cluster', Match.stringLikeRegexp('^tagPolicy is true, but the cluster role is not known'));
  });

  test('is made elsewhere can be given the statements', () => {
    const { stack } = stackFixture();
    const role = new ClusterRole(stack, 'Role');
    ClusterRole.customTagStatements().forEach((statement) => role.addToPolicy(statement));
    expect(Object.keys(policiesOf(stack))).toEqual([expect.stringMatching(/^RoleDefaultPolicy/)]);
  });
});

describe('tags are carried by', () => {
  const annotated = (apiVersion: string, kind: string, annotation: string) => ({ apiVersion, kind, metadata: { annotations: { [annotation]: 'team=a' } } });

  test.each([
    ['a NodeClass', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', spec: { tags: { team: 'a' } } }],
    ['a NodeClass with a token', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', spec: { tags: '${Token[TOKEN.1]}' } }],
    ['IngressClassParams', { apiVersion: 'eks.amazonaws.com/v1', kind: 'IngressClassParams', spec: { tags: [{ key: 'team', value: 'a' }] } }],
    ['a StorageClass', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.eks.amazonaws.com', parameters: { tagSpecification_12: 'team=a' } }],
    ['a VolumeSnapshotClass', {
      apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshotClass', driver: 'ebs.csi.eks.amazonaws.com', parameters: { tagSpecification_1: 'team=a' },
    }],
    ['a StorageClass of the first drivers', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.eks.amazonaws.com', parameters: { tagSpecification1: 'a=b' } }],
    ['the configuration of a Gateway', { apiVersion: 'gateway.k8s.aws/v1beta1', kind: 'LoadBalancerConfiguration', spec: { tags: { team: 'a' } } }],
    ['target groups of a Gateway', { apiVersion: 'gateway.k8s.aws/v1beta1', kind: 'TargetGroupConfiguration', spec: { defaultConfiguration: { tags: { team: 'a' } } } }],
    ['target groups of some routes', {
      apiVersion: 'gateway.k8s.aws/v1beta1', kind: 'TargetGroupConfiguration', spec: { routeConfigurations: [{}, { targetGroupProps: { tags: { team: 'a' } } }] },
    }],
    ['rules of listeners', { apiVersion: 'gateway.k8s.aws/v1beta1', kind: 'ListenerRuleConfiguration', spec: { tags: { team: 'a' } } }],
    ['a Service', annotated('v1', 'Service', 'service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags')],
    ['a Service behind an Application Load Balancer', annotated('v1', 'Service', 'alb.ingress.kubernetes.io/tags')],
    ['an Ingress', annotated('networking.k8s.io/v1', 'Ingress', 'alb.ingress.kubernetes.io/tags')],
    ['an Ingress with a frontend', annotated('networking.k8s.io/v1', 'Ingress', 'alb.ingress.kubernetes.io/frontend-nlb-tags')],
  ])('%s', (_, manifest) => {
    expect(carriesCustomTags(manifest)).toBe(true);
  });

  test.each([
    ['a NodeClass without any', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', spec: { tags: {} } }],
    ['a NodeClass without a spec', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass' }],
    ['the NodeClass of another group', { apiVersion: 'example.com/v1', kind: 'NodeClass', spec: { tags: { team: 'a' } } }],
    ['a StorageClass of another driver', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', parameters: { tagSpecification_1: 'team=a' } }],
    ['a StorageClass of other parameters', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.eks.amazonaws.com', parameters: { type: 'gp3' } }],
    ['target groups without any', {
      apiVersion: 'gateway.k8s.aws/v1beta1',
      kind: 'TargetGroupConfiguration',
      spec: { defaultConfiguration: { tags: {} }, routeConfigurations: [{ targetGroupProps: { targetType: 'ip' } }] },
    }],
    ['target groups of no routes', { apiVersion: 'gateway.k8s.aws/v1beta1', kind: 'TargetGroupConfiguration', spec: { targetReference: { name: 'web' } } }],
    ['a Service of another annotation', annotated('v1', 'Service', 'alb.ingress.kubernetes.io/frontend-nlb-tags')],
    ['the Service of another group', annotated('serving.knative.dev/v1', 'Service', 'service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags')],
    ['an object without a version', { kind: 'Service' }],
    ['a list in place of metadata', { apiVersion: 'v1', kind: 'Service', metadata: [] }],
  ])('not by %s', (_, manifest) => {
    expect(carriesCustomTags(manifest)).toBe(false);
  });
});
