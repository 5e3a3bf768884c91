import { Validations } from 'aws-cdk-lib';
import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterSettings } from './cluster-settings';

/** What CloudFormation's validator says of properties that are right. A test fails when it no longer does. */
export function acknowledgeFindings(cluster: CfnCluster, { gatewayApiCrds, secretsEncryptionKey }: ClusterSettings): void {
  if (gatewayApiCrds !== undefined) {
    Validations.of(cluster).acknowledge({ id: 'CloudFormation-Validate::F3002', reason: 'the validator does not know GatewayApi of October 2026 yet' });
  }
  if (secretsEncryptionKey) {
    Validations.of(cluster).acknowledge({ id: 'CloudFormation-Validate::W9009', reason: 'the L2 writes EncryptionConfig.Resources, which older clusters were made with' });
  }
}
