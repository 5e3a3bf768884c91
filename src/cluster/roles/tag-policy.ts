import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RolePolicy } from './role-policy';

const CLUSTER_NAME_TAG = 'eks:eks-cluster-name';
/** A variable of IAM: must never become a template literal. */
const CLUSTER_NAME_OF_SESSION = '${aws:PrincipalTag/eks:eks-cluster-name}';

/**
 * What the cluster role needs so that Auto Mode may put tags of users on nodes, volumes and load balancers: the managed
 * policies allow only tags of their own.
 *
 * It is always in the tree and gets its statements only when something carries tags: without statements it is not in the template.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 */
export class TagPolicy extends RolePolicy {
  /** Puts the statements in. */
  public enable(): void {
    if (!this.document.isEmpty) { return; }
    this.addStatements(...customTagStatements());
    this.attach();
  }
}

/** As documented, but with `StringLike` wherever a star is meant. */
export function customTagStatements(): iam.PolicyStatement[] {
  const ofCluster = { StringEquals: { [`aws:RequestTag/${CLUSTER_NAME_TAG}`]: CLUSTER_NAME_OF_SESSION } };
  return [
    {
      sid: 'Compute',
      actions: ['ec2:CreateFleet', 'ec2:RunInstances', 'ec2:CreateLaunchTemplate'],
      resources: ['*'],
      conditions: {
        ...ofCluster,
        StringLike: { 'aws:RequestTag/eks:kubernetes-node-class-name': '*', 'aws:RequestTag/eks:kubernetes-node-pool-name': '*' },
      },
    },
    {
      sid: 'Storage',
      actions: ['ec2:CreateVolume', 'ec2:CreateSnapshot'],
      resources: ['volume', 'snapshot'].map((type) => `arn:${Aws.PARTITION}:ec2:*:*:${type}/*`),
      conditions: ofCluster,
    },
    {
      sid: 'Networking',
      actions: ['ec2:CreateNetworkInterface'],
      resources: ['*'],
      conditions: { ...ofCluster, StringLike: { 'aws:RequestTag/eks:kubernetes-cni-node-name': '*' } },
    },
    {
      sid: 'LoadBalancer',
      actions: ['CreateLoadBalancer', 'CreateTargetGroup', 'CreateListener', 'CreateRule'].map((action) => `elasticloadbalancing:${action}`)
        .concat('ec2:CreateSecurityGroup'),
      resources: ['*'],
      conditions: ofCluster,
    },
    { sid: 'ShieldProtection', actions: ['shield:CreateProtection'], resources: ['*'], conditions: ofCluster },
    {
      sid: 'ShieldTagResource',
      actions: ['shield:TagResource'],
      resources: [`arn:${Aws.PARTITION}:shield::*:protection/*`],
      conditions: ofCluster,
    },
  ].map((statement) => new iam.PolicyStatement(statement));
}
