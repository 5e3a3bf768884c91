import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { isIdOf } from '../../../rules/selector-terms';

/**
 * Subnets of a load balancer.
 */
export class IngressSubnets {
  /**
   * By their ids, in at least two Availability Zones.
   *
   * @param subnetIds Ids such as `subnet-0123456789abcdef0`.
   */
  public static ids(...subnetIds: string[]): IngressSubnets {
    const wrong = subnetIds.filter((id) => !isToken(id) && !isIdOf('subnet', id));
    if (subnetIds.length === 0 || wrong.length > 0) {
      fail('IngressSubnets', `subnetIds must be ids of subnets, at least one, got ${JSON.stringify(subnetIds)}: write for example "subnet-0123456789abcdef0"`);
    }
    return new IngressSubnets({ ids: subnetIds });
  }

  /**
   * By their tags: all must fit. The service looks in the VPC of the cluster.
   *
   * @param tags For each key the values of which a subnet must have one.
   */
  public static tags(tags: { [key: string]: string[] }): IngressSubnets {
    const matchTags = Object.entries(tags).map(([key, values]) => ({ key, values }));
    if (matchTags.length === 0 || matchTags.some(({ key, values }) => key === '' || values.length === 0)) {
      fail('IngressSubnets', `tags must have at least one key, and each key at least one value, got ${JSON.stringify(tags)}: write for example { team: ['web'] }`);
    }
    return new IngressSubnets({ matchTags });
  }

  private constructor(
    /** @internal */
    public readonly _spec: object,
  ) {}
}
