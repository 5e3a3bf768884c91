import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AutoModeRules } from '../../rules';
import { ENABLEMENT } from '../../rules/network-policy-objects';

/**
 * Switches network policies on in a cluster: without it policies are stored, and do nothing.
 *
 * It is the ConfigMap `amazon-vpc-cni` in `kube-system`, of which a cluster has one. Where nodes other than those of Auto Mode run, it may be there already.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export class NetworkPolicyEnablement extends Construct {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: ENABLEMENT.name, namespace: ENABLEMENT.namespace },
      data: { [ENABLEMENT.key]: 'true' },
    });
    AutoModeRules._attach(this);
  }
}
