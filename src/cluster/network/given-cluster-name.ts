import { Token } from 'aws-cdk-lib';
import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';

/** The name of a cluster that somebody chose, and that is there before the cluster; nothing, when CloudFormation makes one. */
export function givenClusterName({ node: { defaultChild }, clusterName }: eks.ICluster): string | undefined {
  const given = defaultChild && CfnCluster.isCfnCluster(defaultChild) ? defaultChild.name : clusterName;
  return Token.isUnresolved(given) ? undefined : given;
}
