import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { Disruption } from './disruption';
import { NodePoolBase } from './node-pool-base';
import { NodePoolLimits } from './node-pool-limits';
import { acceptNodeClassByName, renderNodeTemplate } from './node-template';
import { NodeTemplateOptions } from './node-template-options';
import { renderLimits } from './render-limits';

/**
 * What a NodePool says about its nodes, apart from its name.
 */
export interface NodePoolOptions extends NodeTemplateOptions {
  /**
   * How much the pool may grow. Without a limit synthesis warns.
   *
   * @default - no limit
   */
  readonly limits?: NodePoolLimits;

  /**
   * Which nodes may be removed or replaced to save cost, and how many at a time.
   *
   * @default - empty and underutilized nodes after 30 seconds, 10 percent of the nodes at a time
   */
  readonly disruption?: Disruption;

  /**
   * Preference among pools that could serve a pod, 1 to 100: the highest is tried first.
   *
   * @default - the lowest preference
   * @see https://karpenter.sh/docs/concepts/nodepools/#specweight
   */
  readonly weight?: number;
}

/**
 * Properties of `NodePool`.
 */
export interface NodePoolProps extends NodePoolOptions {
  /**
   * Name, labels and annotations of the object. `general-purpose` and `system` belong to EKS while they are on.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Nodes that Auto Mode launches and removes as pods need them.
 *
 * An ordinary cdk8s construct: it works in any chart. All defaults are written out, so that they do not change with the
 * version of Kubernetes. For a fixed number of nodes there is `StaticNodePool`; one cannot become the other.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export class NodePool extends NodePoolBase {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: NodePoolProps = {}) {
    checkWeight(props.weight);
    const template = renderNodeTemplate(props);
    const limits = props.limits && renderLimits(props.limits);
    const disruption = (props.disruption ?? Disruption.whenEmptyOrUnderutilized())._render();

    super(scope, id, props);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: props.metadata,
      spec: () => ({ template: template(), disruption, limits, weight: props.weight }),
    });
    acceptNodeClassByName(this, props.nodeClass);
  }
}

function checkWeight(weight: number | undefined): void {
  if (weight === undefined || isToken(weight)) { return; }
  if (!Number.isInteger(weight) || weight < 1 || weight > 100) {
    fail('NodePoolWeight', `weight must be a whole number of 1 to 100, got ${weight}: leave it out for the lowest preference`);
  }
}
