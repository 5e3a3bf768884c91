import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterDns } from './cluster-dns';
import { AutoModeRules } from '../../rules';
import { TypedObject } from '../typed-object';

/**
 * Properties of `DefaultDeny`.
 */
export interface DefaultDenyProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - a name made from the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * DNS that pods may ask nevertheless. Without it they find nothing by its name, and domain names in policies do not work.
   *
   * @default - none
   */
  readonly dns?: ClusterDns;

  /**
   * Whether pods of the namespace may speak to one another.
   *
   * @default false
   */
  readonly allowWithinNamespace?: boolean;
}

/**
 * Closes all pods of a namespace, to the inside and to the outside, until another policy opens something: a NetworkPolicy that selects all of them.
 *
 * It is what a namespace needs on nodes of every NodeClass: where `networkPolicy` is `ALLOW`, it closes; where it is `DENY` and pods are closed anyway, it opens the way to the DNS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export class DefaultDeny extends TypedObject {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, id);
    const { dns, allowWithinNamespace = false } = props;
    const egress = [...dns ? [dns._renderEgress()] : [], ...allowWithinNamespace ? [{ to: [{ podSelector: {} }] }] : []];
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: props.metadata,
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: allowWithinNamespace ? [{ from: [{ podSelector: {} }] }] : undefined,
        egress: egress.length > 0 ? egress : undefined,
      },
    });
    AutoModeRules._attach(this);
  }
}
