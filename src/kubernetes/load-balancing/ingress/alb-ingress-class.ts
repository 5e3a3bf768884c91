import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition } from 'cdk8s';
import { Construct } from 'constructs';
import { AlbIngressClassOptions } from './alb-ingress-class-options';
import { renderIngressClassParams } from './rendering/ingress-class-params';
import { INGRESS_CONTROLLER } from '../../../rules/ingress-annotations';
import { clusterScopedApiObject } from '../../cluster-scoped-api-object';

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/**
 * A class that an Ingress can name.
 */
export interface IAlbIngressClass {
  /** Name of the IngressClass in the cluster. */
  readonly ingressClassName: string;
}

/**
 * Properties of `AlbIngressClass`.
 */
export interface AlbIngressClassProps extends AlbIngressClassOptions {
  /**
   * Name and labels of both objects. Annotations say nothing to Auto Mode here.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A class of Ingresses for which Auto Mode makes Application Load Balancers: an `IngressClass` with its `IngressClassParams`. EKS makes neither by itself.
 *
 * An ordinary cdk8s construct: it works in any chart. `cluster.loadBalancing.addIngressClass` takes constructs of the CDK for certificates and the like.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export class AlbIngressClass extends Construct implements IAlbIngressClass {
  /**
   * A class that exists in the cluster or is made elsewhere.
   *
   * @param ingressClassName Name of the IngressClass.
   */
  public static fromIngressClassName(ingressClassName: string): IAlbIngressClass {
    return { ingressClassName };
  }

  /** The `IngressClass` as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  /** The `IngressClassParams` as cdk8s renders them. */
  public readonly paramsObject: ApiObject;

  constructor(scope: Construct, id: string, props: AlbIngressClassProps = {}) {
    const spec = renderIngressClassParams(props);
    super(scope, id);
    const { metadata, isDefault } = props;
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: {
        ...metadata, annotations: { ...metadata?.annotations, ...isDefault === undefined ? {} : { [DEFAULT_CLASS]: String(isDefault) } },
      },
      spec: () => ({ controller: INGRESS_CONTROLLER, parameters: { apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams', name } }),
    });
    const { name } = this.apiObject;
    this.paramsObject = clusterScopedApiObject(new Construct(this, 'Params'), {
      apiVersion: 'eks.amazonaws.com/v1',
      kind: 'IngressClassParams',
      metadata: { ...metadata, name },
      spec: () => spec,
    });
    this.apiObject.addDependency(this.paramsObject);
  }

  /** Name of both objects in the cluster. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** Labels, annotations and other metadata of the `IngressClass`. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
  }

  /** Name of the IngressClass in the cluster. */
  public get ingressClassName(): string {
    return this.name;
  }
}
