import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AutoModeCluster, AutoModeVpc } from '../../src';
import { chartFixture, configMap } from '../support/fixtures';

/** What the policies of EKS compare, and therefore ours. */
const OF_CLUSTER = 'if aws:RequestTag/eks:eks-cluster-name StringEquals ${aws:PrincipalTag/eks:eks-cluster-name}';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string } };
}

/** Everything that makes a role. */
function templateWithEverything(region = 'us-east-1'): Template {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region } });
  const key = new kms.Key(stack, 'Key');
  const cluster = new AutoModeCluster(stack, 'Cluster', {
    version: eks.KubernetesVersion.V1_36,
    vpc: new AutoModeVpc(stack, 'Vpc', { flowLogs: true }),
    endpointAccess: eks.EndpointAccess.PRIVATE,
    secretsEncryptionKey: key,
  });
  cluster.addNodeRole('Gpu');
  cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('nodes', { volumeKey: key, tags: { team: 'a' } }) });
  const chart = chartFixture();
  configMap(chart, 'settings');
  cluster.provision(chart);
  return Template.fromStack(Stack.of(cluster));
}

const template = templateWithEverything();
const policies = Object.values(template.findResources('AWS::IAM::Policy'));

/** Managed policies of a role, and its own statements as actions, resources and conditions. */
function permissionsOf(roleId: string): string[] {
  const [role] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id === roleId).map(([, resource]) => resource);
  const managed = (role.Properties.ManagedPolicyArns ?? []).map((arn: unknown) => JSON.stringify(arn).replace(/^.*:policy\/([\w/-]+)".*$/, '$1'));
  expect(role.Properties).not.toHaveProperty('Policies');
  const statements: Statement[] = policies.filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === roleId))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  return [...managed, ...statements.map(inWords)].sort();
}

function inWords({ Effect, Action, Resource, Condition = {}, ...rest }: Statement): string {
  // What is not written here would not be pinned.
  expect({ Effect, ...rest }).toEqual({ Effect: 'Allow', ...rest.Sid && { Sid: rest.Sid } });
  const conditions = Object.entries(Condition).flatMap(([operator, values]) => Object.entries(values).map(([key, value]) => `if ${key} ${operator} ${value}`));
  return [[Action].flat().join(' '), 'on', [Resource].flat().map(readable).join(' '), ...conditions].join(' ');
}

/** An ARN as people write it. */
function readable(resource: unknown): string {
  return JSON.stringify(resource).replace(/\{"Fn::GetAtt":\["(\w+)","Arn"\]\}/g, '$1').replace(/\{"Ref":"AWS::Partition"\}/g, 'aws')
    .replace(/\{"Fn::Join":\["",\[(.*)\]\]\}/, (_, parts) => parts.replace(/^"|"$/g, '').replace(/"?,"?/g, '')).replace(/^"|"$/g, '');
}

test('every role has these permissions and no others', () => {
  const roles = Object.keys(template.findResources('AWS::IAM::Role')).sort();
  expect(Object.fromEntries(roles.map((id) => [id.replace(/[0-9A-F]{8}$/, ''), permissionsOf(id)]))).toEqual({
    ClusterBuiltInNodeRole: [
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonEKSWorkerNodeMinimalPolicy',
    ],
    ClusterClusterRole: [
      'AmazonEKSBlockStoragePolicyV2',
      'AmazonEKSClusterPolicy',
      'AmazonEKSComputePolicy',
      'AmazonEKSLoadBalancingPolicy',
      'AmazonEKSNetworkingPolicy',
      `ec2:CreateFleet ec2:RunInstances ec2:CreateLaunchTemplate on * ${OF_CLUSTER} `
        + 'if aws:RequestTag/eks:kubernetes-node-class-name StringLike * if aws:RequestTag/eks:kubernetes-node-pool-name StringLike *',
      `ec2:CreateNetworkInterface on * ${OF_CLUSTER} if aws:RequestTag/eks:kubernetes-cni-node-name StringLike *`,
      `ec2:CreateVolume ec2:CreateSnapshot on arn:aws:ec2:*:*:volume/* arn:aws:ec2:*:*:snapshot/* ${OF_CLUSTER}`,
      `elasticloadbalancing:CreateLoadBalancer elasticloadbalancing:CreateTargetGroup elasticloadbalancing:CreateListener elasticloadbalancing:CreateRule ec2:CreateSecurityGroup on * ${OF_CLUSTER}`,
      'kms:CreateGrant kms:ListGrants kms:RevokeGrant on Key961B73FD if kms:GrantIsForAWSResource Bool true',
      'kms:Encrypt kms:Decrypt kms:ReEncrypt* kms:GenerateDataKey* kms:DescribeKey on Key961B73FD',
      `shield:CreateProtection on * ${OF_CLUSTER}`,
      `shield:TagResource on arn:aws:shield::*:protection/* ${OF_CLUSTER}`,
    ],
    ClusterNodeRole: [
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonEKSWorkerNodeMinimalPolicy',
    ],
    ClusterNodeRolesGpu: [
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonEKSWorkerNodeMinimalPolicy',
    ],
    ClusterProvisionerProviderframeworkisCompleteServiceRole: [
      'lambda:GetFunction on ClusterProvisionerFunction8BD81F3D',
      'lambda:InvokeFunction on ClusterProvisionerFunction8BD81F3D ClusterProvisionerFunction8BD81F3D:*',
      'service-role/AWSLambdaBasicExecutionRole',
    ],
    ClusterProvisionerProviderframeworkonEventServiceRole: [
      'lambda:GetFunction on ClusterProvisionerFunction8BD81F3D',
      'lambda:InvokeFunction on ClusterProvisionerFunction8BD81F3D ClusterProvisionerFunction8BD81F3D:*',
      'service-role/AWSLambdaBasicExecutionRole',
      'states:StartExecution on {"Ref":"ClusterProvisionerProviderwaiterstatemachineD45B039E"}',
    ],
    ClusterProvisionerProviderframeworkonTimeoutServiceRole: [
      'lambda:GetFunction on ClusterProvisionerFunction8BD81F3D',
      'lambda:InvokeFunction on ClusterProvisionerFunction8BD81F3D ClusterProvisionerFunction8BD81F3D:*',
      'service-role/AWSLambdaBasicExecutionRole',
    ],
    ClusterProvisionerProviderwaiterstatemachineRole: [
      'lambda:InvokeFunction on ClusterProvisionerProviderframeworkisComplete83BA2CD1 ClusterProvisionerProviderframeworkisComplete83BA2CD1:*',
      'lambda:InvokeFunction on ClusterProvisionerProviderframeworkonTimeoutF25D692E ClusterProvisionerProviderframeworkonTimeoutF25D692E:*',
    ],
    ClusterProvisionerRole: [
      'eks:DescribeCluster on Cluster9EE0221C',
      'logs:CreateLogStream logs:PutLogEvents on ClusterProvisionerLogsF2040FD6',
      's3:GetObject on arn:aws:s3:::cdk-hnb659fds-assets-123456789012-us-east-1/*',
      'service-role/AWSLambdaVPCAccessExecutionRole',
    ],
    VpcFlowLogIAMRole: [
      'logs:CreateLogStream logs:PutLogEvents logs:DescribeLogStreams on VpcFlowLogs3A4A3791',
    ],
  });
});

test.each([['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1']])('no ARN is tied to another partition than %s', (_, region) => {
  const other = templateWithEverything(region).toJSON();
  expect(JSON.stringify(other)).not.toMatch(/arn:aws[:-]/);
  expect(Object.keys(other.Resources).length).toBeGreaterThan(50);
});
