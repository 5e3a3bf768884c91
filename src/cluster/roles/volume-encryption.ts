import { Annotations, Resource, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct, IConstruct, IDependable } from 'constructs';
import { RolePolicy } from './role-policy';
import { fail } from '../../private/errors';

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const GRANTS = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];
const FOR_AWS_RESOURCES = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };

/**
 * Lets Auto Mode encrypt volumes with keys: those of nodes and those of StorageClasses need the same of the cluster role.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-kms.html
 */
export class VolumeEncryption {
  private readonly granted = new Map<string, IDependable[]>();

  constructor(private readonly scope: Construct, private readonly clusterRole: iam.IRole | undefined) {}

  /** Puts a policy of the role into the tree, which is in the template only when it has statements. */
  public prepare(): void {
    if (this.clusterRole) { this.policyOf(this.clusterRole); }
  }

  /** What must be there before volumes are encrypted with a key. */
  public allow(key: kms.IKey): IDependable[] {
    const problems = problemsOfVolumeKey(key, this.scope);
    if (problems.length > 0) { fail('VolumeKey', problems.join('; '), this.scope); }
    if (!this.granted.has(key.keyArn)) { this.granted.set(key.keyArn, this.grant(key)); }
    return this.granted.get(key.keyArn)!;
  }

  private grant(key: kms.IKey): IDependable[] {
    const role = this.clusterRole;
    const isByRole = iam.Role.isRole(role) && this.knowsKey(role, key);
    const grants = role === undefined ? [] : isByRole ? grantByRole(key, role) : this.grantByPolicy(key, role);
    if (grants.length > 0 && Resource.isOwnedResource(key)) { return grants; }
    // Between stacks it would close a circle.
    if (role && Resource.isOwnedResource(key) && Stack.of(key) === Stack.of(this.scope)) {
      grantByKey(key, role);
      return [key];
    }
    this.warn(key);
    return grants;
  }

  /** The stack of a role does not come after that of the cluster, nor perhaps after that of the key. */
  private knowsKey(role: iam.IRole, key: kms.IKey): boolean {
    return [this.scope, key].some((construct) => Stack.of(construct) === Stack.of(role));
  }

  /** The default policy of an imported role would have the same name in every stack that imports it. */
  private grantByPolicy(key: kms.IKey, role: iam.IRole): IDependable[] {
    const policy = this.policyOf(role);
    policy.addStatements(...statementsFor([key.keyArn]));
    policy.attach();
    return policy.reachesRole ? [policy] : [];
  }

  private policyOf(role: iam.IRole): RolePolicy {
    const id = 'VolumePolicy';
    return this.scope.node.tryFindChild(id) as RolePolicy ?? new RolePolicy(this.scope, id, role);
  }

  private warn(key: kms.IKey): void {
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:volume-key',
      `policy of key ${Token.isUnresolved(key.keyArn) ? key.node.path : key.keyArn} cannot be changed from here: unless it lets the account's IAM policies decide and the cluster role `
      + `can be given some, it must allow the cluster role ${USE.join(', ')}, and ${GRANTS.join(', ')} with the condition kms:GrantIsForAWSResource`);
  }
}

/** What is wrong with a key, as far as it is known. */
export function problemsOfKey(property: string, key: kms.IKey | undefined, scope: IConstruct): string[] {
  if (!key) { return []; }
  const { region } = Stack.of(scope);
  const keySpec = keySpecOf(key);
  return [
    ...keySpec === 'SYMMETRIC_DEFAULT' ? [] : [`${property} must be a symmetric key, got one of ${keySpec}: write a kms.Key without keySpec`],
    ...Token.compareStrings(key.env.region, region) === TokenComparison.DIFFERENT
      ? [`${property} must be a key of the cluster's Region ${region}, got one of ${key.env.region}: write a key of that Region`] : [],
  ];
}

function keySpecOf({ node: { defaultChild } }: kms.IKey): string {
  const known = defaultChild && kms.CfnKey.isCfnKey(defaultChild) ? defaultChild.keySpec : undefined;
  return known === undefined || Token.isUnresolved(known) ? 'SYMMETRIC_DEFAULT' : known;
}

function problemsOfVolumeKey(key: kms.IKey, scope: IConstruct): string[] {
  return 'aliasName' in key
    ? [`volume key must be a key, got the alias ${String(key.aliasName)}: write the key that it stands for, for example kms.Key.fromLookup`]
    : problemsOfKey('volume key', key, scope);
}

/** The key itself, of an alias that knows it; one that was imported by its name alone throws when it is asked. */
export function keyBehind(key: kms.IKey): kms.IKey {
  if (!('aliasTargetKey' in key)) { return key; }
  try {
    return keyBehind((key as kms.IAlias).aliasTargetKey);
  } catch {
    return key;
  }
}

function grantByRole(key: kms.IKey, clusterRole: iam.IRole): iam.Grant[] {
  return [
    key.grant(clusterRole, ...USE),
    iam.Grant.addToPrincipalOrResource({
      grantee: clusterRole, actions: GRANTS, conditions: FOR_AWS_RESOURCES, resourceArns: [key.keyArn], resourceSelfArns: ['*'], resource: key,
    }),
  ];
}

function grantByKey(key: kms.IKey, clusterRole: iam.IRole): void {
  for (const statement of statementsFor(['*'])) {
    statement.addArnPrincipal(clusterRole.roleArn);
    key.addToResourcePolicy(statement);
  }
}

function statementsFor(resources: string[]): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: USE, resources }),
    new iam.PolicyStatement({ actions: GRANTS, conditions: FOR_AWS_RESOURCES, resources }),
  ];
}
