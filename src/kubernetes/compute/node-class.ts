import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, Size, SizeRoundingBehavior } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { SecurityGroupSelector } from './security-group-selector';
import { SubnetSelector } from './subnet-selector';

/**
 * How traffic of pods leaves the VPC.
 */
export enum SnatPolicy {
  /** The source address becomes the node's, with a random port. */
  RANDOM = 'Random',
  /** The source address stays the pod's; the network must route it. */
  DISABLED = 'Disabled',
}

/**
 * What pods may do that no network policy selects.
 */
export enum DefaultNetworkPolicy {
  /** All traffic is allowed until a policy selects the pod. */
  ALLOW = 'DefaultAllow',
  /** No traffic is allowed until a policy selects the pod; pods in the host's network are exempt. */
  DENY = 'DefaultDeny',
}

/**
 * The volume of a node for images, logs and ephemeral storage of pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface EphemeralStorage {
  /**
   * Size of the volume, 1 to 59,000 GiB in whole GiB.
   *
   * Instances with more local NVMe storage than this use that instead.
   *
   * @default Size.gibibytes(80)
   */
  readonly size?: Size;

  /**
   * Input and output operations per second, 3,000 to 16,000.
   *
   * @default 3000
   */
  readonly iops?: number;

  /**
   * Data moved per second, 125 to 1,000 MiB in whole MiB.
   *
   * @default Size.mebibytes(125)
   */
  readonly throughputPerSecond?: Size;
}

/**
 * What a NodeClass says about its nodes, apart from what the cluster knows.
 */
export interface NodeClassOptions {
  /**
   * How traffic of pods leaves the VPC.
   *
   * @default SnatPolicy.RANDOM
   */
  readonly snatPolicy?: SnatPolicy;

  /**
   * What pods may do that no network policy selects.
   *
   * With `DENY` also pods of the system are closed until a policy selects them, and policies count only when the
   * network policy controller is enabled in the cluster.
   *
   * @default DefaultNetworkPolicy.ALLOW
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
   */
  readonly networkPolicy?: DefaultNetworkPolicy;

  /**
   * Whether decisions of network policies are written to a file on the node.
   *
   * @default false
   */
  readonly networkPolicyEventLogs?: boolean;

  /**
   * The volume of a node for images, logs and ephemeral storage of pods.
   *
   * @default - 80 GiB with 3,000 operations and 125 MiB per second
   */
  readonly ephemeralStorage?: EphemeralStorage;
}

/**
 * Properties of `NodeClass`.
 */
export interface NodeClassProps extends NodeClassOptions {
  /**
   * Name, labels and annotations of the object. The name must not be `default`, which belongs to EKS.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Name, not ARN, of the IAM role of the nodes; 1 to 64 characters. It cannot be changed later.
   *
   * The role needs an access entry of type EC2 with AmazonEKSAutoNodePolicy in the cluster, otherwise its nodes never
   * join. `AutoModeCluster.addNodeClass` takes care of both.
   */
  readonly role: string;

  /**
   * Subnets of the nodes, 1 to 30 selectors. Nodes are spread over the Availability Zones of all subnets found.
   */
  readonly subnets: SubnetSelector[];

  /**
   * Security groups of the nodes, 1 to 30 selectors. The cluster's own group should be among them, or nodes cannot
   * reach the control plane.
   */
  readonly securityGroups: SecurityGroupSelector[];
}

/**
 * A NodeClass that a NodePool can refer to.
 */
export interface INodeClass {
  /** Name of the NodeClass in the cluster. */
  readonly nodeClassName: string;
}

const MAXIMUM_SELECTORS = 30;
const MAXIMUM_ROLE_NAME = 64;

/**
 * How nodes of Auto Mode are set up: role, network and storage. NodePools refer to it.
 *
 * An ordinary cdk8s construct: it works in any chart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export class NodeClass extends Construct implements INodeClass {
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
    checkRole(props.role);
    checkSelectors('subnets', props.subnets);
    checkSelectors('securityGroups', props.securityGroups);
    const ephemeralStorage = props.ephemeralStorage && renderEphemeralStorage(props.ephemeralStorage);
    const subnetSelectorTerms = props.subnets.map((selector) => selector._render());
    const securityGroupSelectorTerms = props.securityGroups.map((selector) => selector._render());
    super(scope, id);
    this.apiObject = clusterScopedApiObject(this, {
      apiVersion: 'eks.amazonaws.com/v1',
      kind: 'NodeClass',
      metadata: props.metadata,
      spec: () => ({
        role: props.role,
        subnetSelectorTerms,
        securityGroupSelectorTerms,
        snatPolicy: props.snatPolicy,
        networkPolicy: props.networkPolicy,
        networkPolicyEventLogs: renderSwitch(props.networkPolicyEventLogs),
        ephemeralStorage,
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

  /** Name of the NodeClass in the cluster. */
  public get nodeClassName(): string {
    return this.name;
  }
}

function renderSwitch(enabled: boolean | undefined): string | undefined {
  return enabled === undefined ? undefined : enabled ? 'Enabled' : 'Disabled';
}

function renderEphemeralStorage(storage: EphemeralStorage): object {
  return {
    size: storage.size && `${within('ephemeralStorage.size', storage.size.toGibibytes({ rounding: SizeRoundingBehavior.NONE }), 1, 59_000, 'GiB')}Gi`,
    iops: storage.iops === undefined || isToken(storage.iops) ? storage.iops : within('ephemeralStorage.iops', storage.iops, 3_000, 16_000, 'operations'),
    throughput: storage.throughputPerSecond
      && within('ephemeralStorage.throughputPerSecond', storage.throughputPerSecond.toMebibytes({ rounding: SizeRoundingBehavior.NONE }), 125, 1_000, 'MiB'),
  };
}

function within(property: string, value: number, least: number, most: number, unit: string): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    const nearest = Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : least;
    fail('EphemeralStorage', `${property} must be a whole number of ${least} to ${most} ${unit}, got ${value}: write for example ${nearest}`);
  }
  return value;
}

function checkRole(role: string): void {
  if (isToken(role)) { return; }
  if (role.startsWith('arn:')) {
    fail('NodeClassRole', `role must be the name of a role, got the ARN "${role}": write "${role.slice(role.lastIndexOf('/') + 1)}"`);
  }
  if (role.length === 0 || role.length > MAXIMUM_ROLE_NAME) {
    fail('NodeClassRole', `role must have 1 to ${MAXIMUM_ROLE_NAME} characters, got "${role}" with ${role.length}`);
  }
}

function checkSelectors(property: string, selectors: unknown[]): void {
  if (selectors.length === 0 || selectors.length > MAXIMUM_SELECTORS) {
    fail('NodeClassSelectors', `${property} must have 1 to ${MAXIMUM_SELECTORS} selectors, got ${selectors.length}`);
  }
}
