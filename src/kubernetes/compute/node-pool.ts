import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { AutoModeNodes } from './auto-mode-nodes';
import { Disruption } from './disruption';
import { INodePool } from './i-node-pool';
import { NodePoolLimits } from './node-pool-limits';
import { acceptNodeClassByName, renderNodeTemplate } from './node-template';
import { NodeTemplateOptions } from './node-template-options';
import { renderLimits } from './render-limits';
import { Taint } from './taint';

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
export class NodePool extends Construct implements INodePool {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  private readonly nodeTaints: Taint[];
  private readonly nodeLabels: { [key: string]: string };

  constructor(scope: Construct, id: string, props: NodePoolProps = {}) {
    checkWeight(props.weight);
    const template = renderNodeTemplate(props);
    const limits = props.limits && renderLimits(props.limits);
    const disruption = (props.disruption ?? Disruption.whenEmptyOrUnderutilized())._render();

    super(scope, id);
    this.nodeTaints = [...props.taints ?? []];
    this.nodeLabels = { ...props.labels };
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: props.metadata,
      spec: () => ({ template: template(), disruption, limits, weight: props.weight }),
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

function checkWeight(weight: number | undefined): void {
  if (weight === undefined || isToken(weight)) { return; }
  if (!Number.isInteger(weight) || weight < 1 || weight > 100) {
    fail('NodePoolWeight', `weight must be a whole number of 1 to 100, got ${weight}: leave it out for the lowest preference`);
  }
}
