import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AutoModeNodes } from './auto-mode-nodes';
import { INodePool } from './i-node-pool';
import { NodeTemplateOptions } from './node-template-options';
import { Taint } from './taint';
import { TypedObject } from '../typed-object';

/**
 * What pods need to know of a NodePool, whether its nodes come as they are needed or are a fixed number.
 *
 * @internal
 */
export abstract class NodePoolBase extends TypedObject implements INodePool {
  private readonly _nodeTaints: Taint[];
  private readonly _nodeLabels: { [key: string]: string };

  constructor(scope: Construct, id: string, { taints, labels }: NodeTemplateOptions) {
    super(scope, id);
    this._nodeTaints = [...taints ?? []];
    this._nodeLabels = { ...labels };
  }

  /** Name of the NodePool in the cluster; its nodes carry it in the label `karpenter.sh/nodepool`. */
  public get nodePoolName(): string {
    return this.name;
  }

  /** Marks on the nodes, which pods must tolerate; those of the start-up are not among them. */
  public get taints(): Taint[] {
    return [...this._nodeTaints];
  }

  /** Labels of the nodes, apart from those of Auto Mode. */
  public get labels(): { [key: string]: string } {
    return { ...this._nodeLabels };
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
}
