import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ClusterDns } from './cluster-dns';
import { renderPeers, renderPorts, renderSelector } from './rendering/plus-policy';
import { fail } from '../../private/errors';
import { AutoModeRules } from '../../rules';
import { problemOfDomainName } from '../../rules/domain-names';
import { TypedObject } from '../typed-object';

/**
 * Traffic that comes to the pods of an `ApplicationNetworkPolicy`.
 */
export interface ApplicationIngressRule {
  /**
   * Where it comes from: pods, namespaces and blocks of addresses as in cdk8s-plus.
   *
   * @default - anywhere
   */
  readonly peers?: kplus.INetworkPolicyPeer[];

  /**
   * Ports of the pods.
   *
   * @default - all
   */
  readonly ports?: kplus.NetworkPolicyPort[];
}

/**
 * Traffic that goes out from the pods of an `ApplicationNetworkPolicy`.
 */
export interface ApplicationEgressRule {
  /**
   * Where it goes: pods, namespaces and blocks of addresses as in cdk8s-plus.
   *
   * @default - to `domainNames`; without those anywhere
   */
  readonly peers?: kplus.INetworkPolicyPeer[];

  /**
   * Domains that it goes to, such as `api.example.com` or `*.example.com`. They count only on nodes of Auto Mode, and only for pods that may ask the cluster's DNS.
   *
   * @default - to `peers`; without those anywhere
   */
  readonly domainNames?: string[];

  /**
   * Ports that it goes to.
   *
   * @default - all
   */
  readonly ports?: kplus.NetworkPolicyPort[];
}

/**
 * Properties of `ApplicationNetworkPolicy`.
 */
export interface ApplicationNetworkPolicyProps {
  /**
   * Name, namespace, labels and annotations of the object. A NetworkPolicy of the same namespace must not have the same name.
   *
   * @default - a name made from the construct's path, in the namespace of the pods if those say one, otherwise in that of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Pods of the namespace: a workload, or `Pods.select` of cdk8s-plus.
   *
   * @default - all pods of the namespace
   */
  readonly selector?: kplus.IPodSelector;

  /**
   * Traffic that may come in. An empty list closes the pods to all of it.
   *
   * @default - the policy says nothing of it
   */
  readonly ingress?: ApplicationIngressRule[];

  /**
   * Traffic that may go out. An empty list closes the pods to all of it.
   *
   * @default - only to the `dns`, if there is one; otherwise the policy says nothing of it
   */
  readonly egress?: ApplicationEgressRule[];

  /**
   * DNS that the pods may ask.
   *
   * @default - none beyond what other policies allow
   */
  readonly dns?: ClusterDns;
}

/**
 * What traffic pods of a namespace may have, also by the names of domains: a NetworkPolicy with one field more. It adds to NetworkPolicies of cdk8s-plus that select the same pods.
 *
 * An ordinary cdk8s construct: it works in any chart. Network policies have to be switched on in the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export class ApplicationNetworkPolicy extends TypedObject {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ApplicationNetworkPolicyProps) {
    const { podSelector, namespace } = renderSelector(props.selector, props.metadata?.namespace);
    const spec = { podSelector, ...renderDirections(props) };
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.aws/v1alpha1',
      kind: 'ApplicationNetworkPolicy',
      metadata: namespace === undefined ? props.metadata : { ...props.metadata, namespace },
      spec,
    });
    AutoModeRules._attach(this);
  }
}

function renderDirections({ ingress, egress, dns }: ApplicationNetworkPolicyProps): object {
  const policyTypes = [...ingress ? ['Ingress'] : [], ...egress || dns ? ['Egress'] : []];
  if (policyTypes.length === 0) {
    fail('NetworkPolicyDirections', 'ingress or egress of an ApplicationNetworkPolicy must be given, got neither: write ingress: [] to close the pods to the inside, or egress: [] to the outside');
  }
  const problems = (egress ?? []).flatMap(({ domainNames = [] }) => domainNames.flatMap((name) => problemOfDomainName(name) ?? []));
  if (problems.length > 0) { fail('DomainNames', problems.map(({ problem, fix }) => `domainNames ${problem}: ${fix}`).join('; ')); }
  const outgoing = [...dns ? [dns._renderEgress()] : [], ...(egress ?? []).map(renderEgress)];
  return {
    policyTypes,
    ingress: unlessNone((ingress ?? []).map(({ peers = [], ports }) => ({ from: unlessNone(renderPeers(peers)), ports: renderPorts(ports) }))),
    egress: unlessNone(outgoing),
  };
}

/** Domains exclude everything else in the entry that they are in, and not in the others. */
function renderEgress({ peers = [], domainNames = [], ports }: ApplicationEgressRule): object {
  const to = [...renderPeers(peers), ...domainNames.length > 0 ? [{ domainNames: [...domainNames] }] : []];
  return { to: unlessNone(to), ports: renderPorts(ports) };
}

function unlessNone<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
