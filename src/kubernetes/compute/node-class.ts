import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, SizeRoundingBehavior } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { clusterScopedApiObject } from '../cluster-scoped-api-object';
import { EphemeralStorage } from './ephemeral-storage';
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

  /**
   * Tags of the instances, volumes and network interfaces of the nodes, at most 50.
   *
   * Without the policy for tags on the cluster role nothing with such tags is launched. A provisioned chart brings it by itself.
   *
   * @default - only those of EKS
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
   */
  readonly tags?: { [key: string]: string };
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
   * Name, not ARN, of the IAM role of the nodes; 1 to 64 characters. It cannot be changed later. Either this or `instanceProfile`.
   *
   * The role needs an access entry of type EC2 with AmazonEKSAutoNodePolicy in the cluster, otherwise its nodes never
   * join. `AutoModeCluster.addNodeClass` takes care of both.
   *
   * @default - that of `instanceProfile`
   */
  readonly role?: string;

  /**
   * Name, not ARN, of the instance profile of the nodes; 1 to 128 characters. Its role needs the same access entry.
   *
   * @default - EKS makes one for `role`
   */
  readonly instanceProfile?: string;

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
const MAXIMUM_PROFILE_NAME = 128;

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
    checkIdentity(props);
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
        instanceProfile: props.instanceProfile,
        subnetSelectorTerms,
        securityGroupSelectorTerms,
        snatPolicy: props.snatPolicy,
        networkPolicy: props.networkPolicy,
        networkPolicyEventLogs: renderSwitch(props.networkPolicyEventLogs),
        ephemeralStorage,
        tags: props.tags,
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
    kmsKeyID: storage.kmsKeyId,
  };
}

function within(property: string, value: number, least: number, most: number, unit: string): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    const nearest = Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : least;
    fail('EphemeralStorage', `${property} must be a whole number of ${least} to ${most} ${unit}, got ${value}: write for example ${nearest}`);
  }
  return value;
}

function checkIdentity({ role, instanceProfile }: NodeClassProps): void {
  if ((role === undefined) === (instanceProfile === undefined)) {
    fail('NodeClassRole', `either role or instanceProfile must be given, got ${role === undefined ? 'none' : 'both'}: write the name of a role`);
  }
  checkIamName('role', role, MAXIMUM_ROLE_NAME);
  checkIamName('instanceProfile', instanceProfile, MAXIMUM_PROFILE_NAME);
}

function checkIamName(property: string, name: string | undefined, maximum: number): void {
  if (name === undefined) { return; }
  if (name.startsWith('arn:')) { // also one that contains tokens
    fail('NodeClassRole', `${property} must be a name, got the ARN "${name}": write ${isToken(name) ? 'roleName instead of roleArn' : `"${name.slice(name.lastIndexOf('/') + 1)}"`}`);
  }
  if (isToken(name)) { return; }
  if (name.length === 0 || name.length > maximum) {
    fail('NodeClassRole', `${property} must have 1 to ${maximum} characters, got "${name}" with ${name.length}`);
  }
}

function checkSelectors(property: string, selectors: unknown[]): void {
  if (selectors.length === 0 || selectors.length > MAXIMUM_SELECTORS) {
    fail('NodeClassSelectors', `${property} must have 1 to ${MAXIMUM_SELECTORS} selectors, got ${selectors.length}`);
  }
}
