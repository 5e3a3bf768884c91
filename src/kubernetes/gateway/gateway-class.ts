import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { GatewayController } from './gateway-controller';
import { GatewayParameters } from './gateway-parameters';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { TypedObject } from '../typed-object';

/**
 * A GatewayClass that a Gateway can name.
 */
export interface IGatewayClass {
  /** Name of the GatewayClass in the cluster. */
  readonly gatewayClassName: string;
}

/**
 * Properties of `GatewayClass`.
 */
export interface GatewayClassProps {
  /**
   * Name, labels and annotations of the object.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /** What makes the load balancers of its Gateways. */
  readonly controller: GatewayController;

  /**
   * What the class is for, in words; at most 64 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * More about its load balancers.
   *
   * @default - none
   */
  readonly parameters?: GatewayParameters;
}

/**
 * Which load balancers Gateways have. The CRDs of the Gateway API must be in the cluster: `gatewayApiCrds` of `AutoModeCluster` lets EKS install them.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-gateway-api.html
 */
export class GatewayClass extends TypedObject implements IGatewayClass {
  /**
   * A GatewayClass that exists in the cluster or is made elsewhere.
   *
   * @param gatewayClassName Name of the GatewayClass.
   */
  public static fromGatewayClassName(gatewayClassName: string): IGatewayClass {
    return { gatewayClassName };
  }

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: GatewayClassProps) {
    super(scope, id);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: props.metadata,
      spec: () => ({
        controllerName: props.controller.controllerName, description: props.description, parametersRef: props.parameters && { ...props.parameters },
      }),
    });
  }

  /** Name of the GatewayClass in the cluster. */
  public get gatewayClassName(): string {
    return this.name;
  }
}
