import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, JsonPatch } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { NetworkLoadBalancerOptions } from './network-load-balancer-options';
import { renderNetworkLoadBalancer } from './render-annotations';
import { cdk8sPlus } from '../../../private/cdk8s-plus';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { AutoModeRules } from '../../../rules';
import { NETWORK_LOAD_BALANCER_CLASS } from '../../../rules/service-annotations';

/**
 * Properties of `NetworkLoadBalancerService`.
 */
export interface NetworkLoadBalancerServiceProps extends NetworkLoadBalancerOptions {
  /**
   * Name, namespace, labels and further annotations of the Service.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Pods that the traffic goes to, such as a Deployment of cdk8s-plus.
   *
   * @default - those of `service.select`
   */
  readonly selector?: kplus.IPodSelector;

  /**
   * Ports of the load balancer, and of the pods.
   *
   * @default - those of `service.bind`, at least one
   */
  readonly ports?: kplus.ServicePort[];

  /**
   * Whether pods that are not ready count too.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/**
 * A Service that Auto Mode makes a Network Load Balancer for. An ordinary cdk8s construct: it works in any chart.
 *
 * The load balancer is there some minutes after the Service. Its host name, for a record of Route 53 or an output, is
 * `getValue(…, 'status.loadBalancer.ingress[0].hostname')` of the provisioned chart. It goes with the Service, and neither of them can be handed over to or
 * taken over from another controller.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html
 */
export class NetworkLoadBalancerService extends Construct {
  /** What Auto Mode calls its Network Load Balancers in `spec.loadBalancerClass`. */
  public static readonly LOAD_BALANCER_CLASS = NETWORK_LOAD_BALANCER_CLASS;

  /**
   * Gives a Service that is made otherwise a Network Load Balancer of Auto Mode, and the type LoadBalancer. Once a Service has a load balancer in
   * the cluster, Kubernetes does not let its class change: give it another name.
   *
   * @param service A Service of cdk8s-plus, or an ApiObject of that kind, such as one of an included file.
   * @param options What the load balancer is like.
   */
  public static configure(service: IConstruct, options: NetworkLoadBalancerOptions = {}): void {
    const object = ApiObject.of(service);
    if (object.kind !== 'Service' || object.apiVersion !== 'v1') {
      fail('NetworkLoadBalancer', `service must be a Service, got ${object.kind} of ${object.apiVersion}: write the Service that leads to its pods`, service);
    }
    const annotations = renderNetworkLoadBalancer(options);
    const { loadBalancerSourceRanges: ranges } = options;
    if (ranges && !isToken(ranges) && ranges.length === 0) {
      fail('NetworkLoadBalancer', 'loadBalancerSourceRanges must have at least one entry, got none, which would let everybody in: leave it out, or write one', service);
    }
    for (const [key, value] of Object.entries(annotations)) { object.metadata.addAnnotation(key, value); }
    object.addJsonPatch(JsonPatch.add('/spec/type', 'LoadBalancer'), JsonPatch.add('/spec/loadBalancerClass', NETWORK_LOAD_BALANCER_CLASS));
    if (ranges) { object.addJsonPatch(JsonPatch.add('/spec/loadBalancerSourceRanges', ranges)); }
    AutoModeRules._attach(service);
  }

  /** The Service, for what else cdk8s-plus does with one. */
  public readonly service: kplus.Service;

  constructor(scope: Construct, id: string, props: NetworkLoadBalancerServiceProps = {}) {
    super(scope, id);
    const { Service } = cdk8sPlus();
    this.service = new Service(this, 'Service', {
      metadata: props.metadata,
      selector: props.selector,
      ports: props.ports,
      publishNotReadyAddresses: props.publishNotReadyAddresses,
    });
    NetworkLoadBalancerService.configure(this.service, props);
  }

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this.service);
  }

  /** Name of the Service in the cluster. */
  public get name(): string {
    return this.service.name;
  }

  /** Labels, annotations and other metadata of the Service; labels and annotations can be added. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.service.metadata;
  }
}
