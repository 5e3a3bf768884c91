import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { AutoModeRules } from '../../rules';
import { TypedObject } from '../typed-object';

/**
 * Properties of `AllowAll`.
 */
export interface AllowAllProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - a name made from the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Opens all pods of a namespace, for nodes of NodeClasses with `networkPolicy: DefaultNetworkPolicy.DENY`: there also pods of the system are closed, such as
 * those of add-ons in `kube-system`. Policies add up: no other one closes what this one opens, a ClusterNetworkPolicy of the tier Admin excepted.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export class AllowAll extends TypedObject {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: AllowAllProps = {}) {
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: props.metadata,
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    });
    AutoModeRules._attach(this);
  }
}
