import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks-v2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, DependencyGroup, IConstruct } from 'constructs';
import { AccessEntry } from './access-entry';
import { AccessEntryType } from './access-entry-type';
import { AccessOptions } from './access-options';
import { AccessPolicy } from './access-policy';
import { problemsOfAccess } from './check-access';
import { clusterIdentityOf } from './cluster-identity';
import { PrincipalArn } from './principal-arn';
import { rolesOfOtherNodes } from './roles-of-other-nodes';
import { soleArn } from './sole-arn';
import { fail } from '../../private/errors';

/**
 * Properties of `ClusterAccess`.
 */
export interface ClusterAccessProps {
  /**
   * Cluster that the principals get access to. Its authentication mode must be `API` or `API_AND_CONFIG_MAP`.
   */
  readonly cluster: eks.ICluster;

  /**
   * Role for which EKS itself makes the entry: that of the nodes of the built-in NodePools.
   *
   * @default - EKS makes none, because there are no built-in NodePools
   */
  readonly nodeRoleOfEks?: iam.IRole;
}

/** What the app makes for one principal. */
interface EntriesOfPrincipal {
  readonly principal: PrincipalArn;
  readonly resources: CfnAccessEntry[];
}

/**
 * Who may come into a cluster: one access entry for each principal, however often it is granted something.
 *
 * The entries are in the stack of this construct. For a role of a stack that depends on it, write an `AccessEntry` there.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export class ClusterAccess extends Construct {
  /**
   * Entries of nodes: what must be there while nodes are.
   *
   * @internal
   */
  public readonly _nodes = new DependencyGroup();

  private readonly cluster: eks.ICluster;
  private readonly nodeRoleOfEks?: PrincipalArn;
  private readonly entries: { readonly principal: PrincipalArn; readonly entry: AccessEntry }[] = [];

  constructor(scope: Construct, id: string, props: ClusterAccessProps) {
    super(scope, id);
    this.cluster = props.cluster;
    this.nodeRoleOfEks = props.nodeRoleOfEks && this.principalArn(props.nodeRoleOfEks.roleArn, props.nodeRoleOfEks);
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * Lets a role or user into the cluster, or gives one that is in already more: policies, groups and tags are added.
   *
   * The logical id of the entry depends on the principal alone, not on the order of calls nor on what is granted.
   *
   * @param principal Role or user. The role for which EKS makes the entry is refused. An ARN that is a Lazy is asked for its value now.
   * @param options What it may do. Another type or username than that of an earlier call is refused.
   */
  public grant(principal: iam.IPrincipal, options: AccessOptions = {}): AccessEntry {
    const sole = soleArn(principal);
    if ('problem' in sole) {
      const others = problemsOfAccess({ type: options.type ?? AccessEntryType.STANDARD, policies: [], tags: {} }, options);
      fail('AccessEntry', [sole.problem, ...others].join('; '), this);
    }
    const arn = this.principalArn(sole.arn, Construct.isConstruct(principal) ? principal : undefined);
    if (this.isNodeRoleOfEks(arn)) {
      fail('AccessOfNodeRole', `principal must not be the role of the built-in NodePools, for which EKS makes the access entry, got "${arn.text}": grant to another role`, this);
    }
    const held = this.entryOf(arn);
    if (held) {
      held._merge(options);
      return held;
    }
    const entry = new AccessEntry(this, arn.constructId, { ...options, cluster: this.cluster, principal });
    this.entries.push({ principal: arn, entry });
    if (entry.type === AccessEntryType.EC2) { this._nodes.add(entry); }
    return entry;
  }

  /**
   * Lets a role or user do everything in the cluster.
   *
   * @param principal Role or user.
   */
  public grantAdmin(principal: iam.IPrincipal): AccessEntry {
    return this.grant(principal, { policies: [AccessPolicy.CLUSTER_ADMIN] });
  }

  /**
   * Lets nodes of custom NodeClasses join the cluster. Nodes whose role has no such entry are launched and never join.
   *
   * Gives nothing for the role for which EKS makes the entry. What depends on nodes should depend on the entry.
   *
   * @param role Role of the nodes, of the cluster's account. People and pipelines need another one.
   */
  public grantNodes(role: iam.IRole): AccessEntry | undefined {
    const arn = this.principalArn(role.roleArn, role);
    if (this.isNodeRoleOfEks(arn)) { return undefined; }
    const held = this.entryOf(arn);
    if (held && held.type !== AccessEntryType.EC2) {
      fail('AccessOfNodeRole', `role of nodes must have an access entry of type EC2, got one of type ${held.type} for "${arn.text}": give the nodes a role of their own`, this);
    }
    return held ?? this.grant(role, { type: AccessEntryType.EC2 });
  }

  /**
   * Whether a principal was let in, so that the stack of the cluster comes after that of the principal.
   *
   * @internal
   */
  public _has(principal: iam.IIdentity): boolean {
    const sole = soleArn(principal);
    return 'arn' in sole && this.entryOf(this.principalArn(sole.arn, principal)) !== undefined;
  }

  /** What other constructs of the app, such as those of the L2, make for the same principals. */
  private problems(): string[] {
    const entries = this.allEntries();
    const repeated = entries.filter(({ resources }) => resources.length > 1);
    const ofEks = entries.filter(({ principal }) => this.isNodeRoleOfEks(principal));
    return [
      ...repeated.map(({ principal, resources }) => `principal must have one access entry in the cluster, got "${principal.text}" `
        + `at ${resources.map(({ node }) => node.path).join(' and ')}: grant in one place`),
      ...ofEks.map(({ principal, resources }) => `principal must not be the role of the built-in NodePools, for which EKS makes the access entry, got "${principal.text}" `
        + `at ${resources.map(({ node }) => node.path).join(' and ')}: remove the entry`),
      ...this.problemsOfOtherNodes(entries),
    ];
  }

  private problemsOfOtherNodes(entries: EntriesOfPrincipal[]): string[] {
    if (entries.length === 0) { return []; }
    return rolesOfOtherNodes(this.node.root, this.identity).flatMap(({ roleArn, resource }) => {
      const role = this.principalArn(roleArn);
      return entries.filter(({ principal }) => principal.equals(role)).map(({ principal, resources }) =>
        `principal must not be the role of a managed node group or Fargate profile, for which EKS makes the access entry, got "${principal.text}" `
        + `at ${[...resources, resource].map(({ node }) => node.path.replace(/\/Resource$/, '')).join(' and ')}: give the NodeClass a role of its own, or remove the entry`);
    });
  }

  private get identity(): string {
    return clusterIdentityOf(this.cluster.clusterName, Stack.of(this));
  }

  /** The entries of the cluster that the app makes, by their principals. */
  private allEntries(): EntriesOfPrincipal[] {
    const own = new Map(this.entries.map(({ principal, entry }) => [entry.node.findChild('Resource'), principal]));
    const { identity } = this;
    const found: EntriesOfPrincipal[] = [];
    for (const resource of this.node.root.node.findAll().filter(isAccessEntry)) {
      if (clusterIdentityOf(resource.clusterName, resource.stack) !== identity) { continue; }
      const principal = own.get(resource) ?? this.principalArn(resource.principalArn);
      const same = found.find((candidate) => candidate.principal.equals(principal));
      if (same) { same.resources.push(resource); } else { found.push({ principal, resources: [resource] }); }
    }
    return found;
  }

  private principalArn(arn: string, owner?: IConstruct): PrincipalArn {
    return new PrincipalArn(arn, Stack.of(this), owner);
  }

  private isNodeRoleOfEks(arn: PrincipalArn): boolean {
    return this.nodeRoleOfEks !== undefined && this.nodeRoleOfEks.equals(arn);
  }

  private entryOf(arn: PrincipalArn): AccessEntry | undefined {
    return this.entries.find(({ principal }) => principal.equals(arn))?.entry;
  }
}

function isAccessEntry(construct: IConstruct): construct is CfnAccessEntry {
  return CfnResource.isCfnResource(construct) && CfnAccessEntry.isCfnAccessEntry(construct);
}
