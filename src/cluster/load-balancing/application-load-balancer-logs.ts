import { Annotations, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { fail } from '../../private/errors';

const DELIVERY = 'logdelivery.elasticloadbalancing.amazonaws.com';

/**
 * Lets Application Load Balancers of a cluster write their logs into a bucket.
 *
 * The path names the account already; a condition on the load balancer is recommended by AWS, but reported to keep the bucket from being accepted.
 *
 * @returns what must be there before one is told to.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function allowApplicationLoadBalancerLogs(bucket: s3.IBucket, prefix: string | undefined, scope: IConstruct): IConstruct[] {
  const { account, region } = Stack.of(scope);
  checkBucket(bucket, region, scope);
  const { statementAdded } = bucket.addToResourcePolicy(new iam.PolicyStatement({
    actions: ['s3:PutObject'],
    principals: [new iam.ServicePrincipal(DELIVERY)],
    resources: [bucket.arnForObjects(`${prefix ? `${prefix}/` : ''}AWSLogs/${account}/*`)],
  }));
  if (!statementAdded) {
    Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:access-log-bucket',
      `policy of bucket ${Token.isUnresolved(bucket.bucketName) ? bucket.node.path : bucket.bucketName} cannot be changed from here: it must allow ${DELIVERY} s3:PutObject`);
  }
  return bucket.policy ? [bucket.policy] : [];
}

function checkBucket(bucket: s3.IBucket, region: string, scope: IConstruct): void {
  const problems = [
    ...Token.compareStrings(bucket.env.region, region) === TokenComparison.DIFFERENT
      ? [`accessLogBucket must be a bucket of the cluster's Region ${region}, got one of ${bucket.env.region}: write a bucket of that Region`] : [],
    ...bucket.encryptionKey
      ? ['accessLogBucket must be encrypted with keys of S3 for an Application Load Balancer, got one with a key of KMS: write encryption: s3.BucketEncryption.S3_MANAGED'] : [],
  ];
  if (problems.length > 0) { fail('AccessLogBucket', problems.join('; '), scope); }
}
