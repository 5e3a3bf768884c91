import { Taint } from './taint';

/**
 * A NodePool that pods can be placed on.
 */
export interface INodePool {
  /** Name of the NodePool in the cluster; its nodes carry it in the label `karpenter.sh/nodepool`. */
  readonly nodePoolName: string;

  /** Marks on its nodes, which pods must tolerate; those of the start-up are not among them. */
  readonly taints: Taint[];

  /** Labels of its nodes, apart from those of Auto Mode. */
  readonly labels: { [key: string]: string };
}
