import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { renderDuration } from '../duration';
import { Disruption } from './disruption';
import { INodeClass, NodeClass } from './node-class';
import { Requirement } from './requirement';
import { Taint } from './taint';

/**
 * How much a NodePool may grow. Auto Mode launches no node that would take the sum over all nodes past a limit.
 */
export interface NodePoolLimits {
  /**
   * vCPUs of all nodes together.
   *
   * @default - no limit
   */
  readonly cpu?: Cpu;

  /**
   * Memory of all nodes together, in whole MiB.
   *
   * @default - no limit
   */
  readonly memory?: Size;
}

/**
 * What a NodePool says about its nodes.
 */
export interface NodePoolOptions {
  /**
   * How the nodes are set up.
   *
   * @default NodeClass.DEFAULT
   */
  readonly nodeClass?: INodeClass;

  /**
   * Conditions that every node meets, at most 100.
   *
   * What is not restricted is chosen by Auto Mode by price and availability. A pool whose requirements exclude each
   * other is accepted and never launches a node.
   *
   * @default - any instance type that Auto Mode supports
   */
  readonly requirements?: Requirement[];

  /**
   * Marks that keep away pods which do not tolerate them.
   *
   * @default - no taints: any pod may use the pool
   */
  readonly taints?: Taint[];

  /**
   * Labels of the nodes, which pods can select; at most 100. Keys in the domain `karpenter.sh` belong to Karpenter.
   *
   * @default - no labels but those of Auto Mode
   */
  readonly labels?: { [key: string]: string };

  /**
   * How much the pool may grow.
   *
   * @default - no limit
   */
  readonly limits?: NodePoolLimits;

  /**
   * Age at which a node is replaced, in whole seconds.
   *
   * Together with `terminationGracePeriod` at most 21 days: after that EKS terminates the instance in any case.
   *
   * @default Duration.days(14)
   */
  readonly expireAfter?: Duration;

  /**
   * How long a node may take to drain, in whole seconds. After that remaining pods are deleted, also those that
   * disruption budgets or `karpenter.sh/do-not-disrupt` protect.
   *
   * @default Duration.hours(24)
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Which nodes may be removed or replaced to save cost, and how many at a time.
   *
   * @default - empty and underutilized nodes after 30 seconds, 10 percent of the nodes at a time
   */
  readonly disruption?: Disruption;

  /**
   * Preference among pools that could serve a pod, 1 to 100: the highest is tried first.
   *
   * @default - the lowest preference
   */
  readonly weight?: number;
}

/**
 * Properties of `NodePool`.
 */
export interface NodePoolProps extends NodePoolOptions {
  /**
   * Name, labels and annotations of the object. `general-purpose` and `system` belong to EKS while they are on.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;
}

const MAXIMUM_REQUIREMENTS = 100;
const MAXIMUM_LABELS = 100;

/**
 * Nodes that Auto Mode launches and removes as pods need them.
 *
 * An ordinary cdk8s construct: it works in any chart. All defaults are written out, so that they do not change with the
 * version of Kubernetes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export class NodePool extends Construct {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: NodePoolProps = {}) {
    checkWeight(props.weight);
    const requirements = (props.requirements ?? []).flatMap((requirement) => requirement._render());
    if (requirements.length > MAXIMUM_REQUIREMENTS) {
      fail('NodePoolRequirements', `requirements must be at most ${MAXIMUM_REQUIREMENTS}, got ${requirements.length}`);
    }
    const labelCount = Object.keys(props.labels ?? {}).length;
    if (labelCount > MAXIMUM_LABELS) {
      fail('NodePoolLabels', `labels must be at most ${MAXIMUM_LABELS}, got ${labelCount}`);
    }
    const labels = props.labels && { ...props.labels };
    const taints = props.taints?.map((taint) => taint._render());
    const limits = props.limits && renderLimits(props.limits);
    const expireAfter = renderDuration('expireAfter', props.expireAfter ?? Duration.days(14));
    const terminationGracePeriod = renderDuration('terminationGracePeriod', props.terminationGracePeriod ?? Duration.hours(24));
    const disruption = (props.disruption ?? Disruption.whenEmptyOrUnderutilized())._render();

    super(scope, id);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: props.metadata,
      spec: () => ({
        template: {
          metadata: labels && { labels },
          spec: {
            nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: (props.nodeClass ?? NodeClass.DEFAULT).nodeClassName },
            requirements,
            taints,
            expireAfter,
            terminationGracePeriod,
          },
        },
        disruption,
        limits,
        weight: props.weight,
      }),
    });
  }

  /** Name of the object in the cluster. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** Labels, annotations and other metadata of the object; labels and annotations can be added. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
  }
}

function checkWeight(weight: number | undefined): void {
  if (weight === undefined || isToken(weight)) { return; }
  if (!Number.isInteger(weight) || weight < 1 || weight > 100) {
    fail('NodePoolWeight', `weight must be a whole number of 1 to 100, got ${weight}: leave it out for the lowest preference`);
  }
}

function renderLimits(limits: NodePoolLimits): object | undefined {
  const memory = limits.memory && `${wholeMebibytes(limits.memory)}Mi`;
  return limits.cpu || memory ? { cpu: limits.cpu?.amount, memory } : undefined;
}

function wholeMebibytes(memory: Size): number {
  const mebibytes = memory.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isInteger(mebibytes)) {
    fail('NodePoolLimits', `limits.memory must be whole MiB, got ${mebibytes}: write for example Size.mebibytes(${Math.ceil(mebibytes)})`);
  }
  return mebibytes;
}
