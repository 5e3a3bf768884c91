import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AutoModeVpc } from './auto-mode-vpc';

/** Warns of a VPC from which charts cannot be provisioned, late, since endpoints can be made until synthesis. */
export function warnWithoutWayOut(vpc: AutoModeVpc, scope: Construct): void {
  const validate = (): string[] => {
    if (!vpc._reaches('eks')) {
      Annotations.of(scope).addWarningV2('cdk-eks-auto-mode:provisioner-network',
        'charts are provisioned from within the VPC, which has neither a NAT gateway nor endpoints of S3 and EKS: without another way there they cannot be. '
        + 'Write natGateways, or endpoints: {}');
    }
    return [];
  };
  scope.node.addValidation({ validate });
}
