import type * as kplus from 'cdk8s-plus-28';
import { PORTS } from '../../../rules/ports';
import { WEIGHTS } from '../../../rules/service-annotations';
import { wholeNumberInText } from '../../whole-number';

/**
 * What else there is to say of a Service that gets a share of the connections.
 */
export interface WeightedServiceOptions {
  /**
   * Port of the Service, 1 to 65,535.
   *
   * @default - its first port
   */
  readonly port?: number;

  /**
   * Whether a TLS listener sends unencrypted traffic to its pods.
   *
   * @default false
   */
  readonly decrypt?: boolean;
}

/**
 * Something that gets a share of the connections of a listener.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#nlb-default-action
 */
export class WeightedTarget {
  /**
   * Another Service, in the namespace of the one with the load balancer.
   *
   * @param service The Service.
   * @param weight Its share, 0 to 999, compared with that of the others.
   * @param options Which port.
   */
  public static service(service: kplus.Service, weight: number, options: WeightedServiceOptions = {}): WeightedTarget {
    return WeightedTarget.serviceNamed(service.name, options.port ?? service.port, weight, options);
  }

  /**
   * Another Service that is made elsewhere, in the namespace of the one with the load balancer.
   *
   * @param serviceName Name of the Service.
   * @param servicePort Port of the Service, 1 to 65,535.
   * @param weight Its share, 0 to 999, compared with that of the others.
   * @param options Whether traffic is decrypted; the port is the one before.
   */
  public static serviceNamed(serviceName: string, servicePort: number, weight: number, options: WeightedServiceOptions = {}): WeightedTarget {
    return new WeightedTarget({
      serviceName, servicePort: wholeNumberInText('port of a weighted target', servicePort, PORTS), decrypt: options.decrypt, weight: weightOf(weight),
    });
  }

  /**
   * A target group that exists already, or is made by the CDK.
   *
   * @param targetGroupArn ARN of the target group.
   * @param weight Its share, 0 to 999, compared with that of the others.
   */
  public static targetGroup(targetGroupArn: string, weight: number): WeightedTarget {
    return new WeightedTarget({ targetGroupARN: targetGroupArn, weight: weightOf(weight) });
  }

  private constructor(private readonly rendered: object) {}

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}

function weightOf(weight: number): number {
  return wholeNumberInText('weight of a weighted target', weight, WEIGHTS);
}
