import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ClusterEgressRule, ClusterIngressRule } from './cluster-network-policy-rule';
import { NetworkPolicyTier } from './network-policy-tier';
import { renderClusterEgress, renderClusterIngress, renderSubject } from './rendering/cluster-policy';
import { CLUSTER_POLICY } from '../../rules/network-policy-objects';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { TypedObject } from '../typed-object';
import { wholeNumber } from '../whole-number';

/**
 * Properties of `ClusterNetworkPolicy`.
 */
export interface ClusterNetworkPolicyProps {
  /**
   * Name, labels and annotations of the object.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /** Whether the policy is asked before those of namespaces or after them. */
  readonly tier: NetworkPolicyTier;

  /** Order among the policies of a tier, 0 to 1,000: the lowest comes first. */
  readonly priority: number;

  /**
   * Whose traffic it is: pods or namespaces as in cdk8s-plus, such as `Namespaces.all`. Pods must say their namespaces, by labels or as one name.
   */
  readonly subject: kplus.INetworkPolicyPeer;

  /**
   * Traffic that comes in, at most 100 rules; the first that fits decides.
   *
   * @default - the policy says nothing of it
   */
  readonly ingress?: ClusterIngressRule[];

  /**
   * Traffic that goes out, at most 100 rules; the first that fits decides.
   *
   * @default - the policy says nothing of it
   */
  readonly egress?: ClusterEgressRule[];
}

/**
 * What traffic pods of the whole cluster may have, whatever namespaces say.
 *
 * An ordinary cdk8s construct: it works in any chart. Network policies have to be switched on in the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export class ClusterNetworkPolicy extends TypedObject {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ClusterNetworkPolicyProps) {
    const spec = {
      tier: props.tier,
      priority: wholeNumber('priority of a ClusterNetworkPolicy', props.priority, CLUSTER_POLICY.priority),
      subject: renderSubject(props.subject),
      ingress: props.ingress?.length ? props.ingress.map(renderClusterIngress) : undefined,
      egress: props.egress?.length ? props.egress.map(renderClusterEgress) : undefined,
    };
    super(scope, id);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'networking.k8s.aws/v1alpha1',
      kind: 'ClusterNetworkPolicy',
      metadata: props.metadata,
      spec: () => spec,
    });
  }
}
