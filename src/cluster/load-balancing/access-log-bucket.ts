import { Annotations, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { fail } from '../../private/errors';

const DELIVERY = 'delivery.logs.amazonaws.com';
const KEY_ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/**
 * Lets Network Load Balancers of a cluster write their logs into a bucket.
 *
 * @returns what must be there before one is told to.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
export function allowLogDelivery(bucket: s3.IBucket, prefix: string | undefined, scope: IConstruct): IConstruct[] {
  const { account, region, partition } = Stack.of(scope);
  checkBucket(bucket, prefix, region, scope);
  const principals = () => [new iam.ServicePrincipal(DELIVERY)];
  const conditions = { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` } };
  const added = [
    new iam.PolicyStatement({ actions: ['s3:GetBucketAcl'], principals: principals(), resources: [bucket.bucketArn], conditions }),
    new iam.PolicyStatement({
      actions: ['s3:PutObject'],
      principals: principals(),
      resources: [bucket.arnForObjects(`${prefix ? `${prefix}/` : ''}AWSLogs/${account}/*`)],
      conditions: { ...conditions, StringEquals: { ...conditions.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  ].map((statement) => bucket.addToResourcePolicy(statement).statementAdded);
  const key = bucket.encryptionKey?.addToResourcePolicy(new iam.PolicyStatement({
    actions: KEY_ACTIONS, principals: principals(), resources: ['*'], conditions,
  }));
  if (added.includes(false) || key?.statementAdded === false) { warn(bucket, scope); }
  return [bucket.policy, key?.statementAdded ? bucket.encryptionKey : undefined].filter((needed) => needed !== undefined);
}

function checkBucket(bucket: s3.IBucket, prefix: string | undefined, region: string, scope: IConstruct): void {
  const problems = [
    ...Token.compareStrings(bucket.env.region, region) === TokenComparison.DIFFERENT
      ? [`accessLogBucket must be a bucket of the cluster's Region ${region}, got one of ${bucket.env.region}: write a bucket of that Region`] : [],
    ...prefix !== undefined && !Token.isUnresolved(prefix) && (prefix === '' || /^\/|\/$|AWSLogs/.test(prefix))
      ? [`accessLogPrefix must not be empty, have a slash at its ends or contain AWSLogs, got "${prefix}": write for example "mail", or leave it out`] : [],
  ];
  if (problems.length > 0) { fail('AccessLogBucket', problems.join('; '), scope); }
}

function warn(bucket: s3.IBucket, scope: IConstruct): void {
  Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:access-log-bucket',
    `policy of bucket ${Token.isUnresolved(bucket.bucketName) ? bucket.node.path : bucket.bucketName}, or of its key, cannot be changed from here: it must allow ${DELIVERY} `
    + `s3:GetBucketAcl, s3:PutObject, and ${KEY_ACTIONS.join(', ')} on its key if it has one`);
}
