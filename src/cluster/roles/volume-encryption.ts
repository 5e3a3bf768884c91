import { Annotations, Resource, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct, Dependable, IDependable } from 'constructs';
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

  /** What must be there before volumes are encrypted with a key. */
  public allow(key: kms.IKey): IDependable[] {
    const problems = problemsOfVolumeKey(key);
    if (problems.length > 0) { fail('VolumeKey', problems.join('; '), this.scope); }
    if (!this.granted.has(key.keyArn)) { this.granted.set(key.keyArn, this.grant(key)); }
    return this.granted.get(key.keyArn)!;
  }

  private grant(key: kms.IKey): IDependable[] {
    const grants = this.clusterRole ? grantByRole(key, this.clusterRole) : [];
    const isGranted = this.clusterRole !== undefined && grants.every((grant) => grant.success && isTaken(grant, this.clusterRole!));
    if (isGranted && Resource.isOwnedResource(key)) { return grants; }
    // Between stacks it would close a circle.
    if (this.clusterRole && Resource.isOwnedResource(key) && Stack.of(key) === Stack.of(this.scope)) {
      grantByKey(key, this.clusterRole);
      return [key];
    }
    this.warn(key);
    return grants;
  }

  private warn(key: kms.IKey): void {
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:volume-key',
      `policy of key ${Token.isUnresolved(key.keyArn) ? key.node.path : key.keyArn} cannot be changed from here: unless it lets the account's IAM policies decide and the cluster role `
      + `can be given some, it must allow the cluster role ${USE.join(', ')}, and ${GRANTS.join(', ')} with the condition kms:GrantIsForAWSResource`);
  }
}

/** What is wrong with a key, as far as it is known. */
export function problemsOfKey(property: string, key: kms.IKey | undefined): string[] {
  const resource = key?.node.defaultChild;
  if (!resource || !kms.CfnKey.isCfnKey(resource) || resource.keySpec === undefined || Token.isUnresolved(resource.keySpec)) { return []; }
  return resource.keySpec === 'SYMMETRIC_DEFAULT' ? [] : [`${property} must be a symmetric key, got one of ${resource.keySpec}: write a kms.Key without keySpec`];
}

function problemsOfVolumeKey(key: kms.IKey): string[] {
  return 'aliasName' in key
    ? [`volume key must be a key, got the alias ${String(key.aliasName)}: write the key that it stands for, for example kms.Key.fromLookup`]
    : problemsOfKey('volume key', key);
}

/** The key itself, of an alias that knows it. */
export function keyBehind(key: kms.IKey): kms.IKey {
  return key instanceof kms.Alias ? key.aliasTargetKey : key;
}

function grantByRole(key: kms.IKey, clusterRole: iam.IRole): iam.Grant[] {
  return [
    key.grant(clusterRole, ...USE),
    iam.Grant.addToPrincipalOrResource({
      grantee: clusterRole, actions: GRANTS, conditions: FOR_AWS_RESOURCES, resourceArns: [key.keyArn], resourceSelfArns: ['*'], resource: key,
    }),
  ];
}

/** A role without policy updates pretends to take them, and leaves nothing to wait for. Roles of the app do so late. */
function isTaken(grant: iam.Grant, role: iam.IRole): boolean {
  return iam.Role.isRole(role) || Dependable.of(grant).dependencyRoots.length > 0;
}

function grantByKey(key: kms.IKey, clusterRole: iam.IRole): void {
  const ofRole = { resources: ['*'], principals: [new iam.ArnPrincipal(clusterRole.roleArn)] };
  key.addToResourcePolicy(new iam.PolicyStatement({ actions: USE, ...ofRole }));
  key.addToResourcePolicy(new iam.PolicyStatement({ actions: GRANTS, conditions: FOR_AWS_RESOURCES, ...ofRole }));
}
