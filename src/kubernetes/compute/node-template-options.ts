import { Duration } from 'cdk8s';
import { INodeClass } from './node-class';
import { Requirement } from './requirement';
import { Taint } from './taint';

/**
 * What NodePools of both kinds say about each of their nodes.
 */
export interface NodeTemplateOptions {
  /**
   * How the nodes are set up.
   *
   * An EC2NodeClass of self-managed Karpenter cannot be referred to: Auto Mode does not know it.
   *
   * @default NodeClass.DEFAULT
   */
  readonly nodeClass?: INodeClass;

  /**
   * Conditions that every node meets, at most 100; a range counts as two.
   *
   * What is not restricted is chosen by Auto Mode by price and availability. A pool whose requirements exclude each
   * other is refused at synthesis, because it would be ready and never launch a node.
   *
   * @default - any instance type that Auto Mode supports
   * @see https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecrequirements
   */
  readonly requirements?: Requirement[];

  /**
   * Marks that keep away pods which do not tolerate them. One key can be there once with each effect, also in `startupTaints`.
   *
   * @default - no taints: any pod may use the pool
   * @see https://karpenter.sh/docs/concepts/nodepools/#spectemplatespectaints
   */
  readonly taints?: Taint[];

  /**
   * Marks that nodes have when they join, until somebody removes them: a DaemonSet that tolerates them and has work to do
   * before others. Pods need not tolerate them to have a node launched. Nodes on which nobody removes them stay empty.
   *
   * @default - no start-up taints
   * @see https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecstartuptaints
   */
  readonly startupTaints?: Taint[];

  /**
   * Labels of the nodes, which pods can select; at most 100. Keys whose domain ends with `karpenter.sh` belong to Karpenter.
   *
   * @default - no labels but those of Auto Mode
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the nodes. `karpenter.sh/do-not-disrupt` on them keeps all nodes of the pool from being updated until they expire.
   *
   * @default - no annotations but those of Auto Mode
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Age at which a node is replaced, in whole seconds.
   *
   * Together with `terminationGracePeriod` at most 21 days: after that EKS terminates the instance in any case.
   *
   * @default Duration.days(14)
   */
  readonly expireAfter?: Duration;

  /**
   * How long a node may take to drain, in whole seconds. After that remaining pods are deleted, also those that
   * disruption budgets or `karpenter.sh/do-not-disrupt` protect.
   *
   * @default Duration.hours(24)
   */
  readonly terminationGracePeriod?: Duration;
}
