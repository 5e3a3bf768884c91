import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { NodeClassProps } from './node-class-options';
import { TypedObject } from '../typed-object';
import { renderNodeClassSpec } from './rendering/node-class-spec';

/**
 * A NodeClass that a NodePool can refer to.
 */
export interface INodeClass {
  /** Name of the NodeClass in the cluster. */
  readonly nodeClassName: string;
}

/**
 * How nodes of Auto Mode are set up: role, network and storage. NodePools refer to it.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export class NodeClass extends TypedObject implements INodeClass {
  /**
   * The NodeClass `default`, which EKS makes when at least one built-in NodePool is on. It uses the subnets of the
   * cluster and the role of the built-in NodePools, and cannot be changed.
   */
  public static readonly DEFAULT: INodeClass = { nodeClassName: 'default' };

  /**
   * A NodeClass that exists in the cluster or is made elsewhere.
   *
   * @param nodeClassName Name of the NodeClass.
   */
  public static fromNodeClassName(nodeClassName: string): INodeClass {
    return { nodeClassName };
  }

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: NodeClassProps) {
    const spec = renderNodeClassSpec(props);
    super(scope, id);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'eks.amazonaws.com/v1',
      kind: 'NodeClass',
      metadata: props.metadata,
      spec: () => spec,
    });
  }

  /** Name of the NodeClass in the cluster. */
  public get nodeClassName(): string {
    return this.name;
  }
}
