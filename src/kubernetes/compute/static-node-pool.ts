import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { Budget } from './budget';
import { renderBudgets } from './budgets';
import { NodePoolBase } from './node-pool-base';
import { acceptNodeClassByName, renderNodeTemplate } from './node-template';
import { NodeTemplateOptions } from './node-template-options';
import { checkCount } from './render-limits';

/**
 * What a StaticNodePool says about its nodes, apart from its name.
 */
export interface StaticNodePoolOptions extends NodeTemplateOptions {
  /**
   * Number of nodes, a whole number of 0 or more. It can be changed later; scaling down respects the budgets of pods, not
   * those of nodes.
   */
  readonly replicas: number;

  /**
   * Number of nodes that the pool never exceeds, also while some are replaced (`limits.nodes`): at least `replicas`, and more
   * to leave room for replacements, which are launched before the nodes they replace go. As many as `replicas` is warned about.
   *
   * @default - no limit
   */
  readonly nodeLimit?: number;

  /**
   * How many nodes may be replaced at the same time when they drift, at most 50 budgets.
   *
   * @default - one budget: 10 percent of the nodes
   */
  readonly budgets?: Budget[];
}

/**
 * Properties of `StaticNodePool`.
 */
export interface StaticNodePoolProps extends StaticNodePoolOptions {
  /**
   * Name, labels and annotations of the object. `general-purpose` and `system` belong to EKS while they are on.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A fixed number of nodes, whether pods need them or not: for reserved capacity, and for pods that cannot wait for a node.
 *
 * Nodes are not consolidated; they are still replaced when they drift or expire. That they spread evenly over Availability Zones is not
 * assured: for that make one pool for each zone. A static NodePool cannot become an ordinary one, nor the other way
 * round, under the same name.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-static-capacity.html
 */
export class StaticNodePool extends NodePoolBase {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: StaticNodePoolProps) {
    checkNodes(props);
    const { replicas, nodeLimit } = props;
    const template = renderNodeTemplate(props);
    const disruption = {
      // Ignored, but asked for by the CRD where there are budgets.
      consolidateAfter: 'Never',
      budgets: renderBudgets('budgets of a StaticNodePool', props.budgets ?? [Budget.percent(10)]),
    };
    const limits = nodeLimit === undefined ? undefined : { nodes: isToken(nodeLimit) ? nodeLimit : String(nodeLimit) };

    super(scope, id, props);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: props.metadata,
      spec: () => ({ template: template(), disruption, limits, replicas }),
    });
    acceptNodeClassByName(this, props.nodeClass);
  }
}

function checkNodes({ replicas, nodeLimit }: StaticNodePoolProps): void {
  checkCount('replicas', replicas);
  if (nodeLimit === undefined) { return; }
  checkCount('nodeLimit', nodeLimit);
  if (!isToken(replicas) && !isToken(nodeLimit) && nodeLimit < replicas) {
    fail('StaticNodePoolLimit', `nodeLimit must be at least replicas (${replicas}), got ${nodeLimit}: write for example ${replicas + 1}`);
  }
}
