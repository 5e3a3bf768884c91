import { wholeNumberInText } from '../../whole-number';

/**
 * How many targets of an Availability Zone have to be healthy.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#target-group-health
 */
export class TargetHealthThreshold {
  /**
   * A number of targets.
   *
   * @param targets 1 or more.
   */
  public static count(targets: number): TargetHealthThreshold {
    return new TargetHealthThreshold('count', wholeNumberInText('targets of a TargetHealthThreshold', targets, { least: 1 }));
  }

  /**
   * A share of the targets.
   *
   * @param share 1 to 100.
   */
  public static percentage(share: number): TargetHealthThreshold {
    return new TargetHealthThreshold('percentage', wholeNumberInText('share of a TargetHealthThreshold', share, { least: 1, most: 100 }));
  }

  private constructor(private readonly unit: string, private readonly least: number) {}

  /** @internal */
  public _render(attribute: string): { [attribute: string]: string } {
    return { [`target_group_health.${attribute}.minimum_healthy_targets.${this.unit}`]: String(this.least) };
  }
}
