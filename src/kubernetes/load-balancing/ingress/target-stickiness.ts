import { Duration } from 'cdk8s';
import { textOfDuration } from './rendering/annotation-text';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';

const LIFETIME = { least: 1, most: 604_800 };
const RESERVED = /^AWSALB/;

/**
 * Whether a client comes back to the same target.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions
 */
export class TargetStickiness {
  /** Each request goes where the algorithm says. */
  public static readonly OFF = new TargetStickiness({ 'stickiness.enabled': 'false' });

  /**
   * By a cookie of the load balancer.
   *
   * @param duration 1 second to 7 days, in whole seconds; a day when it is left out.
   */
  public static loadBalancerCookie(duration?: Duration): TargetStickiness {
    return new TargetStickiness({
      'stickiness.enabled': 'true',
      'stickiness.type': 'lb_cookie',
      'stickiness.lb_cookie.duration_seconds': textOfDuration('duration of stickiness', duration, LIFETIME),
    });
  }

  /**
   * By a cookie that the application sets.
   *
   * @param cookieName Name of the cookie; those that begin with `AWSALB` belong to the load balancer.
   * @param duration 1 second to 7 days, in whole seconds; a day when it is left out.
   */
  public static applicationCookie(cookieName: string, duration?: Duration): TargetStickiness {
    if (!isToken(cookieName) && (cookieName === '' || RESERVED.test(cookieName))) {
      fail('TargetStickiness', `cookieName must not be empty and not begin with AWSALB, got "${cookieName}": write the name of a cookie of the application`);
    }
    return new TargetStickiness({
      'stickiness.enabled': 'true',
      'stickiness.type': 'app_cookie',
      'stickiness.app_cookie.cookie_name': cookieName,
      'stickiness.app_cookie.duration_seconds': textOfDuration('duration of stickiness', duration, LIFETIME),
    });
  }

  private constructor(
    /** @internal */
    public readonly _attributes: { readonly [attribute: string]: string | undefined },
  ) {}
}
