import { Duration } from 'cdk8s';
import { renderDuration } from '../duration';
import { Budget } from './budget';
import { renderBudgets } from './budgets';

/**
 * How many nodes may be disrupted at the same time.
 */
export interface DisruptionBudgetOptions {
  /**
   * How many nodes may be disrupted at the same time, at most 50 budgets. None at all let any number go.
   *
   * @default - one budget: 10 percent of the nodes
   */
  readonly budgets?: Budget[];
}

/**
 * When nodes are consolidated, and how many at a time.
 */
export interface DisruptionOptions extends DisruptionBudgetOptions {
  /**
   * How long a node must have been left alone by its pods before it is considered, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly after?: Duration;
}

/**
 * Which nodes of a pool Auto Mode may remove or replace to save cost, and how many at a time.
 *
 * Independently of it nodes are replaced when they drift or expire.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/#consolidation
 */
export class Disruption {
  /**
   * Nodes without pods are removed; nodes whose pods fit elsewhere or on a cheaper node are removed or replaced.
   *
   * @param options When, and how many at a time.
   */
  public static whenEmptyOrUnderutilized(options: DisruptionOptions = {}): Disruption {
    return new Disruption('WhenEmptyOrUnderutilized', options);
  }

  /**
   * Nodes without pods are removed; other nodes are removed or replaced only if what that saves of the pool's cost is worth the
   * disturbance of its pods: at least half as much, each as a share of the whole pool.
   *
   * Auto Mode knows the policy since July 2026; new NodePools that say nothing have it from Kubernetes 1.37 on.
   *
   * @param options When, and how many at a time.
   * @see https://github.com/kubernetes-sigs/karpenter/blob/main/designs/balanced-consolidation.md
   */
  public static balanced(options: DisruptionOptions = {}): Disruption {
    return new Disruption('Balanced', options);
  }

  /**
   * Only nodes without pods are removed.
   *
   * @param options When, and how many at a time.
   */
  public static whenEmpty(options: DisruptionOptions = {}): Disruption {
    return new Disruption('WhenEmpty', options);
  }

  /**
   * Nodes stay, even empty ones, until they drift or expire (`consolidateAfter: Never`).
   *
   * @param options How many nodes may be replaced at a time.
   */
  public static neverConsolidate(options: DisruptionBudgetOptions = {}): Disruption {
    // The policy means nothing then; this is the one that does the least.
    return new Disruption('WhenEmpty', options, 'Never');
  }

  private readonly after: string;
  private readonly budgets: object[];

  private constructor(private readonly policy: string, options: DisruptionOptions, after?: string) {
    this.after = after ?? renderDuration('after of a disruption', options.after ?? Duration.seconds(30));
    this.budgets = renderBudgets('budgets of a disruption', options.budgets ?? [Budget.percent(10)]);
  }

  /**
   * All of it is written out: the service's defaults change with the version of Kubernetes.
   *
   * @internal
   */
  public _render(): object {
    return { consolidationPolicy: this.policy, consolidateAfter: this.after, budgets: this.budgets };
  }
}
