import { Cron, Duration } from 'cdk8s';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { nearestWithin } from '../../private/whole-numbers';
import { scheduleProblem } from '../../rules/cron-schedule';
import { renderDuration } from '../duration';

/**
 * Why Auto Mode replaces or removes a node.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/
 */
export enum DisruptionReason {
  /** No pods run on the node but those of DaemonSets. */
  EMPTY = 'Empty',
  /** Its pods fit on other nodes or on a cheaper one. */
  UNDERUTILIZED = 'Underutilized',
  /** The node no longer matches its NodePool or NodeClass, or its image is out of date. */
  DRIFTED = 'Drifted',
}

/**
 * When and for what a budget counts.
 */
export interface BudgetOptions {
  /**
   * Reasons of disruption that the budget limits, each once.
   *
   * @default - all reasons
   */
  readonly reasons?: DisruptionReason[];

  /**
   * When the budget begins to count, in UTC: five fields, with days of the week from 0 (Sunday) to 6. Needs `duration`.
   *
   * @default - the budget always counts
   * @see https://karpenter.sh/docs/concepts/disruption/#schedule
   */
  readonly schedule?: Cron;

  /**
   * How long the budget counts from each time of the schedule, in whole minutes. Needs `schedule`.
   *
   * @default - the budget always counts
   */
  readonly duration?: Duration;
}

/**
 * How many nodes of a pool may be disrupted at the same time. Of several budgets that count, the strictest holds.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/#nodepool-disruption-budgets
 */
export class Budget {
  /**
   * At most this share of the pool's nodes.
   *
   * @param share Percentage, a whole number of 0 to 100. 0 blocks disruption, and with it the updates of the nodes.
   * @param options When and for what the budget counts.
   */
  public static percent(share: number, options: BudgetOptions = {}): Budget {
    if (!Number.isInteger(share) || share < 0 || share > 100) {
      fail('BudgetPercent', `percent of a budget must be a whole number of 0 to 100, got ${share}: write for example ${nearestWithin(share, { least: 0, most: 100 })}`);
    }
    return new Budget(`${share}%`, options);
  }

  /**
   * At most this many nodes.
   *
   * @param count A whole number of 0 or more. 0 blocks disruption, and with it the updates of the nodes.
   * @param options When and for what the budget counts.
   */
  public static nodes(count: number, options: BudgetOptions = {}): Budget {
    if (!Number.isSafeInteger(count) || count < 0) {
      fail('BudgetNodes', `nodes of a budget must be a whole number of 0 or more, got ${count}: write for example ${nearestWithin(count, { least: 0 })}`);
    }
    return new Budget(String(count), options);
  }

  private readonly rendered: object;

  private constructor(limit: string, { reasons, schedule, duration }: BudgetOptions) {
    if ((schedule === undefined) !== (duration === undefined)) {
      const [given, missing] = schedule ? ['schedule', 'duration'] : ['duration', 'schedule'];
      fail('BudgetWindow', `schedule and duration of a budget must be given together, got only ${given}: add ${missing}, or leave both out`);
    }
    if (reasons?.length === 0) {
      fail('BudgetReasons', 'reasons of a budget must have at least one entry, got none: leave it out for all reasons');
    }
    const expression = schedule?.expressionString;
    const wrong = expression === undefined || isToken(expression) ? undefined : scheduleProblem(expression);
    if (wrong) {
      fail('BudgetSchedule', `schedule of a budget ${wrong.problem}: ${wrong.fix}`);
    }
    this.rendered = {
      nodes: limit,
      reasons: reasons && [...reasons],
      schedule: expression,
      duration: duration && renderDuration('duration of a budget', duration, 'minutes'),
    };
  }

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}
