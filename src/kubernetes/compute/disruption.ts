import { Duration } from 'cdk8s';
import { fail } from '../../private/errors';
import { renderDuration } from '../duration';
import { Budget } from './budget';

const MAXIMUM_BUDGETS = 50;

/**
 * When nodes are consolidated, and how many at a time.
 */
export interface DisruptionOptions {
  /**
   * How long a node must have been left alone by its pods before it is considered, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly after?: Duration;

  /**
   * How many nodes may be disrupted at the same time, at most 50 budgets.
   *
   * @default - one budget: 10 percent of the nodes
   */
  readonly budgets?: Budget[];
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
   * Only nodes without pods are removed.
   *
   * @param options When, and how many at a time.
   */
  public static whenEmpty(options: DisruptionOptions = {}): Disruption {
    return new Disruption('WhenEmpty', options);
  }

  private readonly after: string;
  private readonly budgets: Budget[];

  private constructor(private readonly policy: string, options: DisruptionOptions) {
    this.after = renderDuration('after of a disruption', options.after ?? Duration.seconds(30));
    this.budgets = options.budgets ?? [Budget.percent(10)];
    if (this.budgets.length > MAXIMUM_BUDGETS) {
      fail('DisruptionBudgets', `budgets of a disruption must be at most ${MAXIMUM_BUDGETS}, got ${this.budgets.length}`);
    }
  }

  /**
   * All of it is written out: the service's defaults change with the version of Kubernetes.
   *
   * @internal
   */
  public _render(): object {
    return {
      consolidationPolicy: this.policy,
      consolidateAfter: this.after,
      budgets: this.budgets.map((budget) => budget._render()),
    };
  }
}
