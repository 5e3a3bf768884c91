import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { IGatewayClass } from './gateway-class';
import { GatewayListener } from './gateway-listener';
import { GatewayParameters } from './gateway-parameters';
import { fail } from '../../private/errors';
import { AutoModeRules } from '../../rules';
import { TypedObject } from '../typed-object';

/**
 * A Gateway that routes can name.
 */
export interface IGateway {
  /** Name of the Gateway in its namespace. */
  readonly gatewayName: string;

  /**
   * Namespace of the Gateway.
   *
   * @default - that of the route
   */
  readonly gatewayNamespace?: string;
}

/**
 * Properties of `Gateway`.
 */
export interface GatewayProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - a name made from the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /** Which load balancer it is. */
  readonly gatewayClass: IGatewayClass;

  /** Its ports, 1 to 64: HTTP and HTTPS for an Application Load Balancer, TCP, TLS and UDP for a Network Load Balancer. */
  readonly listeners: GatewayListener[];

  /**
   * More about its load balancer. Written as `infrastructure.parametersRef`.
   *
   * @default - as its class says. The AWS Load Balancer Controller makes internal load balancers then; that of Auto Mode is not documented
   */
  readonly parameters?: GatewayParameters;
}

/**
 * A load balancer in words of the Gateway API.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class Gateway extends TypedObject implements IGateway {
  /**
   * A Gateway that exists in the cluster or is made elsewhere.
   *
   * @param gatewayName Name of the Gateway.
   * @param gatewayNamespace Its namespace; that of the route when it is left out.
   */
  public static fromGatewayName(gatewayName: string, gatewayNamespace?: string): IGateway {
    return { gatewayName, gatewayNamespace };
  }

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    const names = props.listeners.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (names.length === 0) {
      fail('GatewayListeners', 'listeners of a Gateway must have at least one entry, got none: write for example GatewayListener.http(80)');
    }
    if (twice !== undefined) {
      fail('GatewayListeners', `listeners of a Gateway must have different names, got "${twice}" twice: give one of them another name`);
    }
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: props.metadata,
      spec: {
        gatewayClassName: props.gatewayClass.gatewayClassName,
        infrastructure: props.parameters && {
          parametersRef: { group: props.parameters.group, kind: props.parameters.kind, name: props.parameters.name },
        },
        listeners: props.listeners.map((listener) => listener._render()),
      },
    });
    AutoModeRules._attach(this);
  }

  /** Name of the Gateway in its namespace. */
  public get gatewayName(): string {
    return this.name;
  }

  /** Namespace of the Gateway; nothing when neither it nor its chart says one. */
  public get gatewayNamespace(): string | undefined {
    return this.apiObject.metadata.namespace;
  }
}
