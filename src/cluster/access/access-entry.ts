import { Annotations, Lazy, Stack } from 'aws-cdk-lib';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks-v2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AccessEntryType } from './access-entry-type';
import { AccessOptions } from './access-options';
import { AccessPolicy } from './access-policy';
import { newPolicies, problemsOfAccess } from './check-access';
import { problemsOfPrincipal } from './check-principal';
import { PrincipalArn } from './principal-arn';
import { soleArn } from './sole-arn';
import { fail } from '../../private/errors';

/**
 * Properties of `AccessEntry`.
 */
export interface AccessEntryProps extends AccessOptions {
  /**
   * Cluster that the principal gets access to. Its authentication mode must be `API` or `API_AND_CONFIG_MAP`.
   */
  readonly cluster: eks.ICluster;

  /**
   * Role or user that gets access: one ARN without conditions. Another one replaces the entry.
   *
   * With another type than STANDARD it must be a role of the cluster's account. A service-linked role cannot have an entry; a role of
   * IAM Identity Center is best written as `IdentityCenterRolePrincipal`.
   */
  readonly principal: iam.IPrincipal;
}

/**
 * Lets an IAM role or user into a cluster.
 *
 * A principal can have one entry in a cluster: `ClusterAccess.grant` takes care of that. EKS makes entries by itself for the role of
 * the built-in NodePools, for managed node groups and for Fargate profiles; another one for the same role fails the deployment.
 *
 * An entry takes effect some seconds after it was made. It outlives its role or user, and does not count for a new one of the
 * same name.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export class AccessEntry extends Construct {
  /** ARN of the entry. */
  public readonly accessEntryArn: string;
  /** ARN of the role or user. */
  public readonly principalArn: string;
  /** What the entry is for. */
  public readonly type: AccessEntryType;

  private readonly resource: CfnAccessEntry;
  private readonly policies: AccessPolicy[] = [];
  private readonly kubernetesGroups = new Set<string>();
  private readonly tags: { [key: string]: string } = {};
  private username?: string;

  constructor(scope: Construct, id: string, props: AccessEntryProps) {
    super(scope, id);
    const { cluster, principal, ...access } = props;
    this.type = access.type ?? AccessEntryType.STANDARD;
    const sole = soleArn(principal);
    const problems = [
      ...'problem' in sole ? [sole.problem]
        : problemsOfPrincipal(arnOf(sole.arn, principal, this), this.type, principal.principalAccount, cluster.env.account),
      ...this.problemsOf(access),
    ];
    if ('problem' in sole || problems.length > 0) { fail('AccessEntry', problems.join('; '), this); }
    this.principalArn = sole.arn;
    this.resource = new CfnAccessEntry(this, 'Resource', {
      clusterName: cluster.clusterName,
      principalArn: this.principalArn,
      type: this.type,
      accessPolicies: Lazy.any({ produce: () => this.policies.map((policy) => policy._render()) }, { omitEmptyArray: true }),
      kubernetesGroups: Lazy.list({ produce: () => [...this.kubernetesGroups] }, { omitEmpty: true }),
    });
    this.accessEntryArn = this.resource.attrAccessEntryArn;
    const isNodes = this.type === AccessEntryType.EC2 && !access.policies?.length;
    this.add(isNodes ? { ...access, policies: [AccessPolicy.AUTO_NODE] } : access);
    // Rights can be added until synthesis; a validation is what comes after that.
    this.node.addValidation({ validate: () => this.warnWithoutRights() });
  }

  /**
   * Gives the principal further rights, until synthesis. What it has already is ignored.
   *
   * @param policies The rights. A policy that it has in other namespaces is refused: write one with all namespaces.
   */
  public addPolicies(...policies: AccessPolicy[]): void {
    this._merge({ policies });
  }

  /**
   * Makes the principal a member of further groups of Kubernetes, until synthesis. Those it belongs to already are ignored.
   *
   * @param groups Names of the groups.
   */
  public addKubernetesGroups(...groups: string[]): void {
    this._merge({ kubernetesGroups: groups });
  }

  /**
   * Adds all of it, or nothing when EKS would refuse a part.
   *
   * @internal
   */
  public _merge(access: AccessOptions): void {
    const problems = this.problemsOf(access);
    if (problems.length > 0) { fail('AccessEntry', problems.join('; '), this); }
    this.add(access);
  }

  private problemsOf(access: AccessOptions): string[] {
    return problemsOfAccess({ type: this.type, policies: this.policies, username: this.username, tags: this.tags }, access);
  }

  private add({ policies = [], kubernetesGroups = [], username, tags = {} }: AccessOptions): void {
    this.policies.push(...newPolicies(this.policies, policies));
    kubernetesGroups.forEach((group) => this.kubernetesGroups.add(group));
    Object.assign(this.tags, tags);
    this.username ??= username;
    // Assigned only when there is something, to leave what an escape hatch wrote alone.
    if (username !== undefined) { this.resource.username = username; }
    if (Object.keys(tags).length > 0) { this.resource.tags = Object.entries(this.tags).map(([key, value]) => ({ key, value })); }
  }

  private warnWithoutRights(): string[] {
    if (this.type === AccessEntryType.STANDARD && this.policies.length + this.kubernetesGroups.size === 0 && this.username === undefined) {
      Annotations.of(this).addWarningV2('cdk-eks-auto-mode:access-entry-without-rights',
        'an access entry of type STANDARD should have policies, kubernetesGroups or a username, got none: its principal can sign in, but do no more than '
        + 'every authenticated user. Write for example policies: [AccessPolicy.VIEW]');
    }
    return [];
  }
}

function arnOf(arn: string, principal: iam.IPrincipal, scope: Construct): PrincipalArn {
  return new PrincipalArn(arn, Stack.of(scope), Construct.isConstruct(principal) ? principal : undefined);
}
