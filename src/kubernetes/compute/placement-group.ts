import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { isIdOf } from '../../rules/selector-terms';

/**
 * The placement group in which the nodes are launched. While it does not exist nothing is launched; when it is deleted later, its nodes stay drifted.
 *
 * A group of the strategy *cluster* is in the Availability Zone of its first instance: require one zone in the NodePool. One of the
 * strategy *spread* runs at most 7 instances in each zone, and since a replacement is launched before its node is
 * removed, a full group blocks updates of its nodes.
 *
 * Consolidation may move pods to nodes outside of the group. Pods that need it select the label `eks.amazonaws.com/placement-group-id`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export class PlacementGroup {
  /**
   * A placement group by its name.
   *
   * @param name Name of the group, not empty.
   */
  public static named(name: string): PlacementGroup {
    if (name === '') {
      fail('PlacementGroupName', 'name of a placement group must not be empty, got "": write the name of the group, or id(…)');
    }
    return new PlacementGroup({ name });
  }

  /**
   * A placement group by its id.
   *
   * @param placementGroupId Id of the group, `pg-` and lower-case letters and digits.
   */
  public static id(placementGroupId: string): PlacementGroup {
    if (!isToken(placementGroupId) && !isIdOf('pg', placementGroupId)) {
      fail('PlacementGroupId', `id of a placement group must be pg- and lower-case letters and digits, got "${placementGroupId}": for its name write named(…)`);
    }
    return new PlacementGroup({ id: placementGroupId });
  }

  private constructor(private readonly selector: object) {}

  /** @internal */
  public _render(): object {
    return this.selector;
  }
}
