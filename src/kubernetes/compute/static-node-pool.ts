import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { AutoModeNodes } from './auto-mode-nodes';
import { Budget } from './budget';
import { renderBudgets } from './budgets';
import { INodePool } from './i-node-pool';
import { acceptNodeClassByName, renderNodeTemplate } from './node-template';
import { NodeTemplateOptions } from './node-template-options';
import { checkCount } from './render-limits';
import { Taint } from './taint';

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
export class StaticNodePool extends Construct implements INodePool {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  private readonly nodeTaints: Taint[];
  private readonly nodeLabels: { [key: string]: string };

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

    super(scope, id);
    this.nodeTaints = [...props.taints ?? []];
    this.nodeLabels = { ...props.labels };
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: props.metadata,
      spec: () => ({ template: template(), disruption, limits, replicas }),
    });
    acceptNodeClassByName(this, props.nodeClass);
  }

  /** Name of the object in the cluster. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** Name of the NodePool in the cluster; its nodes carry it in the label `karpenter.sh/nodepool`. */
  public get nodePoolName(): string {
    return this.name;
  }

  /** Marks on the nodes, which pods must tolerate; those of the start-up are not among them. */
  public get taints(): Taint[] {
    return [...this.nodeTaints];
  }

  /** Labels of the nodes, apart from those of Auto Mode. */
  public get labels(): { [key: string]: string } {
    return { ...this.nodeLabels };
  }

  /**
   * Places a workload of cdk8s-plus on the nodes of the pool: it goes there only, and tolerates the taints of the pool.
   *
   * Call it once for a workload: cdk8s-plus takes several placements for alternatives.
   *
   * @param workload The workload.
   */
  public schedule(workload: kplus.Workload): void {
    AutoModeNodes.on(this, workload);
  }

  /** Labels, annotations and other metadata of the object; labels and annotations can be added. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
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
