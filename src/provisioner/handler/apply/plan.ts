import { PlacedManifest, placedKeyOf } from '../chart/placed-manifest';

/** What is known of an object of the chart before it is applied. */
export interface Intent {
  /** Where the object comes from, as long as it may have to go back there; nothing for the chart's own. */
  readonly origin?: string;
  /** Whether the last deployment applied the same: then there is nothing to try before. */
  readonly isUnchanged: boolean;
  /** Whether the cluster also holds it as it was applied: then there is nothing to do at all. */
  readonly isUpToDate: boolean;
  /** Whether the object was there before and in no chart: a rollback could not bring it back, so it is never replaced. */
  readonly isForeign: boolean;
  /** Whether the object has to be made anew, since a field that changed cannot be changed. */
  readonly isReplaced: boolean;
}

/** What is to be done with each object of the chart. Objects of kinds that the chart itself brings are not in it. */
export class Plan {
  private readonly intents = new Map<string, Intent>();

  public set(object: PlacedManifest, intent: Intent): void {
    this.intents.set(placedKeyOf(object), intent);
  }

  public get(object: PlacedManifest): Intent | undefined {
    return this.intents.get(placedKeyOf(object));
  }
}
