import { Selector } from './selector';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { isAccountId } from '../../rules/selector-terms';

/**
 * Which Capacity Reservations count.
 */
export interface CapacityReservationSelectorOptions {
  /**
   * Account that owns the reservations, 12 digits.
   *
   * @default - any account
   */
  readonly owner?: string;
}

/**
 * Chooses On-Demand Capacity Reservations, interruptible ones too, or Capacity Blocks by id or by tags. Several selectors are
 * alternatives.
 *
 * **As soon as one NodeClass of a cluster has such a selector, no NodeClass of the cluster uses open reservations by itself any more.** The
 * rule `capacity-reservations` names those that this would take reservations from. Nodes in selected reservations have the capacity type
 * `CapacityType.RESERVED`, which their NodePool must allow. Capacity Blocks are never used without a selector.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-odcr.html
 */
export class CapacityReservationSelector {
  /**
   * One reservation.
   *
   * @param capacityReservationId Id of the reservation, `cr-` and lower-case letters and digits.
   * @param options Which reservations count.
   */
  public static id(capacityReservationId: string, options: CapacityReservationSelectorOptions = {}): CapacityReservationSelector {
    return new CapacityReservationSelector(Selector.id('cr', capacityReservationId), options);
  }

  /**
   * All reservations that carry these tags, also those that are tagged later.
   *
   * @param tags 1 to 20 tags; a reservation must carry all of them. The value `*` stands for any value.
   * @param options Which reservations count.
   */
  public static tags(tags: { [key: string]: string }, options: CapacityReservationSelectorOptions = {}): CapacityReservationSelector {
    return new CapacityReservationSelector(Selector.tags('capacity reservation', tags), options);
  }

  private readonly term: object;

  private constructor(selector: Selector, { owner }: CapacityReservationSelectorOptions) {
    if (owner !== undefined && !isToken(owner) && !isAccountId(owner)) {
      fail('CapacityReservationOwner', `owner of a capacity reservation selector must be an account id of 12 digits, got "${owner}": write for example "111122223333"`);
    }
    this.term = { ...selector.term, owner };
  }

  /** @internal */
  public _render(): object {
    return this.term;
  }
}
