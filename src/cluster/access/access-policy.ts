import { Aws, Token } from 'aws-cdk-lib';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks-v2';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';

const POLICY_NAME = /^[A-Za-z0-9_+=,.@-]+$/;
/** What can match the name of a namespace. */
const NAMESPACE = /^(?=.{1,63}$)[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$/;

/** Policies that EKS gives to its own service-linked roles, and refuses for others. */
const POLICIES_OF_EKS = new Set([
  'AmazonEKSBlockStorageClusterPolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSClusterInsightsPolicy',
  'AmazonEKSComputeClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSHybridPolicy',
  'AmazonEKSLoadBalancingClusterPolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingClusterPolicy',
  'AmazonEKSNetworkingPolicy',
  'AmazonEKSPodIdentityPolicy',
]);

/**
 * Rights in Kubernetes that EKS defines, for an access entry, together with where they count: in the whole cluster, or after
 * `inNamespaces` in some namespaces.
 *
 * They are not the IAM policies of the same names, and `kubectl auth can-i --list` does not show them. Whoever impersonates a user
 * or group loses them.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export class AccessPolicy {
  /** Everything. */
  public static readonly CLUSTER_ADMIN = new AccessPolicy('AmazonEKSClusterAdminPolicy');
  /** Most of what is in namespaces, RBAC included. Neither objects of the Gateway API nor those of Auto Mode, such as NodePools. */
  public static readonly ADMIN = new AccessPolicy('AmazonEKSAdminPolicy');
  /** Reading of everything, Secrets included. */
  public static readonly ADMIN_VIEW = new AccessPolicy('AmazonEKSAdminViewPolicy');
  /** Reading and changing of most of what is in namespaces, Secrets included, RBAC not. */
  public static readonly EDIT = new AccessPolicy('AmazonEKSEditPolicy');
  /** Reading of most of what is in namespaces, Secrets not. */
  public static readonly VIEW = new AccessPolicy('AmazonEKSViewPolicy');
  /** Reading and changing of Secrets. */
  public static readonly SECRET_ADMIN = new AccessPolicy('AmazonEKSSecretAdminPolicy');
  /** Reading of Secrets. */
  public static readonly SECRET_READER = new AccessPolicy('AmazonEKSSecretReaderPolicy');
  /** What nodes of Auto Mode need. Only for entries of type EC2, which get it by themselves, and only in the whole cluster. */
  public static readonly AUTO_NODE = new AccessPolicy('AmazonEKSAutoNodePolicy');
  /**
   * What the execution role of a Region switch plan of Amazon Application Recovery Controller needs to scale workloads.
   *
   * @see https://docs.aws.amazon.com/r53recovery/latest/dg/eks-resource-scaling-block.html
   */
  public static readonly REGION_SWITCH_SCALING = new AccessPolicy('AmazonARCRegionSwitchScalingPolicy');
  /** What the role of CloudWatch investigations needs to read the cluster. */
  public static readonly AI_OPERATIONS_ASSISTANT = new AccessPolicy('AmazonAIOpsAssistantPolicy');

  /**
   * A policy that this library does not know yet, in the whole cluster.
   *
   * `aws eks list-access-policies` lists them. Those that EKS keeps to itself are refused.
   *
   * @param policyName Name of the policy, not its ARN.
   */
  public static of(policyName: string): AccessPolicy {
    // The beginning of an ARN is text even where its partition is a token.
    if (policyName.startsWith('arn:')) {
      fail('AccessPolicyName', `policyName must be a name, got the ARN "${policyName}": write "${policyName.slice(policyName.lastIndexOf('/') + 1)}"`);
    }
    if (!Token.isUnresolved(policyName) && !POLICY_NAME.test(policyName)) {
      fail('AccessPolicyName', `policyName must be a name such as AmazonEKSViewPolicy, got "${policyName}": write one that aws eks list-access-policies shows`);
    }
    if (POLICIES_OF_EKS.has(policyName)) {
      fail('AccessPolicyName', `policyName must not be a policy that EKS keeps for its own roles, got "${policyName}": `
        + 'for an IAM policy of that name write iam.ManagedPolicy.fromAwsManagedPolicyName, for rights of the managed controllers ManagedControllers');
    }
    return new AccessPolicy(policyName);
  }

  private constructor(
    /** Name of the policy. */
    public readonly policyName: string,
    /** Where the policy counts, names or patterns of namespaces; nothing for the whole cluster. */
    public readonly namespaces?: string[],
  ) {}

  /** ARN of the policy, in the partition of the stack that uses it. */
  public get policyArn(): string {
    return `arn:${Aws.PARTITION}:eks::aws:cluster-access-policy/${this.policyName}`;
  }

  /**
   * The policy in these namespaces only. What is not in a namespace, such as nodes, is out of reach then.
   *
   * EKS does not check that the namespaces exist. Those of an earlier call are replaced.
   *
   * @param namespaces 1 or more names of 1 to 63 lower-case letters, digits and hyphens. `*` stands for any characters: `dev-*` is all
   * namespaces whose names begin with `dev-`, also those that are made later.
   */
  public inNamespaces(...namespaces: string[]): AccessPolicy {
    if (namespaces.length === 0) {
      fail('AccessPolicyNamespaces', `namespaces of ${this.policyName} must be 1 or more, got none: for the whole cluster leave inNamespaces out`);
    }
    const wrong = namespaces.filter((namespace) => !isToken(namespace) && !NAMESPACE.test(namespace));
    if (wrong.length > 0) {
      fail('AccessPolicyNamespaces', `namespaces of ${this.policyName} must be 1 to 63 lower-case letters, digits and hyphens, with * for any characters, `
        + `got ${wrong.map((namespace) => `"${namespace}"`).join(', ')}: write for example "dev-*"`);
    }
    return new AccessPolicy(this.policyName, [...new Set(namespaces)]);
  }

  /**
   * Whether two policies count in the same places.
   *
   * @internal
   */
  public _hasScopeOf(other: AccessPolicy): boolean {
    return JSON.stringify(sorted(this.namespaces)) === JSON.stringify(sorted(other.namespaces));
  }

  /**
   * Where it counts, in a message.
   *
   * @internal
   */
  public _scopeText(): string {
    return this.namespaces ? `namespaces ${this.namespaces.join(', ')}` : 'the whole cluster';
  }

  /** @internal */
  public _render(): CfnAccessEntry.AccessPolicyProperty {
    return {
      policyArn: this.policyArn,
      accessScope: this.namespaces ? { type: 'namespace', namespaces: this.namespaces } : { type: 'cluster' },
    };
  }
}

function sorted(namespaces: string[] | undefined): string[] | undefined {
  return namespaces && [...namespaces].sort();
}
