import * as eks from 'aws-cdk-lib/aws-eks-v2';

/** Whether a function outside of the VPC can reach an endpoint. */
export function isOpen({ _config: { publicAccess, publicCidrs } }: eks.EndpointAccess): boolean {
  return publicAccess && ((publicCidrs ?? []).length === 0 || publicCidrs!.includes('0.0.0.0/0'));
}
