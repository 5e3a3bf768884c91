import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { TargetGroupIngress } from './target-group-ingress';
import { TargetGroupPort } from './target-group-port';
import { fail } from '../../../private/errors';
import { AutoModeRules } from '../../../rules';
import { PORTS } from '../../../rules/ports';
import { TypedObject } from '../../typed-object';
import { wholeNumber } from '../../whole-number';
import { LoadBalancerTargetType } from '../load-balancer-target-type';

/**
 * What a binding of a target group is like, whatever it binds.
 */
export interface TargetGroupBindingOptions {
  /**
   * From where EKS lets the load balancer reach the targets.
   *
   * @default - EKS opens nothing: the security group of the nodes must
   */
  readonly ingress?: TargetGroupIngress[];

  /**
   * Labels of the nodes that become targets. Only for the type `INSTANCE`.
   *
   * @default - all nodes
   */
  readonly nodeLabels?: { [key: string]: string };

  /**
   * Whether the target group may have targets of other clusters too, since August 2026. EKS notes its own ones in the ConfigMap
   * `eks-lbc-targets-` with the name of the binding.
   *
   * @default false
   */
  readonly multiClusterTargetGroup?: boolean;
}

/**
 * Properties of `TargetGroupBinding`.
 */
export interface TargetGroupBindingProps extends TargetGroupBindingOptions {
  /**
   * Name, namespace, labels and annotations of the object. The namespace must be that of the Service.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /** Name of the Service whose pods become targets. */
  readonly serviceName: string;

  /** Port of the Service, 1 to 65,535. */
  readonly servicePort: number;

  /** ARN of the target group, which must have the tag `eks:eks-cluster-name` with the name of the cluster. */
  readonly targetGroupArn: string;

  /** Type of the target group, which it was made with. */
  readonly targetType: LoadBalancerTargetType;
}

/**
 * Makes pods of a Service targets of a target group that EKS did not make: for load balancers that are managed elsewhere.
 *
 * **EKS deletes the target group** when the binding goes, or the cluster. One that is made by CloudFormation is then missing in AWS, while its
 * stack still has it: remove both in one deployment. Whether EKS waits for listeners that still use it is not documented.
 *
 * An ordinary cdk8s construct: it works in any chart. ARN and target type cannot change later: give the binding another name when they do.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export class TargetGroupBinding extends TypedObject {
  /** Key of the tag that a target group must have; its value is the name of the cluster. */
  public static readonly CLUSTER_NAME_TAG = 'eks:eks-cluster-name';

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: TargetGroupBindingProps) {
    const spec = render(props);
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', { apiVersion: 'eks.amazonaws.com/v1', kind: 'TargetGroupBinding', metadata: props.metadata, spec });
    AutoModeRules._attach(this);
  }
}

function render(props: TargetGroupBindingProps): object {
  const { ingress, nodeLabels } = props;
  return {
    serviceRef: { name: props.serviceName, port: wholeNumber('servicePort', props.servicePort, PORTS) },
    targetGroupARN: props.targetGroupArn,
    targetType: props.targetType,
    networking: ingress && { ingress: ingress.map(renderIngress) },
    nodeSelector: nodeLabels && { matchLabels: { ...nodeLabels } },
    multiClusterTargetGroup: props.multiClusterTargetGroup,
  };
}

function renderIngress({ securityGroupIds, ports = [TargetGroupPort.ALL_TCP] }: TargetGroupIngress): object {
  const empty = [['securityGroupIds', securityGroupIds], ['ports', ports]].filter(([, list]) => list.length === 0).map(([name]) => name as string);
  if (empty.length > 0) {
    fail('TargetGroupIngress', `${empty.join(' and ')} of ingress of a target group must have at least one entry, got none: write one, or leave ingress out`);
  }
  return {
    from: securityGroupIds.map((groupID) => ({ securityGroup: { groupID } })),
    ports: ports.map((port) => port._render()),
  };
}
